"""What every step works with: the settings, the database, the outside world and the collectors."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import SystemRandom
from time import sleep

from sqlalchemy import Engine

from collectors import Collector, Tools
from pipeline.config import Settings
from pipeline.database.opening import open_database
from pipeline.history.in_force import settings_in_force


@dataclass(frozen=True, slots=True)
class Workplace:
    """Settings, an open database and the tools that collectors may touch."""

    settings: Settings
    engine: Engine
    tools: Tools

    def collectors(self) -> Mapping[str, Collector]:
        """Return a collector for each channel that is not left to be counted by hand."""
        made = {
            channel: configured.platform.collector(configured.settings, self.tools)
            for channel, configured in self.settings.platforms.items()
        }
        return {channel: collector for channel, collector in made.items() if collector is not None}


@contextmanager
def opened_workplace(settings: Settings, tools: Tools) -> Iterator[Workplace]:
    """Open the database that the settings name, and close it at the end; raises Failed if it can't.

    Contests stand under their published rules, where there are any, instead of the config's draft.
    """
    engine = open_database(settings.database_url)
    try:
        yield Workplace(settings_in_force(settings, engine), engine, tools)
    finally:
        engine.dispose()


def real_tools() -> Tools:
    """Return the machine's own clock, waits and chance."""
    return Tools(now=lambda: datetime.now(UTC), sleep=sleep, random=SystemRandom())
