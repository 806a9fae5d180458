"""Run one command: read the arguments, call it, and turn what went wrong into one sentence and a code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from pipeline.cli.arguments import early_options, make_parser
from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.console import Console, speak_utf8
from pipeline.cli.language import language_of
from pipeline.events import noted
from pipeline.faults import Failed, Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return its exit code."""
    speak_utf8()
    path, language, words = early_options(sys.argv[1:] if arguments is None else arguments)
    config = Path(path or os.environ.get("LANTOA_CONFIG") or "config.toml")
    console = Console(language_of(language, config))
    try:
        return _run_or_refuse(words, config, console)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        console.say("interrupted")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place before a person would see a traceback
        console.unexpected(error)
        return Exit.FAILED


def _run_or_refuse(words: Sequence[str], config: Path, console: Console) -> int:
    try:
        return _run(words, config, console)
    except Refused as refusal:
        console.refuse(refusal)
        return Exit.FAILED if isinstance(refusal, Failed) else Exit.WRONG_INPUT


def _run(words: Sequence[str], config: Path, console: Console) -> int:
    parser = make_parser(console.words)
    options = parser.parse_args(words)
    if options.command is None:
        parser.print_help()
        return Exit.DONE
    return _command(options.command, Call(options, config, console))


def _command(name: str, call: Call) -> int:
    module = import_module(f"pipeline.cli.commands.{name}_command")
    with call.logged(), noted("command", command=name) as found:
        found["code"] = code = int(module.run(call))
    return code
