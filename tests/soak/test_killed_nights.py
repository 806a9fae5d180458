"""Nights killed at random instants, on SQLite and on PostgreSQL: one clean start later nothing shows it.

The whole of it is `pytest -m soak`; every other run does a tenth: thirty kills, five in each night.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url

from pipeline.database.opening import engine_of
from pipeline.demo.standin import StandIn
from tests.soak.mailbox import Mailbox, mailbox
from tests.soak.nights import NOW, Nights, copied, files, night_before, nights, prepare, rows, small_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.postgresql import Server

KILLS = 300


@dataclass(frozen=True)
class Ground:
    """A prepared contest on one kind of database; `template` is its database on the server, if it has one."""

    before: Path
    nights: Nights
    box: Mailbox
    server: Server | None
    template: str | None

    @contextmanager
    def copy(self, folder: Path) -> Iterator[tuple[Path, str]]:
        """Give a copy of the prepared folder and the address of a copy of its database."""
        copied(self.before, folder)
        if self.server is None:
            yield folder, f"sqlite:///{folder / 'lantoa.db'}"
        else:
            with self.server.database(str(self.template)) as url:
                yield folder, url


@dataclass(frozen=True)
class Left:
    """What a night left: the reports' bytes, the rows, the mails' names, and how long it took."""

    files: dict[str, bytes]
    rows: dict[str, list[tuple[Any, ...]]]
    mails: frozenset[str]
    seconds: float


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Prepare the contest with one night behind it."""
    folder, world = tmp_path_factory.mktemp("before"), small_world()
    with mailbox() as box, StandIn(world) as stand_in, nights(stand_in.address) as driven:
        world.now = night_before()
        if request.param == "sqlite":
            _first_night(folder, driven, box, f"sqlite:///{folder / 'lantoa.db'}")
            world.now = NOW
            yield Ground(folder, driven, box, None, None)
            return
        server: Server = request.getfixturevalue("postgresql_server")
        with server.database() as url:
            _first_night(folder, driven, box, url)
            world.now = NOW
            yield Ground(folder, driven, box, server, make_url(url).database)


def _first_night(folder: Path, driven: Nights, box: Mailbox, url: str) -> None:
    prepare(folder, box.port, url)
    assert driven.do(folder, night_before(), url=url).code == 0


def left(ground: Ground, folder: Path, *instants_s: float) -> Left:
    """Do the night, killed after so many seconds, once or more often, then unbroken; tell what is left."""
    ground.box.mails.clear()
    with ground.copy(folder) as (place, url):
        for seconds in instants_s:
            assert ground.nights.do(place, url=url, seconds=seconds).signal in {None, signal.SIGKILL}
        last = ground.nights.do(place, url=url)
        assert last.code == 0
        engine = engine_of(url)
        found = rows(engine)
        engine.dispose()
    return Left(files(place), found, frozenset(ground.box.ids), last.seconds)


@pytest.fixture(scope="module")
def unbroken(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Run the night through once."""
    return left(ground, tmp_path_factory.mktemp("unbroken") / "night")


def check(kills: Iterable[int], ground: Ground, unbroken: Left, folder: Path) -> None:
    """Kill the night at its random instants and hold what is left against the unbroken night."""
    instants_s = [Random(kill).random() * unbroken.seconds for kill in kills]
    found = left(ground, folder / "night", *instants_s)
    assert found.files == unbroken.files
    assert found.rows == unbroken.rows
    assert found.mails == unbroken.mails


def test_an_unbroken_night_finds_the_deleted_video_and_tells_it(ground: Ground, unbroken: Left) -> None:
    assert len(unbroken.mails) == 1
    assert [row for row in unbroken.rows["told"] if "post-not-found/youtube/18" in row]
    assert unbroken.files


@pytest.mark.parametrize("turn", range(0, KILLS, 100))
def test_a_night_killed_five_times_ends_as_an_unbroken_one(
    turn: int, ground: Ground, unbroken: Left, tmp_path: Path
) -> None:
    first = turn if ground.server is None else turn + 10
    check(range(first, turn + 100, 20), ground, unbroken, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("kill", range(KILLS))
def test_three_hundred_killed_nights_end_as_unbroken_ones(
    kill: int, ground: Ground, unbroken: Left, tmp_path: Path
) -> None:
    check([kill], ground, unbroken, tmp_path)
