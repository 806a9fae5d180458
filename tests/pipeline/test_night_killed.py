"""A night killed at twenty points and started again equals an unbroken one, in every row and every byte."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.config import load_settings
from pipeline.demo.files import write_config, write_entries, write_judges, write_marks
from pipeline.demo.standin import Fault, FaultKind, StandIn
from pipeline.demo.story import demo_world
from pipeline.demo.units import ZONE
from pipeline.steps.importing import Import, import_file
from pipeline.workplace import opened_workplace, real_tools

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = Path(__file__).parent / "night_driver.py"
NOW = datetime(2024, 10, 20, 2, tzinfo=ZONE)
KILLS = 20


@pytest.fixture(scope="module")
def platforms() -> Iterator[StandIn]:
    """Serve the demo's world on one night: a deleted video, hidden likes and a 503 each time it is asked."""
    world = demo_world(NOW, (Fault("youtube.videos.batchGetStats", FaultKind.HTTP_503, times=1),))
    with StandIn(world) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with everything imported and no night yet."""
    folder = tmp_path_factory.mktemp("before")
    settings = load_settings(write_config(folder, "vi"), {})
    with opened_workplace(settings, real_tools()) as workplace:
        for form, file in (
            ("entries", write_entries(folder, NOW)),
            ("judges", write_judges(folder)),
            ("marks", write_marks(folder)),
        ):
            import_file(workplace, "tu-sach-2024", Import(form, file, "test"))
    return folder


def run_night(
    folder: Path, platforms: StandIn, *fatal: str, now: datetime = NOW
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, DRIVER, folder / "config.toml", now.isoformat(), platforms.address, *fatal],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def state(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return every report's bytes and every row of the database."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "reports").rglob("*.*")}
    with sqlite3.connect(folder / "lantoa.db") as database:
        rows = list(database.iterdump())
    database.close()
    return files, rows


@pytest.fixture(scope="module")
def unbroken(before: Path, platforms: StandIn, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Run the night through once; return its folder and how many points it passed."""
    folder = tmp_path_factory.mktemp("unbroken") / "night"
    shutil.copytree(before, folder)
    done = run_night(folder, platforms)
    assert done.returncode == 0, done.stderr
    return folder, int(done.stdout)


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_killed_night_ends_as_an_unbroken_one(
    kill: int, before: Path, platforms: StandIn, unbroken: tuple[Path, int], tmp_path: Path
) -> None:
    whole, points = unbroken
    folder = tmp_path / "night"
    shutil.copytree(before, folder)
    point = 1 + kill * (points - 2) // (KILLS - 1)  # at the very last point nothing is left to do
    killed = run_night(folder, platforms, str(point))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = run_night(folder, platforms)
    assert again.returncode == 0, again.stderr
    assert state(folder) == state(whole)


def test_a_night_that_is_done_reads_nothing_again(
    platforms: StandIn, unbroken: tuple[Path, int], tmp_path: Path
) -> None:
    folder = tmp_path / "night"
    shutil.copytree(unbroken[0], folder)
    readings = [row for row in state(folder)[1] if row.startswith('INSERT INTO "reading"')]
    assert run_night(folder, platforms, now=NOW + timedelta(hours=3)).returncode == 0
    assert readings == [row for row in state(folder)[1] if row.startswith('INSERT INTO "reading"')]
