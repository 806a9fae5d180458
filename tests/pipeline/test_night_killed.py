"""A night killed at points spread over it and started again equals an unbroken one, in every row and byte.

Points are where the outside world changes; tests/soak kills at random instants.
"""

from __future__ import annotations

import signal
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.cli.codes import Exit
from pipeline.database.opening import engine_of
from pipeline.demo.standin import StandIn
from tests.soak.mailbox import Mailbox, mailbox
from tests.soak.nights import NOW, Nights, copied, lead, night_before, nights, prepare, small_world
from tests.soak.remains import files, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = 4


@pytest.fixture(scope="module")
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


@pytest.fixture(scope="module")
def driven() -> Iterator[Nights]:
    with nights() as found:
        yield found


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, box: Mailbox, driven: Nights) -> Iterator[Path]:
    """Make a folder with everything imported and one night done; the platforms stand as on the night."""
    folder = tmp_path_factory.mktemp("before")
    world = small_world()
    with StandIn(world) as stand_in:
        prepare(folder, box.port)
        lead(folder, stand_in.address)
        world.now = night_before()
        assert (
            driven.do(copied(folder, folder.with_name(f"{folder.name}-warm")), night_before()).code
            == Exit.DONE
        )
        assert driven.do(folder, night_before()).code == Exit.DONE
        world.now = NOW
        yield folder


def state(folder: Path) -> tuple[dict[str, bytes], dict[str, list[tuple[Any, ...]]]]:
    """Return every report's bytes and every row of the database that lasts."""
    engine = engine_of(f"sqlite:///{folder / 'lantoa.db'}")
    found = rows(engine)
    engine.dispose()
    return files(folder), found


@pytest.fixture(scope="module")
def unbroken(before: Path, driven: Nights, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Run the night through once; return its folder and how many points it passed."""
    folder = copied(before, tmp_path_factory.mktemp("unbroken") / "night")
    done = driven.do(folder)
    assert done.code == Exit.DONE_WITH_PROBLEMS
    return folder, done.points


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_night_killed_at_a_point_ends_as_an_unbroken_one(
    kill: int, before: Path, driven: Nights, unbroken: tuple[Path, int], tmp_path: Path
) -> None:
    whole, points = unbroken
    folder = copied(before, tmp_path / "night")
    killed = driven.do(folder, point=1 + kill * (points - 1) // (KILLS - 1))
    assert killed.signal == signal.SIGKILL
    assert driven.do(folder).code in {Exit.DONE, Exit.DONE_WITH_PROBLEMS}
    assert state(folder) == state(whole)


def test_a_night_that_is_done_is_not_due_again(
    driven: Nights, unbroken: tuple[Path, int], tmp_path: Path
) -> None:
    folder = copied(unbroken[0], tmp_path / "night")
    assert driven.do(folder, now=NOW + timedelta(hours=3)).code == 0
    assert state(folder) == state(unbroken[0])
