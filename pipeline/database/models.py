"""The tables, typed; what a row means stands here, how rows are found stands in the modules beside."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pipeline.database.types import ExactDecimal, Instant

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of all tables; constraints are named, so that migrations can name them too."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, Decimal: ExactDecimal, dict: JSON}  # noqa: RUF012


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


class Keyed(Base):
    """A table that gives short keys the numbers which other rows carry."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)


class Source(Keyed):
    """One way of asking for counts (`youtube-data`, `facebook-node`, `matomo`, `hand`, …)."""

    __tablename__ = "source"


class Metric(Keyed):
    """A metric beyond the four that are columns of a reading."""

    __tablename__ = "metric"


class Run(Base):
    """One collection or one import of readings: what was asked, read, not read and why.

    `kind` is `night`, `collect` or `import`; `night` is the local date of the night that the run belongs
    to; `origin` is the file and `person` who brought it in, for an import. `state` is `running`, then
    `done`, `partial` or `interrupted`. `digest` covers the run's sorted rows and `previous_digest`, the
    digest of the contest's run before; `raw` is those rows, compressed, so that a changed row can be named.
    """

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    kind: Mapped[str]
    night: Mapped[str | None]
    origin: Mapped[str | None]
    person: Mapped[str | None]
    reason: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="running")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    posts_asked: Mapped[int] = mapped_column(default=0)
    posts_read: Mapped[int] = mapped_column(default=0)
    reported_at: Mapped[datetime | None]
    previous_digest: Mapped[str | None]
    digest: Mapped[str | None]
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReadingRow(Base):
    """The metrics of one post at one instant by one source; appended, never changed.

    An unknown count is NULL. `revision` counts corrections of one instant by hand; the highest holds.
    """

    __tablename__ = "reading"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    taken_at: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    views: Mapped[int | None] = mapped_column(BigInteger)
    likes: Mapped[int | None] = mapped_column(BigInteger)
    shares: Mapped[int | None] = mapped_column(BigInteger)
    comments: Mapped[int | None] = mapped_column(BigInteger)


class ReadingMetric(Base):
    """A further metric of a reading: a kind of reaction, saves, votes, points."""

    __tablename__ = "reading_metric"
    __table_args__ = (
        ForeignKeyConstraint(
            ["post_id", "source_id", "taken_at", "revision"],
            ["reading.post_id", "reading.source_id", "reading.taken_at", "reading.revision"],
        ),
        {"sqlite_with_rowid": False},
    )

    post_id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True)
    taken_at: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)


class ProblemRow(Base):
    """Why a post, or with no post a channel, could not be read in a run."""

    __tablename__ = "problem"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    channel: Mapped[str]
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    code: Mapped[str]
    detail: Mapped[dict[str, str]] = mapped_column(JSON)
    found_at: Mapped[datetime]
    retry_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None]


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
    """One change of a mark, appended and never altered: who, when, old, new, from where, why."""

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


class RulesVersion(Base):
    """A published version of a contest's rules, never altered; `rules` is the table as canonical JSON."""

    __tablename__ = "rules_version"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    version: Mapped[int]
    rules: Mapped[str]
    digest: Mapped[str]
    published_at: Mapped[datetime]
    person: Mapped[str]
    reason: Mapped[str | None]
