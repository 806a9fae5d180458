"""Judges, their current marks, and every change of a mark."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class Judge(Base):
    """Who marks in a contest; `key` is the short name that files use, `unit_id` tells conflicts."""

    __tablename__ = "judge"
    __table_args__ = (UniqueConstraint("contest_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    key: Mapped[str]
    name: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    is_head: Mapped[bool] = mapped_column(default=False)


class Mark(Base):
    """One judge's current mark for one entry and criterion; `version` counts its changes from 1."""

    __tablename__ = "mark"

    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Decimal | None]
    comment: Mapped[str | None]
    version: Mapped[int]


class MarkChange(Base):
    """One change of a mark, appended and never altered: who, when, old, new, from where, why.

    `digest` covers the change and the digest of the mark's change before; the program always writes one.
    """

    __tablename__ = "mark_change"

    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    old_value: Mapped[Decimal | None]
    new_value: Mapped[Decimal | None]
    comment: Mapped[str | None]
    changed_at: Mapped[datetime]
    person: Mapped[str]
    origin: Mapped[str]
    reason: Mapped[str | None]
    digest: Mapped[str | None]
