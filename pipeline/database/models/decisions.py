"""What a committee decided: ties settled, unusual counts, appeals and corrections."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class Decision(Base):
    """One decision, appended and never altered; a later one about the same subject takes its place.

    `kind` is tie, flag, appeal, correction or repost; `numbers` is a JSON list of entries' numbers, of a tie
    in the order of their places; `subject` is canonical JSON of what a flag or a repost is about.
    `raised_by`, `raised_at`, `statement` and `evidence` tell what an appeal or a unit's answer said. `digest`
    covers the row and the digest before.
    """

    __tablename__ = "decision"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    numbers: Mapped[str]
    subject: Mapped[str | None]
    outcome: Mapped[str]
    reason: Mapped[str]
    person: Mapped[str]
    decided_at: Mapped[datetime]
    raised_by: Mapped[str | None]
    raised_at: Mapped[datetime | None]
    statement: Mapped[str | None]
    evidence: Mapped[str | None]
    digest: Mapped[str]
