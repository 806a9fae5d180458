"""Who may work on this database: one holder a lease, decided by comparing and setting one row.

No clock has a say. Whoever waits looks at the row from time to time, and takes it over once it stood
unchanged for `LOOKS` looks: a clock that was set back, or a machine that slept, changes no look. A holder
that lost its lease all the same finds out before its next write is kept, in the same transaction.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Engine, event, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pipeline.database.models import Lease
from pipeline.database.opening import reading, told, writing
from pipeline.faults import Failed, Fault

NIGHTS = "nights"
"""The lease of whoever runs the nights."""

BY_HAND = "collect"
"""The lease of whoever reads at once, on a person's order."""

LOOK_S = 5.0
LOOKS = 12
"""After so many looks at an unchanged row its holder counts as dead."""

BEAT_S = 15.0
"""How often a holder shows that it lives: at least three times while others look."""

SEEN_FOR = timedelta(seconds=LOOK_S * LOOKS)


class LeaseLost(Failed):
    """Another process has taken the work over: what was about to be written is not kept."""


@dataclass(frozen=True, slots=True)
class Held:
    """The proof of a holder: it holds as long as the row has this term."""

    name: str
    holder: str
    term: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a look at a lease sees."""

    holder: str | None
    term: int
    beat: int


@dataclass(slots=True)
class Candidate:
    """Somebody who wants a lease, and what was seen of it so far."""

    engine: Engine
    name: str
    holder: str
    seen: Standing = field(default_factory=lambda: Standing(None, 0, 0))
    unchanged: int = 0
    other_lives: bool = False
    """Whether another holder was seen to beat."""

    def look(self, now: datetime) -> Held | None:
        """Look once, and take the lease if it is free or its holder is dead; None if it is another's."""
        standing = _standing(self.engine, self.name)
        self.other_lives = standing.term == self.seen.term and standing.beat != self.seen.beat
        self.unchanged = self.unchanged + 1 if standing == self.seen else 0
        self.seen = standing
        if standing.holder is not None and self.unchanged < LOOKS:
            return None
        return _taken(self, now)


def beat(engine: Engine, held: Held, now: datetime) -> bool:
    """Show that the holder lives; False if the lease is no longer its own."""
    with writing(engine) as session:
        values = {"beat": Lease.beat + 1, "expires_at": now + SEEN_FOR}
        return _rows(session, held, values) == 1


def give_back(engine: Engine, held: Held, now: datetime) -> None:
    """Give a lease back, so that the next one need not wait; one that was lost is left alone."""
    with writing(engine) as session:
        _rows(session, held, {"holder": None, "expires_at": now})


def leased(engine: Engine, held: Held) -> Engine:
    """Return an engine on the same database that keeps nothing once the lease is lost.

    Each commit looks at the lease in its own transaction and raises LeaseLost if it is another's.
    """
    guarded = engine.execution_options(lease=held)
    event.listen(guarded, "commit", partial(_check, held))
    return guarded


def holder_of(engine: Engine, name: str) -> Lease | None:
    """Return the lease if somebody holds it."""
    with reading(engine) as session:
        lease = session.get(Lease, name)
        return lease if lease is not None and lease.holder is not None else None


def _standing(engine: Engine, name: str) -> Standing:
    with reading(engine) as session:
        lease = session.get(Lease, name)
        return Standing(lease.holder, lease.term, lease.beat) if lease else Standing(None, 0, 0)


def _taken(candidate: Candidate, now: datetime) -> Held | None:
    if candidate.seen.term == 0:
        _make(candidate, now)
    held = Held(candidate.name, candidate.holder, candidate.seen.term + 1)
    values = {"holder": held.holder, "term": held.term, "beat": 0, "taken_at": now}
    seen = candidate.seen
    question = update(Lease).where(
        Lease.name == held.name,
        Lease.term == seen.term,
        Lease.beat == seen.beat,
        Lease.holder == seen.holder if seen.holder is not None else Lease.holder.is_(None),
    )
    with writing(candidate.engine) as session:
        changed = session.connection().execute(question.values(**values, expires_at=now + SEEN_FOR))
        return held if changed.rowcount == 1 else None


def _make(candidate: Candidate, now: datetime) -> None:
    """Make the row of a lease that nobody ever held, unless another is faster."""
    row = {"name": candidate.name, "holder": None, "term": 0, "beat": 0, "taken_at": now, "expires_at": now}
    try:
        with candidate.engine.execution_options(writes=True).begin() as connection:
            connection.execute(insert(Lease), row)
    except IntegrityError:
        return


def _rows(session: Session, held: Held, values: dict[str, object]) -> int:
    question = update(Lease).where(
        Lease.name == held.name, Lease.holder == held.holder, Lease.term == held.term
    )
    return session.connection().execute(question.values(values)).rowcount


def _check(held: Held, connection: Connection) -> None:
    """Raise LeaseLost unless the lease is still held; others can't take it before this commit is through."""
    question = select(Lease.holder).where(Lease.name == held.name, Lease.term == held.term)
    with told(connection.engine):
        holder = connection.execute(question.with_for_update(read=True)).scalar_one_or_none()
    if holder != held.holder:
        raise LeaseLost(Fault("lease-lost", {"holder": held.holder}))
