"""What a command is called with, and what most commands ask of it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.events import note, note_unexpected
from pipeline.faults import Refused, refused

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.workplace import Workplace


@dataclass
class Call:
    """The parsed options, the config's path and the console of one command."""

    options: Namespace
    config: Path
    console: Console
    unwritten: tuple[str, ...] = ()
    """Secrets that the command itself will write: their files need not be there yet."""

    @cached_property
    def settings(self) -> "Settings":
        """The settings, with which the logs begin; raises Refused for a config with faults."""
        import os

        from pipeline.config import load_settings
        from pipeline.operations.logs import start_logs

        settings = load_settings(self.config, os.environ, unwritten=self.unwritten)
        self.console.logs = start_logs(settings, datetime.now(UTC))
        return settings

    @contextmanager
    def logged(self) -> Iterator[None]:
        """Note what a command could not do, and end the logs that began with the settings."""
        try:
            yield
        except Refused as refusal:
            note("refused", faults=[fault.code for fault in refusal.faults])
            raise
        except Exception as error:
            note_unexpected(error)
            raise
        finally:
            if "settings" in self.__dict__:
                from pipeline.operations.logs import stop_logs

                stop_logs()

    @contextmanager
    def workplace(self) -> Iterator["Workplace"]:
        """Open the database, for a command that asks no platform."""
        from pipeline.workplace import opened_workplace, real_tools

        with opened_workplace(self.settings, real_tools()) as workplace:
            yield workplace

    @contextmanager
    def collecting_workplace(self) -> Iterator["Workplace"]:
        """Open the database and, in a demo's folder, the stand-in platforms that are asked instead."""
        from pipeline.workplace import opened_workplace, real_tools

        tools = real_tools()
        with self.platforms(tools.now()) as settings, opened_workplace(settings, tools) as workplace:
            yield workplace

    def platforms(self, now: datetime) -> AbstractContextManager["Settings"]:
        """Give the settings, those of the stand-in platforms in a demo's folder."""
        if not self.settings.uses_stand_in:
            return nullcontext(self.settings)
        from pipeline.demo.playing import played_platforms
        from pipeline.demo.story import demo_world

        return played_platforms(self.settings, demo_world(now))

    def contest(self) -> str:
        """Return the contest that is meant: the one that was named, or the only one there is."""
        named, known = self.options.contest, tuple(self.settings.contests)
        if named in known:
            return str(named)
        if named is not None:
            raise refused("unknown-contest", contest=named, known=", ".join(known) or "–", file=self.config)
        if len(known) == 1:
            return known[0]
        code = "which-contest" if known else "no-contest"
        raise refused(code, known=", ".join(known), file=self.config)

    def instant(self, workplace: "Workplace", contest: str) -> datetime:
        """Return the instant of `--at`, read in the contest's zone, or now."""
        if self.options.at is None:
            return workplace.tools.now()
        return self.instant_of(self.options.at, contest)

    def instant_of(self, text: str, contest: str) -> datetime:
        """Return the instant that a text tells in the contest's zone."""
        from pipeline.sheets.gathering import CellFault
        from pipeline.sheets.instant_cells import instant

        try:
            return instant(text, self.settings.contests[contest].zone)
        except CellFault as fault:
            raise refused("bad-instant", value=text) from fault
