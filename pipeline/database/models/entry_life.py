"""How far an entry has come before it is counted."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class EntryStage(Base):
    """One stage that an entry has reached, appended and never altered.

    `stage` is `received`, `checked`, `accepted`, `verified` (the post on `channel` was opened and is the
    right one) or `returned`, after which only later stages hold. `receipt` numbers what was received, within
    a contest.
    """

    __tablename__ = "entry_stage"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    stage: Mapped[str]
    channel: Mapped[str | None]
    receipt: Mapped[int | None]
    reached_at: Mapped[datetime]
    person: Mapped[str]
    note: Mapped[str | None]
