"""Nights with a clock that stands still, each in a child process that can be killed at any instant.

    python night_driver.py ADDRESS

reads a JSON object a line: `config` and `now`, perhaps `url` (a database), `point` or `seconds`. For each it
forks a child that does what is due then, as `lantoa schedule` would, killed at that point or after so many
seconds; it answers with the child's `signal` (None: it ended by itself), `code`, `points` and `seconds`.

A point is each moment at which the outside world changes: before and after a commit, before each request to
a platform, before a file is opened for writing and before one takes another's place.
"""

import json
import os
import signal
import sys
import traceback
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from random import Random
from threading import Timer
from time import monotonic

from sqlalchemy import Engine, event

from collectors import Tools
from pipeline.config import ConfiguredPlatform, load_settings
from pipeline.database.leases import NIGHTS
from pipeline.schedule.holding import holding, taken_lease
from pipeline.schedule.running import due_now
from pipeline.steps.collecting import Collection
from pipeline.steps.night import run_night
from pipeline.workplace import Workplace, opened_workplace

WARMED = (
    "collectors.facebook.collector",
    "collectors.website.collector",
    "collectors.youtube.collector",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "psycopg",
    "reports.publishing",
    "pipeline.telling.mail",
)
"""What a night imports on its way: a child finds it there already. Nothing of it may start a thread."""


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


def work(workplace: Workplace) -> None:
    """Do what is due, under the lease."""
    with holding(workplace, taken_lease(workplace, NIGHTS)) as leasehold:
        place = leasehold.workplace
        for contest in place.settings.contests:
            for occasion in due_now(place, contest):
                collection = Collection(place.engine, place.collectors(), place.tools)
                run_night(place, contest, collection, occasion)


def night(order: dict[str, str], address: str, points: Points) -> None:
    now = datetime.fromisoformat(order["now"])
    secrets = {"LANTOA_DATABASE_URL": order["url"]} if "url" in order else {}
    settings = load_settings(Path(order["config"]), secrets)
    platforms = {channel: addressed(each, address) for channel, each in settings.platforms.items()}
    tools = Tools(now=lambda: now, sleep=lambda _: None, random=Random(1))
    with opened_workplace(replace(settings, platforms=platforms), tools) as workplace:
        watch(workplace.engine, points)
        work(workplace)


def child(order: dict[str, str], address: str, out: int) -> None:
    """Do the night, say how many points there were, and end without any of the parent's endings."""
    points, code = Points(int(order["point"]) if "point" in order else None), 0
    try:
        night(order, address, points)
        os.write(out, str(points.passed).encode())
    except BaseException:  # noqa: BLE001 - whatever it is belongs on standard error
        traceback.print_exc()
        code = 1
    os._exit(code)


def answered(order: dict[str, str], address: str) -> dict[str, object]:
    """Fork a child for the order, kill it in time, and tell what became of it."""
    began = monotonic()
    into, out = os.pipe()
    number = os.fork()
    if number == 0:
        child(order, address, out)
    os.close(out)
    killer = Timer(float(order.get("seconds", 3600)), os.kill, (number, signal.SIGKILL))
    killer.start()
    with os.fdopen(into) as said:
        passed = said.read()
    _, status = os.waitpid(number, 0)
    killer.cancel()
    killer.join()
    killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return {"signal": killed, "code": code, "points": int(passed or 0), "seconds": monotonic() - began}


def main() -> None:
    for name in WARMED:
        import_module(name)
    for line in sys.stdin:
        print(json.dumps(answered(json.loads(line), sys.argv[1])), flush=True)


if __name__ == "__main__":
    main()
