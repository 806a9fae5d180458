"""What every step works with: the settings, the database, the outside world and the collectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import SystemRandom
from time import sleep

from sqlalchemy import Engine

from collectors import Collector, Tools
from pipeline.config import Settings
from pipeline.database.opening import open_database


@dataclass(frozen=True, slots=True)
class Workplace:
    """Settings, an open database and the tools that collectors may touch."""

    settings: Settings
    engine: Engine
    tools: Tools

    def collectors(self) -> Mapping[str, Collector]:
        """Return a collector for each channel that is not left to be counted by hand."""
        return {
            channel: configured.platform.collector(configured.settings, self.tools)
            for channel, configured in self.settings.platforms.items()
        }


def open_workplace(settings: Settings, tools: Tools) -> Workplace:
    """Open the database that the settings name; raises Refused if it can't be."""
    return Workplace(settings, open_database(settings.database_url), tools)


def real_tools() -> Tools:
    """Return the machine's own clock, waits and chance."""
    return Tools(now=lambda: datetime.now(UTC), sleep=sleep, random=SystemRandom())
