"""One night with a clock that stands still, in a process of its own that can be killed at a given point.

A point is each moment at which the outside world changes: before and after a commit, before each request to
a platform, before a file is opened for writing and before one takes another's place.

    python night_driver.py CONFIG YYYY-MM-DDTHH:MM+HH:MM ADDRESS [POINT]

Without a point the night runs through and prints how many there were.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import Engine, event

from collectors import Tools
from pipeline.config import ConfiguredPlatform, load_settings
from pipeline.steps.collecting import Collection
from pipeline.steps.night import run_night
from pipeline.workplace import Workplace, opened_workplace


class Points:
    """Counts the points that were passed and kills the process at the one that was asked for."""

    def __init__(self, fatal: int | None) -> None:
        self.passed = 0
        self.fatal = fatal

    def passing(self, *_: object) -> None:
        self.passed += 1
        if self.passed == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, name: str, arguments: tuple[object, ...]) -> None:
        is_write = name == "open" and isinstance(arguments[1], str) and set("wxa+") & set(arguments[1])
        if is_write or name in {"os.rename", "socket.connect"}:
            self.passing()


def addressed(configured: ConfiguredPlatform, address: str) -> ConfiguredPlatform:
    """Lead a platform to the stand-in that the test runs."""
    keys = {"youtube": "api_address", "facebook": "graph_address", "website": "matomo_address"}
    secrets = {"youtube": "api_key", "facebook": "page_token", "website": "matomo_token"}
    values = {"youtube": "demo-youtube-key", "facebook": "demo-page-token", "website": "demo-matomo-token"}
    channel = configured.platform.channel
    table = configured.settings.model_dump(exclude_unset=True)
    table |= {keys[channel]: address, secrets[channel]: values[channel]}
    if channel == "facebook":
        table["page_id"] = "100064000000001"
    return replace(configured, settings=configured.platform.settings_model.model_validate(table))


def watch(engine: Engine, points: Points) -> None:
    event.listen(engine, "commit", points.passing)
    event.listen(engine, "checkin", points.passing)
    sys.addaudithook(points.audit)


def night(workplace: Workplace) -> None:
    collection = Collection(workplace.engine, workplace.collectors(), workplace.tools)
    run_night(workplace, "tu-sach-2024", collection)


def main() -> None:
    config, instant, address, *fatal = sys.argv[1:]
    now = datetime.fromisoformat(instant)
    settings = load_settings(Path(config), {})
    platforms = {channel: addressed(each, address) for channel, each in settings.platforms.items()}
    tools = Tools(now=lambda: now, sleep=lambda _: None, random=Random(1))
    points = Points(int(fatal[0]) if fatal else None)
    with opened_workplace(replace(settings, platforms=platforms), tools) as workplace:
        watch(workplace.engine, points)
        night(workplace)
        print(points.passed)


if __name__ == "__main__":
    main()
