"""Hold a lease while work is done: wait for it, keep beating in a thread, give it back at the end."""

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event, Thread

from sqlalchemy import Engine

from pipeline.database.leases import BEAT_S, LOOK_S, Candidate, Held, beat, give_back, leased
from pipeline.faults import Failed, failed
from pipeline.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Leasehold:
    """Work that a lease allows: its workplace keeps nothing once the lease is lost, which `lost` tells."""

    workplace: Workplace
    lost: Event


def own_name() -> str:
    """Return how this process is named in a lease, for people: its machine and number."""
    return f"{platform.node()}, {os.getpid()}"


def taken_lease(workplace: Workplace, name: str) -> Held:
    """Take a lease, waiting for a dead holder's to run out; raises Failed where another process works."""
    candidate, tools = Candidate(workplace.engine, name, own_name()), workplace.tools
    while (held := candidate.look(tools.now())) is None:
        if candidate.other_lives:
            raise failed(f"{name}-held", holder=candidate.seen.holder or "–")
        tools.sleep(LOOK_S)
    return held


def awaited_lease(
    workplace: Workplace, name: str, stop: Event, on_wait: Callable[[str], None]
) -> Held | None:
    """Wait until a lease can be taken; None once `stop` is set. `on_wait` is told the holder, once each."""
    candidate, told = Candidate(workplace.engine, name, own_name()), None
    while not stop.is_set():
        held = _looked(candidate, workplace.tools.now())
        if held is not None:
            return held
        if candidate.seen.holder not in {None, told}:
            told = candidate.seen.holder
            on_wait(str(told))
        stop.wait(LOOK_S)
    return None


@contextmanager
def holding(workplace: Workplace, held: Held) -> Iterator[Leasehold]:
    """Beat while the work goes on, and give the lease back after it."""
    over, lost = Event(), Event()
    beats = (workplace.engine, held, workplace.tools.now, over, lost)
    thread = Thread(target=_beat, args=beats, daemon=True)
    thread.start()
    try:
        yield Leasehold(replace(workplace, engine=leased(workplace.engine, held)), lost)
    finally:
        over.set()
        thread.join()
        with suppress(Failed):
            give_back(workplace.engine, held, workplace.tools.now())


def _looked(candidate: Candidate, now: datetime) -> Held | None:
    """Look once; a database that can't be reached just now is looked at again."""
    try:
        return candidate.look(now)
    except Failed:
        return None


def _beat(engine: Engine, held: Held, now: Callable[[], datetime], over: Event, lost: Event) -> None:
    while not over.wait(BEAT_S):
        with suppress(Failed):
            if not beat(engine, held, now()):
                lost.set()
                return
