"""Who competes with what: contests, units, entries and their posts."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class Contest(Base):
    """A contest that data are kept for; its rules and dates stand in the config and in rules_version."""

    __tablename__ = "contest"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)


class Unit(Base):
    """Who competes, over all contests: a code that stays, and the unit that a merged one became part of."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class UnitName(Base):
    """What a unit was called between two instants; an open end is None."""

    __tablename__ = "unit_name"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]


class Entry(Base):
    """One video competing: `number` is the *số báo danh*, `status` competing, withdrawn or disqualified."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("contest_id", "number"), UniqueConstraint("id", "contest_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    number: Mapped[str]
    title: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    group: Mapped[str | None] = mapped_column("group_name")
    submitted_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(default="competing")


class Post(Base):
    """One published copy of an entry's video on one channel.

    For a channel counted by hand without a link, `platform_id` is the entry's number and `url` None.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("contest_id", "channel", "platform_id"),
        ForeignKeyConstraint(["entry_id", "contest_id"], ["entry.id", "entry.contest_id"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int]
    entry_id: Mapped[int] = mapped_column(index=True)
    channel: Mapped[str]
    platform_id: Mapped[str]
    url: Mapped[str | None]
    published_at: Mapped[datetime | None]
