"""The judges: their links, conflicts and progress; making, renewing and revoking links; reopening sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, HTTPException, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.marks import PAGE, Hand
from pipeline.database.models import Entry, JudgeLink
from pipeline.database.opening import reading, writing
from pipeline.pages.access.links import MOST_PIN_FAILURES, link_of, revoke_link
from pipeline.pages.forms import Form, SentForm
from pipeline.pages.judges.invitation_sheets import qr_code
from pipeline.pages.judges.inviting import Invitation, Inviting, invite, meant_judges
from pipeline.pages.judges.sheets import reopen
from pipeline.pages.organisers.contest_visit import ContestVisit, Kept, Viewed
from pipeline.pages.organisers.progress import JudgeProgress, judges_progress

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ShownJudge:
    """A judge with the state of the link: `none`, `made` (when, by whom) or `blocked` after wrong PINs."""

    progress: JudgeProgress
    link: str
    made_at: datetime | None
    made_by: str | None


@router.get("/contests/{key}/judges")
def judges(here: Viewed) -> Response:
    """List the judges."""
    with reading(here.engine) as session:
        return here.page("judges", {"judges": _shown(session, here)})


@router.post("/contests/{key}/judges")
def links(here: Kept, sent: SentForm) -> Response:
    """Make or revoke links, or open a submitted sheet again."""
    doing = sent.text("do")
    if doing == "invite":
        return _invited(here, sent)
    if doing == "revoke":
        _revoked(here, sent)
    elif doing == "reopen":
        _reopened(here, sent)
    else:
        raise HTTPException(400)
    return here.done({"revoke": "link-revoked", "reopen": "sheet-reopened"}[doing], "judges")


def _shown(session: Session, here: ContestVisit) -> Sequence[ShownJudge]:
    judges = {judge.id: judge for judge in meant_judges(session, here.key, None)}
    return [
        _shown_judge(one, link_of(session, judges[one.judge_id]))
        for one in judges_progress(session, here.key, here.contest)
    ]


def _shown_judge(progress: JudgeProgress, link: JudgeLink | None) -> ShownJudge:
    if link is None:
        return ShownJudge(progress, "none", None, None)
    state = "blocked" if link.pin_failures >= MOST_PIN_FAILURES else "made"
    return ShownJudge(progress, state, link.made_at, link.made_by)


def _invited(here: ContestVisit, sent: Form) -> Response:
    """Make the link of the judge who is named, or all that are missing, and show them this once."""
    key = sent.text("judge") or None
    inviting = Inviting(here.visit.site.address, here.user.name, here.now, has_pin=bool(sent.text("pin")))
    with writing(here.engine) as session:
        meant = meant_judges(session, here.key, key)
        wanting = [judge for judge in meant if key or link_of(session, judge) is None]
        invitations = invite(session, wanting, inviting)
    codes = {each.key: qr_code(each.address) for each in invitations}
    letters = {each.key: _letter(here, each) for each in invitations}
    return here.page("invitations", {"invitations": invitations, "codes": codes, "letters": letters})


def _letter(here: ContestVisit, invitation: Invitation) -> str:
    said = {"contest": here.contest.name, "name": invitation.name, "address": invitation.address}
    return here.words.say("judges-page.letter", by=here.contest.organiser or "–", **said)


def _revoked(here: ContestVisit, sent: Form) -> None:
    with writing(here.engine) as session:
        (judge,) = meant_judges(session, here.key, sent.text("judge") or "–")
        revoke_link(session, judge, here.user.name, here.now)


def _reopened(here: ContestVisit, sent: Form) -> None:
    """Open a submitted sheet again, and keep who did it and why."""
    number = sent.text("number")
    with writing(here.engine) as session:
        (judge,) = meant_judges(session, here.key, sent.text("judge") or "–")
        of_contest = Entry.contest_id == judge.contest_id
        entry_id = session.scalar(select(Entry.id).where(of_contest, Entry.number == number))
        if entry_id is None:
            raise HTTPException(404)
        reopen(session, judge.id, entry_id, Hand(here.now, here.user.name, PAGE, sent.text("reason")))
