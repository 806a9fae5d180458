"""A judge's personal link: it says whose it is, and only its button signs in, however often it is opened."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException, Response

from pipeline.database.models import JudgeLink
from pipeline.database.opening import reading, writing
from pipeline.events import note
from pipeline.pages.access.links import MOST_PIN_FAILURES, opened_link
from pipeline.pages.access.logins import SignedInJudge, begin_login, end_login
from pipeline.pages.access.passwords import is_right
from pipeline.pages.forms import SentForm
from pipeline.pages.judges.deadlines import deadline_of
from pipeline.pages.judges.in_app import app_of
from pipeline.pages.judges.inviting import LINK
from pipeline.pages.judges.opened import LIST
from pipeline.pages.limits import Limit
from pipeline.pages.visits import AnyVisit, Visit

router = APIRouter()

WRONG_LINKS = Limit(30, timedelta(minutes=10))
"""So many wrong links from one address: a row of them is no slip of a finger."""


@router.get(LINK + "{token}")
def opened(visit: AnyVisit, token: str) -> Response:
    """Say whose link it is; whoever is signed in by it goes straight on."""
    return _page(visit, token)


@router.post(LINK + "{token}")
def sign_in(visit: AnyVisit, token: str, sent: SentForm) -> Response:
    """Sign the browser in under a new token, once the PIN is right where the link asks for one."""
    fault = _pin_fault(visit, token, sent.secret("pin").strip())
    if fault is not None:
        return _page(visit, token, fault)
    now = visit.site.now()
    with writing(visit.site.engine) as session:
        found = opened_link(session, token)
        if found is None:
            raise HTTPException(404)
        if visit.token is not None:
            end_login(session, visit.token, now)
        login = begin_login(session, now, link_id=found[0].id)
        note("signed-in", judge=found[1].key, contest=found[2].key)
    return visit.signed_in(login, LIST)


def _page(visit: Visit, token: str, fault: str | None = None) -> Response:
    now, limits, client = visit.site.now(), visit.site.limits, f"link/{visit.client}"
    limits.check(client, WRONG_LINKS, now)
    with reading(visit.site.engine) as session:
        found = opened_link(session, token)
        if found is None:
            limits.note(client, WRONG_LINKS, now)
            return visit.page("judges/no_link.html.j2", status=404)
        link, judge, contest = found
        if isinstance(visit.person, SignedInJudge) and visit.person.judge_id == judge.id and not fault:
            return visit.redirect(LIST)
        settings = visit.site.contest(session, contest.key)
        if settings is None:
            raise HTTPException(404)
        is_blocked = link.pin_failures >= MOST_PIN_FAILURES
        values = {
            "name": judge.name,
            "contest": settings,
            "has_pin": link.pin_hash is not None,
            "is_blocked": is_blocked,
            "fault": None if is_blocked else fault,
            "app": app_of(visit.agent),
            "deadline": deadline_of(settings, now, visit.words),
        }
    return visit.page("judges/link.html.j2", values, 403 if fault else 200)


def _pin_fault(visit: Visit, token: str, pin: str) -> str | None:
    """Return what is wrong with a PIN; each try counts before it is looked at, so that none is free."""
    with writing(visit.site.engine) as session:
        found = opened_link(session, token)
        if found is None or found[0].pin_hash is None:
            return None
        link_id, pin_hash, failures = found[0].id, found[0].pin_hash, found[0].pin_failures
        if failures >= MOST_PIN_FAILURES:
            return "blocked"
        found[0].pin_failures = failures + 1
    if not is_right(pin_hash, pin):
        return "wrong-pin"
    with writing(visit.site.engine) as session:
        session.get_one(JudgeLink, link_id).pin_failures = 0
    return None
