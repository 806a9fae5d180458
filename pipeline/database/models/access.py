"""Who may open which pages: organisers' names, judges' links, and the browsers that are signed in.

No token, password or PIN stands here, only what tells whether one is right.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.database.models.base import Base


class User(Base):
    """Somebody who organises: `role` is organiser, secretary or viewer; `password_hash` is by argon2.

    Whoever was removed has `ended_at` and stays, since records name them.
    """

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class JudgeLink(Base):
    """A judge's personal link; `token_hash` is the SHA-256 of what its address ends in.

    Where it asks for a PIN, `pin_hash` is by argon2 and `pin_failures` counts wrong ones.
    """

    __tablename__ = "judge_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    pin_hash: Mapped[str | None]
    pin_failures: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]


class Login(Base):
    """A browser that is signed in, for a judge by a link or for a user; the token's SHA-256 finds it."""

    __tablename__ = "login"
    __table_args__ = (CheckConstraint("(link_id IS NULL) <> (user_id IS NULL)", name="one_person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("judge_link.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
