"""Keep what people were told of, by which way, and whether it is over."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pipeline.database.models import Told


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that people must know: `key` is the same as long as it lasts.

    What only happened once does not last: it is told once, and never that it is over.
    """

    key: str
    sentence: str
    lasts: bool = True


def open_causes(session: Session, contest_id: int, way: str) -> Mapping[str, Told]:
    """Return what people were told of by a way and not yet that it is over, by cause."""
    question = select(Told).where(Told.contest_id == contest_id, Told.way == way, Told.ended_at.is_(None))
    return {told.cause: told for told in session.scalars(question.order_by(Told.id))}


def ever_told(session: Session, contest_id: int, way: str, causes: Collection[str]) -> frozenset[str]:
    """Return those of the causes that people were ever told of by a way."""
    question = select(Told.cause).where(
        Told.contest_id == contest_id, Told.way == way, Told.cause.in_(causes)
    )
    return frozenset(session.scalars(question))


def note_told(session: Session, contest_id: int, way: str, causes: Iterable[Cause], now: datetime) -> None:
    """Note that people were told of causes by a way; one that does not last is over at once."""
    session.add_all(
        Told(
            contest_id=contest_id,
            cause=cause.key,
            sentence=cause.sentence,
            way=way,
            told_at=now,
            ended_at=None if cause.lasts else now,
        )
        for cause in causes
    )


def note_over(session: Session, told_ids: Collection[int], now: datetime) -> None:
    """Note that people were told that causes are over."""
    session.execute(update(Told).where(Told.id.in_(told_ids)).values(ended_at=now))
