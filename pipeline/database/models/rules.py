"""The published versions of the rules."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class RulesVersion(Base):
    """A published version of a contest's rules, never altered; `rules` is the table as canonical JSON.

    `digest` is that of `rules`, as reports print it; `seal` covers the whole row and the seal before.
    """

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
    seal: Mapped[str]
