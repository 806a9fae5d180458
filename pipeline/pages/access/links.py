"""Judges' personal links: made, opened, revoked; a judge has one that holds at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Judge, JudgeLink
from pipeline.pages.access.logins import end_logins
from pipeline.pages.access.passwords import hashed
from pipeline.pages.access.tokens import new_token, token_hash

MOST_PIN_FAILURES = 5
"""After so many wrong PINs a link needs to be renewed."""


def make_link(session: Session, judge: Judge, person: str, now: datetime, pin: str | None = None) -> str:
    """Make a judge's link, revoking the one before, and return its token, which is kept nowhere."""
    revoke_link(session, judge, person, now)
    token = new_token()
    pin_hash = None if pin is None else hashed(pin)
    session.add(
        JudgeLink(
            judge_id=judge.id, token_hash=token_hash(token), made_at=now, made_by=person, pin_hash=pin_hash
        )
    )
    return token


def revoke_link(session: Session, judge: Judge, person: str, now: datetime) -> bool:
    """Revoke a judge's link and sign its browsers out; tell whether there was one."""
    link = link_of(session, judge)
    if link is None:
        return False
    link.revoked_at, link.revoked_by = now, person
    end_logins(session, now, link_id=link.id)
    return True


def link_of(session: Session, judge: Judge) -> JudgeLink | None:
    """Return the link that holds for a judge."""
    return session.scalar(
        select(JudgeLink).where(JudgeLink.judge_id == judge.id, JudgeLink.revoked_at.is_(None))
    )


def opened_link(session: Session, token: str) -> tuple[JudgeLink, Judge, Contest] | None:
    """Return the link that a token opens, with its judge and contest; None for a wrong or revoked one."""
    row = session.execute(
        select(JudgeLink, Judge, Contest)
        .join(Judge, JudgeLink.judge_id == Judge.id)
        .join(Contest, Judge.contest_id == Contest.id)
        .where(JudgeLink.token_hash == token_hash(token), JudgeLink.revoked_at.is_(None))
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def contest_judges(session: Session, contest: Contest) -> Sequence[Judge]:
    """Return a contest's judges by their keys."""
    return session.scalars(select(Judge).where(Judge.contest_id == contest.id).order_by(Judge.key)).all()
