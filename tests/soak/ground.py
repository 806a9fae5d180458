"""A prepared contest whose night is done, killed and done again on copies, on either kind of database."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url

from pipeline.cli.codes import Exit
from pipeline.database.opening import engine_of
from pipeline.demo.standin import StandIn
from tests.soak.mailbox import Mailbox, mailbox
from tests.soak.nights import NOW, Nights, copied, lead, night_before, nights, prepare, small_world
from tests.soak.remains import are_whole, fell_in, files, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from random import Random

    from tests.postgresql import Server

OCCASION = NOW.date().isoformat()

SLOWER = 1.25
"""How much longer than the unbroken night another may take, as a busy machine has it."""


@dataclass(frozen=True)
class Left:
    """What a night left: the reports' bytes, the rows, the mails' names, and how long it took."""

    files: dict[str, bytes]
    rows: dict[str, list[tuple[Any, ...]]]
    mails: frozenset[str]
    seconds: float = field(compare=False)


@dataclass(frozen=True)
class Ground:
    """A prepared contest on one kind of database; `template` is its database on the server, if it has one."""

    before: Path
    nights: Nights
    box: Mailbox
    server: Server | None
    template: str | None

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Place]:
        """Give a copy of the prepared folder with a copy of its database."""
        copied(self.before, folder)
        if self.server is None:
            yield Place(self, folder, f"sqlite:///{folder / 'lantoa.db'}")
        else:
            with self.server.database(str(self.template)) as url:
                yield Place(self, folder, url)


@dataclass(frozen=True)
class Place:
    """A copy of the ground to do one night on."""

    ground: Ground
    folder: Path
    url: str

    def killed(self, seconds: float, before: Left, unbroken: Left, *, plain: bool) -> str | None:
        """Kill the night after so many seconds; return the step it fell in, None where it was over."""
        done = self.ground.nights.do(self.folder, url=self.url, seconds=seconds, plain=plain)
        assert done.signal in {None, signal.SIGKILL}
        assert are_whole(files(self.folder), before.files, unbroken.files)
        return fell_in(self.url, OCCASION) if done.signal else None

    def finished(self, now: datetime = NOW, *, plain: bool) -> Left:
        """Start the night once more, let it come to its end, and return what it left."""
        done = self.ground.nights.do(self.folder, now, url=self.url, plain=plain)
        assert done.code in {Exit.DONE, Exit.DONE_WITH_PROBLEMS}, (self.folder / "said.txt").read_text()
        engine = engine_of(self.url)
        found = rows(engine)
        engine.dispose()
        return Left(files(self.folder), found, frozenset(self.ground.box.ids), done.seconds)


@contextmanager
def prepared_ground(folder: Path, server: Server | None) -> Iterator[Ground]:
    """Prepare the contest with one night behind it, on a file or on a server."""
    world = small_world()
    with mailbox() as box, StandIn(world) as stand_in, nights() as driven, _database(folder, server) as url:
        prepare(folder, box.port, url)
        lead(folder, stand_in.address)
        world.now = night_before()
        ground = Ground(folder, driven, box, server, make_url(url).database)
        with ground.copy(folder.with_name(f"{folder.name}-warm")) as warm:
            warm.finished(night_before(), plain=False)
        assert driven.do(folder, night_before(), url=url).code == Exit.DONE
        world.now = NOW
        yield ground


@contextmanager
def _database(folder: Path, server: Server | None) -> Iterator[str]:
    if server is None:
        yield f"sqlite:///{folder / 'lantoa.db'}"
    else:
        with server.database() as url:
            yield url


def left(ground: Ground, folder: Path, *, plain: bool) -> Left:
    """Do the night unbroken on a copy of the ground and return what it left."""
    ground.box.mails.clear()
    with ground.copy(folder) as place:
        return place.finished(plain=plain)


@contextmanager
def killed_once(
    ground: Ground, folder: Path, chance: Random, nights: tuple[Left, Left], *, plain: bool
) -> Iterator[tuple[Place, str]]:
    """Kill a night at a random instant of it; give the copy that it was done on and the step it fell in.

    One that is over before its instant comes is no kill: another instant is drawn for a fresh copy.
    """
    for attempt in range(100):
        ground.box.mails.clear()
        with ground.copy(folder / str(attempt)) as place:
            seconds = chance.random() * nights[1].seconds * SLOWER
            if step := place.killed(seconds, *nights, plain=plain):
                yield place, step
                return
    raise AssertionError(folder)
