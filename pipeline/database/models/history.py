"""What must be provable later: final rankings, stored whole, and every change of a stored record."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class FinalRanking(Base):
    """A ranking that was made final, never altered; a later version supersedes it without erasing it.

    `inputs` and `result` are canonical JSON, compressed; their digests are SHA-256 over the uncompressed
    text. Nothing personal is in them. `previous_digest` is the result digest of the version before, `seal` a
    digest over the whole row and the seal before.
    """

    __tablename__ = "final_ranking"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    version: Mapped[int]
    rules_version_id: Mapped[int] = mapped_column(ForeignKey("rules_version.id"))
    counted_until: Mapped[datetime]
    inputs: Mapped[bytes] = mapped_column(LargeBinary)
    inputs_digest: Mapped[str]
    result: Mapped[bytes] = mapped_column(LargeBinary)
    result_digest: Mapped[str]
    previous_digest: Mapped[str | None]
    frozen_at: Mapped[datetime]
    person: Mapped[str]
    reason: Mapped[str | None]
    seal: Mapped[str]


class ChainEnd(Base):
    """How much was appended to a contest's history, and the digest at which the chain of its runs ends."""

    __tablename__ = "chain_end"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), primary_key=True)
    digest: Mapped[str | None]
    runs: Mapped[int]
    rules: Mapped[int]
    finals: Mapped[int]
    decisions: Mapped[int]


class RecordChange(Base):
    """One field of a stored record that changed, appended and never altered.

    `record` is `entry`, `judge`, `post`, `sheet` or `recusal`; `key` the entry's number, the judge's key,
    `number channel`, or `judge number`; an empty field is None.
    """

    __tablename__ = "record_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    record: Mapped[str]
    key: Mapped[str]
    field: Mapped[str]
    old: Mapped[str | None]
    new: Mapped[str | None]
    changed_at: Mapped[datetime]
    person: Mapped[str]
    origin: Mapped[str]
    reason: Mapped[str | None]
