"""Who may read by programs."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class ApiToken(Base):
    """A token of the JSON interface; `token_hash` is its SHA-256, `name` tells what it is for."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
