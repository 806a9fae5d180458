"""What the channels told: readings with their source and further metrics."""

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


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
