"""Who may run the nights, which steps of a night are done, and what people were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class Lease(Base):
    """The right to do one kind of work on this database, such as running its nights: one holder at a time.

    `term` grows by one with each new holder, so that a holder that was away can see that it lost it; `beat`
    grows by one whenever the holder shows that it lives. `holder` is None once it was given back.
    `expires_at` only tells people until when the holder was last seen: no clock decides who holds it.
    """

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str | None]
    term: Mapped[int]
    beat: Mapped[int]
    taken_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Step(Base):
    """One step of one occasion of a contest, so that a killed night goes on where it stopped.

    `occasion` is the local date of a night or the name of an extra reading; `name` is collect, check,
    rank, publish or tell; `finished_at` is None while the step is under way; `detail` is what it came to.
    """

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("contest_id", "occasion", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    occasion: Mapped[str]
    name: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Told(Base):
    """A cause that people were told of by one way (`mail`, `webhook`); told again only once it was over.

    `sentence` is what they were told. `ended_at` is when the cause was found gone; the same cause after that
    is a new one.
    """

    __tablename__ = "told"
    __table_args__ = (UniqueConstraint("contest_id", "cause", "way", "told_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    cause: Mapped[str]
    sentence: Mapped[str]
    way: Mapped[str]
    told_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
