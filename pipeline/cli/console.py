"""Speak to the person at the terminal: results on standard output, all else on standard error."""

import os
import shutil
import sys
import traceback
from datetime import UTC, datetime
from functools import cached_property
from io import FileIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.faults import Fault, Refused, failed
from reports.catalogue import Catalogue, catalogue

if TYPE_CHECKING:
    from pipeline.operations.logs import Logs
    from reports.data import RankingReport

MOST_FAULTS_SHOWN = 50
"""Whoever has more to mend has one cause for most of it."""

WIDTH_ELSEWHERE = 110
"""How wide tables are where no terminal tells its width."""


def speak_utf8() -> None:
    """Let both streams carry Vietnamese on terminals whose own encoding can't; a closed one says nothing."""
    sys.stdout = sys.stdout or _silent()
    sys.stderr = sys.stderr or _silent()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silent() -> TextIOWrapper:
    return TextIOWrapper(FileIO(os.devnull, "w"), encoding="utf-8")


def program() -> str:
    """Return what this person types to run Lantoa: its name, or the way to it where the name is not known."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{Path(sys.executable).name} -m pipeline"
    return called.name if shutil.which(called.name) else os.path.relpath(called)


class Console:
    """Sentences in one language for the person who runs a command."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.logs: Logs | None = None

    @cached_property
    def words(self) -> Catalogue:
        """All sentences that a command may say."""
        rooms = (catalogue(room, self.language) for room in ("reports", "pipeline.sheets", "pipeline"))
        joined = next(rooms)
        for room in rooms:
            joined = joined.joined(room)
        return joined

    def say(self, key: str, **parameters: object) -> None:
        """Say a sentence on standard error."""
        print(self.words.say(key, **parameters), file=sys.stderr)

    def result(self, text: str) -> None:
        """Give a result out on standard output, with one line end; raises Failed where it takes none."""
        try:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise failed("output-stream-full", cause=error.strerror or "") from error

    def table(self, report: "RankingReport") -> None:
        """Give a ranking out as a table as wide as the terminal."""
        from reports.table import ranking_table

        self.result(ranking_table(report, self.words, self.width))

    @property
    def width(self) -> int:
        """How many characters a line of a table may have."""
        if not sys.stdout.isatty():
            return WIDTH_ELSEWHERE
        return shutil.get_terminal_size((WIDTH_ELSEWHERE, 24)).columns

    def refuse(self, refusal: Refused) -> None:
        """Say everything that was wrong, a line each, and that nothing was changed."""
        for fault in refusal.faults[:MOST_FAULTS_SHOWN]:
            print(self.sentence(fault), file=sys.stderr)
        if len(refusal.faults) > MOST_FAULTS_SHOWN:
            self.say("faults-further", count=len(refusal.faults) - MOST_FAULTS_SHOWN)
        if len(refusal.faults) > 1:
            self.say("faults-in-all", count=len(refusal.faults))

    def sentence(self, fault: Fault) -> str:
        """Return the sentence of a fault."""
        parameters = {name: _shown(value) for name, value in fault.parameters.items()}
        if "expected" in parameters:
            parameters["expected"] = self.words.say(f"kind.{parameters['expected']}")
        return self.words.say(f"fault.{fault.code}", **parameters)

    def unexpected(self, error: Exception) -> None:
        """Say that the program itself is at fault; the traceback is only for who asks for it."""
        kind = type(error).__name__
        if os.environ.get("LANTOA_DEBUG"):
            self._show_traceback(error)
        if self.logs is None:
            self.say("unexpected", kind=kind)
        else:
            self.say("unexpected-logged", kind=kind, file=_shown(self.logs.file(datetime.now(UTC))))

    def _show_traceback(self, error: Exception) -> None:
        from pipeline.operations.masking import Masker

        masked = self.logs.masked if self.logs else Masker()
        sys.stderr.write(masked("".join(traceback.format_exception(error))))


def _shown(value: object) -> object:
    """Show paths as people type them."""
    return value.as_posix() if isinstance(value, Path) and os.name != "nt" else value
