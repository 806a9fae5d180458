"""Invite judges: make or renew their links, and what each is to be handed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.models import Judge
from pipeline.faults import refused
from pipeline.pages.access.links import contest_judges, make_link
from pipeline.pages.access.tokens import new_pin

LINK = "/j/"


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who invites, when, to pages under which address, and whether the links ask for a PIN."""

    address: str
    person: str
    now: datetime
    has_pin: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one judge is handed; it is kept nowhere."""

    key: str
    name: str
    address: str
    pin: str | None


def invite(session: Session, judges: Iterable[Judge], inviting: Inviting) -> Sequence[Invitation]:
    """Make a link for each judge, revoking the one before."""
    return [_invited(session, judge, inviting) for judge in judges]


def meant_judges(session: Session, contest: str, key: str | None) -> Sequence[Judge]:
    """Return all judges of a contest, or the one that is named; raises Refused for an unknown one."""
    stored = find_contest(session, contest)
    judges = contest_judges(session, stored) if stored else ()
    if key is None:
        return judges
    found = [judge for judge in judges if judge.key == key]
    if not found:
        known = ", ".join(judge.key for judge in judges) or "–"
        raise refused("no-such-judge", judge=key, contest=contest, known=known)
    return found


def _invited(session: Session, judge: Judge, inviting: Inviting) -> Invitation:
    pin = new_pin() if inviting.has_pin else None
    token = make_link(session, judge, inviting.person, inviting.now, pin)
    return Invitation(judge.key, judge.name, f"{inviting.address}{LINK}{token}", pin)
