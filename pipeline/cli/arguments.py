"""The parser of the command line, with its words in the user's language."""

import argparse
import re
from typing import NoReturn

from pipeline.cli.table import COMMANDS, Command
from pipeline.faults import refused
from reports.catalogue import LANGUAGES, Catalogue

MISUSES = (
    (r"the following arguments are required: (.+)", "usage-missing"),
    (r"unrecognized arguments: (.+)", "usage-unknown"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "usage-choice"),
    (r"argument (.+?): expected one argument", "usage-value-missing"),
)
"""What argparse says, and the codes of our own sentences; their places are `first`, `second`, `third`."""


class Parser(argparse.ArgumentParser):
    """A parser that refuses wrong usage like any other bad input, instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Raise Refused with the sentence that fits."""
        for pattern, code in MISUSES:
            found = re.fullmatch(pattern, message)
            if found:
                words = dict(zip(("first", "second", "third"), found.groups(), strict=False))
                raise refused(code, command=self.prog, **words)
        raise refused("usage-other", command=self.prog, first=message)


def make_parser(words: Catalogue) -> Parser:
    """Return the parser of all commands."""
    parser = _parser(words, prog="lantoa", description=words.say("help.what"), epilog=words.say("help.end"))
    parser.add_argument("--config", metavar="PATH", help=words.say("help.argument.config"))
    parser.add_argument("--language", choices=LANGUAGES, help=words.say("help.argument.language"))
    commands = parser.add_subparsers(dest="command", metavar="", title=words.say("help.commands"))
    for command in COMMANDS:
        _add_command(commands, command, words)
    return parser


def _add_command(commands: "argparse._SubParsersAction[Parser]", command: Command, words: Catalogue) -> None:
    does = words.say(f"help.command.{command.name}.does")
    example = words.say(f"help.command.{command.name}.example")
    parser = commands.add_parser(
        command.name,
        help=does,
        description=does,
        epilog=f"{words.say('help.example')}\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    _finish(parser, words)
    for argument in command.arguments:
        help_text = words.say(f"help.argument.{argument.help_key}")
        parser.add_argument(*argument.names, help=help_text, **argument.options)


def _parser(words: Catalogue, *, prog: str, description: str, epilog: str) -> Parser:
    parser = Parser(
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        prog=prog,
        description=description,
        epilog=epilog,
    )
    _finish(parser, words)
    return parser


def _finish(parser: Parser, words: Catalogue) -> None:
    """Give the parser its headings and its help option in the user's language."""
    parser._positionals.title = words.say("help.positionals")  # noqa: SLF001
    parser._optionals.title = words.say("help.options")  # noqa: SLF001
    parser.add_argument("-h", "--help", action="help", help=words.say("help.argument.help"))
