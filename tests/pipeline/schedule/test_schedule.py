"""`lantoa schedule` as processes: one works, one stands by; killed, frozen and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pipeline.database.leases import NIGHTS, holder_of
from pipeline.database.models import Step
from pipeline.database.opening import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from tests.pipeline.conftest import ContestFolder

PATIENCE_S = 60
FAST = (
    "import sys, pipeline.schedule.holding as holding; holding.LOOK_S = 0.05; holding.BEAT_S = 0.1;"
    "from pipeline.cli import main; sys.exit(main(sys.argv[1:]))"
)
"""Lantoa with looks and beats so fast that a dead holder is found within a second."""


def open_now(text: str) -> str:
    """Return the config of a contest that is open today."""
    today = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - local to the contest's zone
    dates = {
        "2024-09-01T00:00:00": today - timedelta(days=9),
        "2024-10-31T17:00:00": today + timedelta(days=9),
    }
    for old, new in dates.items():
        text = text.replace(old, new.isoformat())
    return text


@pytest.fixture
def opened(contest: ContestFolder, tables_url: str, monkeypatch: pytest.MonkeyPatch) -> ContestFolder:
    """Return a contest that is open today, counted by hand, with an entry, on either database."""
    monkeypatch.setenv("LANTOA_DATABASE_URL", tables_url)
    contest.write("config.toml", open_now((contest.path / "config.toml").read_text(encoding="utf-8")))
    said = contest.import_text("entries", "number,title,unit\n01,A,U\n")
    assert said.code == 0, said.err
    return contest


@contextmanager
def schedule(folder: Path, url: str, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start `lantoa schedule`, what it says going to a file of that name; it is killed at the end."""
    arguments = [
        sys.executable,
        "-c",
        FAST,
        "--language",
        "en",
        "--config",
        str(folder / "config.toml"),
        "schedule",
    ]
    with (folder / name).open("wb") as said:
        process = subprocess.Popen(  # noqa: S603
            arguments, stderr=said, env={**os.environ, "LANTOA_DATABASE_URL": url}
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def eventually(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; fail if it is not in time."""
    until = monotonic() + PATIENCE_S
    while not is_so():
        assert monotonic() < until, "it never was so"
        sleep(0.05)


def holder(engine: Engine) -> str:
    lease = holder_of(engine, NIGHTS)
    return "" if lease is None else str(lease.holder)


def nights_done(engine: Engine) -> int:
    with reading(engine) as session:
        question = select(Step).where(Step.name == "tell", Step.finished_at.is_not(None))
        return len(session.scalars(question).all())


def test_the_night_is_caught_up_and_a_signal_ends_the_schedule_within_seconds(
    opened: ContestFolder, tables_url: str, engine: Engine
) -> None:
    with schedule(opened.path, tables_url, "said") as process:
        eventually(lambda: nights_done(engine) == 1)
        began = monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert monotonic() - began < 5
    assert holder(engine) == ""
    said = (opened.path / "said").read_text(encoding="utf-8")
    assert "The schedule is running. Next night:" in said
    assert "The schedule has stopped." in said


def test_when_the_holder_is_killed_the_one_that_stands_by_goes_on(
    opened: ContestFolder, tables_url: str, engine: Engine
) -> None:
    with schedule(opened.path, tables_url, "one") as first:
        eventually(lambda: f"{first.pid}" in holder(engine))
        with schedule(opened.path, tables_url, "two") as second:
            eventually(lambda: b"stands by" in (opened.path / "two").read_bytes())
            first.send_signal(signal.SIGKILL)
            eventually(lambda: f"{second.pid}" in holder(engine))
            eventually(lambda: nights_done(engine) == 1)


def test_a_holder_that_was_frozen_and_lost_its_lease_stands_by_when_it_wakes(
    opened: ContestFolder, tables_url: str, engine: Engine
) -> None:
    with schedule(opened.path, tables_url, "one") as first:
        eventually(lambda: nights_done(engine) == 1)
        with schedule(opened.path, tables_url, "two") as second:
            eventually(lambda: b"stands by" in (opened.path / "two").read_bytes())
            first.send_signal(signal.SIGSTOP)
            eventually(lambda: f"{second.pid}" in holder(engine))
            first.send_signal(signal.SIGCONT)
            eventually(lambda: b"stands by" in (opened.path / "one").read_bytes())
            assert f"{second.pid}" in holder(engine)


def test_nightly_leaves_the_work_to_a_schedule_that_runs(
    opened: ContestFolder, tables_url: str, engine: Engine
) -> None:
    with schedule(opened.path, tables_url, "one"):
        eventually(lambda: nights_done(engine) == 1)
        said = opened.run("nightly")
    assert said.code == 1
    assert "Another process is running the nights" in said.err
