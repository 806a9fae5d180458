"""Nights killed at random instants, on SQLite and on PostgreSQL: one clean start later nothing shows it.

The whole of it is `make soak`: three hundred kills on each; `make test` does a tenth. In nine of ten nights
the charts come from a drawer, so that the kills do not all fall into the drawing; the tenth draws them.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.soak.ground import Ground, Left, killed_once, left, prepared_ground
from tests.soak.remains import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.postgresql import Server

KILLS = 300
DRAWN = 10
"""Every so manieth night draws its charts."""

KINDS = [pytest.param(kind, marks=pytest.mark.xdist_group(kind)) for kind in ("sqlite", "postgresql")]


@pytest.fixture(scope="module", params=KINDS)
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Prepare the contest with one night behind it."""
    is_file = request.param == "sqlite"
    server: Server | None = None if is_file else request.getfixturevalue("postgresql_server")
    with prepared_ground(tmp_path_factory.mktemp("before"), server) as found:
        yield found


@pytest.fixture(scope="module")
def unbroken(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Left]:
    """Run the night through once with charts from the drawer, and once with charts that are drawn."""
    folder = tmp_path_factory.mktemp("unbroken")
    return {plain: left(ground, folder / str(plain), plain=plain) for plain in (True, False)}


@pytest.fixture
def survives(
    ground: Ground,
    unbroken: dict[bool, Left],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> Callable[[int], None]:
    """Return what kills a night, starts it once more, and holds what is left against the unbroken night."""
    before = Left(files(ground.before), {}, frozenset(), 0.0)

    def check(kill: int) -> None:
        plain, chance = kill % DRAWN != 0, Random(f"{ground.server is None} {kill}")
        nights = before, unbroken[plain]
        with killed_once(ground, tmp_path, chance, nights, plain=plain) as (place, step):
            record_property("killed", ("SQLite" if ground.server is None else "PostgreSQL", step))
            found = place.finished(plain=plain)
        assert found.files == unbroken[plain].files
        assert found.rows == unbroken[plain].rows
        assert found.mails == unbroken[plain].mails

    return check


def test_an_unbroken_night_finds_the_deleted_video_and_tells_it(unbroken: dict[bool, Left]) -> None:
    for night in unbroken.values():
        assert len(night.mails) == 1
        assert [row for row in night.rows["told"] if "post-not-found/youtube/18" in row]
        assert len(night.files) == 3 * 11
    assert unbroken[True].rows == unbroken[False].rows


@pytest.mark.parametrize("kill", range(0, KILLS, 10))
def test_thirty_killed_nights_end_as_unbroken_ones(kill: int, survives: Callable[[int], None]) -> None:
    survives(kill + kill // 10 % 10)


@pytest.mark.soak
@pytest.mark.parametrize("kill", range(KILLS))
def test_three_hundred_killed_nights_end_as_unbroken_ones(kill: int, survives: Callable[[int], None]) -> None:
    survives(kill)
