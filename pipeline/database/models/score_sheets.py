"""Whether a judge's marks for an entry are handed in, and what a judge does not mark."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class ScoreSheet(Base):
    """One judge's sheet for one entry: open, or submitted and locked since `submitted_at`.

    The last reopening is told here; all that happened to the sheet stands in record_change as `sheet`.
    """

    __tablename__ = "score_sheet"

    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    submitted_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[str | None]
    reopen_reason: Mapped[str | None]


class Recusal(Base):
    """An entry that a judge does not mark, and why; one that was taken back stands only in record_change."""

    __tablename__ = "recusal"

    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    reason: Mapped[str]
    recused_at: Mapped[datetime]
    person: Mapped[str]
