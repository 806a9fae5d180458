"""The runs that brought the readings, and what they could not read."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class Run(Base):
    """One collection or one import of readings: what was asked, read, not read and why.

    `kind` is `night`, `extra`, `collect` or `import`; `night` is the local date of the night that the run
    belongs to, or the name of the extra reading; `origin` is the file and `person` who brought it in, for an
    import. `state` is `running`, then `done`, `partial` or `interrupted`. `digest` covers the run's sorted
    rows and `previous_digest`, the digest of the contest's run before; `raw` is those rows, compressed, so
    that a changed row can be named.
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
    previous_digest: Mapped[str | None]
    digest: Mapped[str | None]
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)


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
