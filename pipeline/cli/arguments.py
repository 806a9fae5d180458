"""The parser of the command line, with its words in the user's language."""

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn

from pipeline.cli.table import COMMANDS, GROUPS, Command
from pipeline.cli.version import VersionAction
from pipeline.faults import Refused, refused
from reports.catalogue import LANGUAGES, Catalogue

MISUSES = (
    (r"the following arguments are required: (.+)", "usage-missing"),
    (r"unrecognized arguments: (.+)", "usage-unknown"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "usage-choice"),
    (r"argument (.+?): expected one argument", "usage-value-missing"),
)
"""What argparse says, and the codes of our own sentences."""


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help whose usage line begins in the user's language."""

    def __init__(self, prog: str, usage_word: str) -> None:
        super().__init__(prog)
        self._usage_word = usage_word

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line under our own word for it."""
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser in the user's language that refuses wrong usage instead of ending the program."""

    def __init__(self, *, words: Catalogue, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        formatter = partial(HelpFormatter, usage_word=words.say("help.usage"))
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = words.say("help.positionals")
        self._optionals.title = words.say("help.options")
        self.add_argument("-h", "--help", action="help", help=words.say("help.argument.help"))

    def error(self, message: str) -> NoReturn:
        """Raise Refused with the sentence that fits."""
        for pattern, code in MISUSES:
            found = re.fullmatch(pattern, message)
            if found and code == "usage-choice":
                raise _wrong_choice(found[2].strip("'"), found[3].replace("'", ""))
            if found:
                raise refused(code, command=self.prog, first=found[1])
        raise refused("usage-other", command=self.prog, first=message)


def _wrong_choice(said: str, choices: str) -> Refused:
    near = get_close_matches(said, choices.split(", "), n=1)
    if near:
        return refused("usage-choice-near", said=said, nearest=near[0])
    return refused("usage-choice", said=said, choices=choices)


def make_parser(words: Catalogue) -> Parser:
    """Return the parser of all commands."""
    parser = Parser(
        words=words,
        prog="lantoa",
        usage=f"%(prog)s [--config PATH] [--language vi|en] {words.say('help.argument.command')} …",
        description=words.say("help.what"),
        epilog=words.say("help.end"),
    )
    parser.add_argument("--config", metavar="PATH", help=words.say("help.argument.config"))
    parser.add_argument("--version", action=VersionAction, help=words.say("help.argument.version"))
    parser.add_argument("--language", choices=LANGUAGES, help=words.say("help.argument.language"))
    commands = parser.add_subparsers(
        dest="command",
        metavar=words.say("help.argument.command"),
        title=words.say("help.commands"),
        description="\n".join(_group_line(words, group) for group in GROUPS),
        help=argparse.SUPPRESS,
    )
    for command in COMMANDS:
        _add_command(commands, command, words)
    return parser


def _group_line(words: Catalogue, group: str) -> str:
    return f"{', '.join(GROUPS[group]):<36}{words.say(f'help.group.{group}')}"


def help_of_commands(words: Catalogue) -> dict[str, str]:
    """Return the whole help of each command, by its name."""
    commands = argparse.ArgumentParser(prog="lantoa").add_subparsers(parser_class=Parser)
    return {command.name: _add_command(commands, command, words).format_help() for command in COMMANDS}


def early_options(arguments: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    """Return the config's path and the language, and all arguments with these two put first.

    They are needed before the parser exists, since it speaks the language; so they may stand anywhere.
    """
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--config")
    early.add_argument("--language")
    try:
        found, rest = early.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None, None, list(arguments)
    put = {"--config": found.config, "--language": found.language}
    first = [word for name, value in put.items() if value is not None for word in (name, value)]
    return found.config, found.language, [*first, *rest]


def _add_command(
    commands: "argparse._SubParsersAction[Parser]", command: Command, words: Catalogue
) -> Parser:
    does = words.say(f"help.command.{command.name}.does")
    example = words.say(f"help.command.{command.name}.example")
    parser = commands.add_parser(
        command.name,
        words=words,
        description=does,
        epilog=f"{words.say('help.example')}\n  {example}",
    )
    for argument in command.arguments:
        help_text = words.say(f"help.argument.{argument.help_key}")
        parser.add_argument(*argument.names, help=help_text, **argument.options)
    return parser
