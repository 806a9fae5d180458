"""What a command is called with, and what most commands ask of it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.faults import refused

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.workplace import Workplace


@dataclass
class Call:
    """The parsed options, the config's path and the console of one command."""

    options: Namespace
    config: Path
    console: Console

    @cached_property
    def settings(self) -> "Settings":
        """The settings; raises Refused for a config with faults."""
        import os

        from pipeline.config import load_settings

        return load_settings(self.config, os.environ)

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
        with self._platforms(tools.now()) as settings, opened_workplace(settings, tools) as workplace:
            yield workplace

    def _platforms(self, now: datetime) -> AbstractContextManager["Settings"]:
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
        from pipeline.sheets.gathering import CellFault
        from pipeline.sheets.instant_cells import instant

        try:
            return instant(self.options.at, self.settings.contests[contest].zone)
        except CellFault as fault:
            raise refused("bad-instant", value=self.options.at) from fault
