"""Browsers that are signed in: a token in a cookie, of which only the hash is kept, until it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Judge, JudgeLink, Login, User
from pipeline.pages.access.tokens import new_token, token_hash

JUDGE_LASTS = timedelta(days=30)
USER_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SignedInJudge:
    """A judge of one contest, as pages need to know one."""

    judge_id: int
    key: str
    name: str
    contest_id: int
    contest: str


@dataclass(frozen=True, slots=True)
class SignedInUser:
    """A user with a role."""

    user_id: int
    name: str
    role: str


Person = SignedInJudge | SignedInUser


def begin_login(
    session: Session, now: datetime, *, link_id: int | None = None, user_id: int | None = None
) -> str:
    """Sign a browser in, for a judge by a link or for a user, and return the token for its cookie."""
    token = new_token()
    lasts = USER_LASTS if link_id is None else JUDGE_LASTS
    login = Login(token_hash=token_hash(token), link_id=link_id, user_id=user_id, begun_at=now)
    login.expires_at = now + lasts
    session.add(login)
    return token


def person_of(session: Session, token: str, now: datetime) -> Person | None:
    """Return who is signed in by a token; None where it is unknown, ended, expired or its link revoked."""
    judge = session.execute(_judge(token, now)).one_or_none()
    if judge is not None:
        return SignedInJudge(*judge)
    user = session.execute(_user(token, now)).one_or_none()
    return None if user is None else SignedInUser(*user)


def end_login(session: Session, token: str, now: datetime) -> None:
    """Sign the browser of a token out."""
    session.execute(
        update(Login)
        .where(Login.token_hash == token_hash(token), Login.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_logins(
    session: Session, now: datetime, *, link_id: int | None = None, user_id: int | None = None
) -> None:
    """Sign out every browser that a link or a user has signed in."""
    whose = Login.user_id == user_id if link_id is None else Login.link_id == link_id
    session.execute(update(Login).where(whose, Login.ended_at.is_(None)).values(ended_at=now))


def _judge(token: str, now: datetime) -> Select[int, str, str, int, str]:
    return (
        select(Judge.id, Judge.key, Judge.name, Contest.id, Contest.key)
        .select_from(Login)
        .join(JudgeLink, Login.link_id == JudgeLink.id)
        .join(Judge, JudgeLink.judge_id == Judge.id)
        .join(Contest, Judge.contest_id == Contest.id)
        .where(
            Login.token_hash == token_hash(token),
            Login.ended_at.is_(None),
            Login.expires_at > now,
            JudgeLink.revoked_at.is_(None),
        )
    )


def _user(token: str, now: datetime) -> Select[int, str, str]:
    return (
        select(User.id, User.name, User.role)
        .select_from(Login)
        .join(User, Login.user_id == User.id)
        .where(
            Login.token_hash == token_hash(token),
            Login.ended_at.is_(None),
            Login.expires_at > now,
            User.ended_at.is_(None),
        )
    )
