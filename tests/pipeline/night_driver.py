"""Nights with a clock that stands still, each in a child process that can be killed at any instant.

    python night_driver.py

reads a JSON object a line: `config` and `now`, perhaps `url` (a database), `plain` (charts come from a drawer
instead of being drawn), `point` or `seconds`. For each it forks a child that calls `lantoa nightly` where a
night is due, killed at that point or after so many seconds; it answers with the child's `signal` (None: it
ended by itself), `code`, `points` and `seconds`. What the child says goes to `said.txt` beside the config.

The first order is for this process itself: whatever a night keeps for the next one, children find it there.

A point is each moment at which the outside world changes: before and after a commit, before each request to
a platform, before a file is opened for writing and before one takes another's place.
"""

import gc
import json
import os
import signal
import sys
import traceback
from contextlib import nullcontext
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from threading import Timer
from time import monotonic
from typing import IO, Any
from unittest.mock import patch

from matplotlib.figure import Figure
from sqlalchemy import Engine, event

import pipeline.workplace
import reports.publishing
from collectors import Tools
from pipeline.cli.running import main as lantoa
from pipeline.config import load_settings
from pipeline.schedule.running import due_now
from pipeline.workplace import opened_workplace

SECRETS = {
    "LANTOA_YOUTUBE_API_KEY": "demo-youtube-key",
    "LANTOA_FACEBOOK_PAGE_TOKEN": "demo-page-token",
    "LANTOA_MATOMO_TOKEN": "demo-matomo-token",
}

Orders = dict[str, Any]


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

    def watch(self) -> None:
        event.listen(Engine, "commit", self.passing)
        event.listen(Engine, "checkin", self.passing)
        sys.addaudithook(self.audit)


class Drawer:
    """Keeps one picture of each kind and gives it out for any figure: drawing takes most of a night."""

    def __init__(self) -> None:
        vector, pixels = StringIO(), BytesIO()
        Figure().savefig(vector, format="svg", metadata={"Date": None})
        Figure().savefig(pixels, format="png")
        self._kept: dict[str, str | bytes] = {"svg": vector.getvalue(), "png": pixels.getvalue()}

    def give(self, file: IO[Any], *, format: str, **_: object) -> None:  # noqa: A002
        file.write(self._kept[format])


def is_due(order: Orders, now: datetime) -> bool:
    """Tell whether `lantoa schedule` would work now."""
    settings = load_settings(Path(order["config"]), os.environ)
    tools = Tools(now=lambda: now, sleep=lambda _: None, random=Random(1))
    pipeline.workplace.real_tools = lambda: tools
    with opened_workplace(settings, tools) as workplace:
        return any(due_now(workplace, contest) for contest in settings.contests)


def night(order: Orders, drawer: Drawer) -> int:
    """Do the night that is due as a person's timer would, with the order's clock."""
    os.environ.update(SECRETS)
    if "url" in order:
        os.environ["LANTOA_DATABASE_URL"] = order["url"]
    now = datetime.fromisoformat(order["now"])
    if not is_due(order, now):
        return 0
    with patch.object(Figure, "savefig", drawer.give) if order.get("plain") else nullcontext():
        return lantoa(["--config", order["config"], "nightly"])


def listened(order: Orders) -> None:
    """Let what is said from here on go beside the order's config."""
    said = os.open(Path(order["config"]).with_name("said.txt"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(said)


def child(order: Orders, drawer: Drawer, out: int) -> None:
    """Do the night, say how many points there were, and end without any of the parent's endings."""
    points, code = Points(order.get("point")), 70
    listened(order)
    try:
        points.watch()
        code = night(order, drawer)
        os.write(out, str(points.passed).encode())
    except BaseException:  # noqa: BLE001 - whatever it is belongs where the night has spoken
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


def warmed(order: Orders, drawer: Drawer) -> dict[str, object]:
    """Do a night in this process, but set no pages: a fork would not take the threads of that along."""
    with patch.object(reports.publishing, "ranking_pdf", lambda *_: b""):
        code = night(order, drawer)
    gc.freeze()
    return {"signal": None, "code": code, "points": 0, "seconds": 0.0}


def answered(order: Orders, drawer: Drawer) -> dict[str, object]:
    """Fork a child for the order, kill it in time, and tell what became of it."""
    began = monotonic()
    into, out = os.pipe()
    number = os.fork()
    if number == 0:
        child(order, drawer, out)
    os.close(out)
    killer = Timer(order.get("seconds", 3600.0), os.kill, (number, signal.SIGKILL))
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
    answers, drawer = os.fdopen(os.dup(1), "w"), Drawer()
    for count, line in enumerate(sys.stdin):
        order = json.loads(line)
        answer = answered(order, drawer) if count else warmed(order, drawer)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
