"""Those who organise, with a name, a password and a role; whoever is removed can no longer sign in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import User
from pipeline.faults import refused
from pipeline.pages.access.logins import end_logins
from pipeline.pages.access.passwords import LEAST_LENGTH, hashed

ROLES = ("viewer", "secretary", "organiser")
"""From the one who may least to the one who may most."""


def add_user(session: Session, name: str, role: str, password: str, now: datetime) -> User:
    """Add somebody, or give a removed one a new password and role.

    Raises Refused for a name that is there and for a password that is too short.
    """
    if len(password) < LEAST_LENGTH:
        raise refused("password-short", least=LEAST_LENGTH)
    user = session.scalar(select(User).where(User.name == name))
    if user is not None and user.ended_at is None:
        raise refused("user-there", name=name)
    user = user or User(name=name, added_at=now)
    user.password_hash, user.role, user.ended_at = hashed(password), role, None
    session.add(user)
    session.flush()
    return user


def remove_user(session: Session, name: str, now: datetime) -> None:
    """Remove somebody and end every login; raises Refused for a name that is not there."""
    user = find_user(session, name)
    if user is None:
        raise refused("user-unknown", name=name, known=", ".join(each.name for each in users(session)) or "–")
    user.ended_at = now
    end_logins(session, now, user_id=user.id)


def find_user(session: Session, name: str) -> User | None:
    """Return the user of a name who was not removed."""
    return session.scalar(select(User).where(User.name == name, User.ended_at.is_(None)))


def users(session: Session) -> Sequence[User]:
    """Return all users that were not removed, by name."""
    return session.scalars(select(User).where(User.ended_at.is_(None)).order_by(User.name)).all()


def may(role: str, least: str) -> bool:
    """Tell whether a role may do what another one may.

    >>> may("organiser", "viewer"), may("viewer", "secretary")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(least)
