"""The first page of a contest: how it stands today, and what to do."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from pipeline.database.contests import contest_amounts, find_contest
from pipeline.database.opening import reading, writing
from pipeline.faults import Refused
from pipeline.pages.organisers.contest_visit import ContestVisit, Kept, Viewed
from pipeline.pages.organisers.flags import waiting_flags
from pipeline.pages.organisers.last_night import acknowledge, nights_of
from pipeline.pages.organisers.next_steps import NOTHING, next_steps
from pipeline.pages.organisers.progress import JudgeProgress, judges_progress
from pipeline.pages.organisers.standings import Standing, standing_now
from pipeline.pages.words import fault_sentence
from reports.figures import instant_text

router = APIRouter()

MOST_SHOWN = 10
"""So many entries of the ranking stand on the first page."""


@router.get("/contests/{key}")
def dashboard(here: Viewed) -> Response:
    """Show how a contest stands."""
    with reading(here.engine) as session:
        contest = find_contest(session, here.key)
        judges = judges_progress(session, here.key, here.contest)
        flags = waiting_flags(session, here)
        values = {
            "amounts": NOTHING if contest is None else contest_amounts(session, contest),
            "nights": nights_of(session, here),
            "judges": judges,
            "sheets": {
                "done": sum(len(judge.marked) for judge in judges),
                "all": sum(len(judge.entries) for judge in judges),
            },
            "reminder": reminder(here, judges),
            "flags": flags,
            "steps": next_steps(session, here, len(flags)),
            **ranking_or_why_not(session, here),
        }
    return here.page("dashboard", {"days": days_left(here), "most": MOST_SHOWN, **values})


@router.post("/contests/{key}")
def problems_seen(here: Kept) -> Response:
    """Note that the last collection's problems were seen."""
    with writing(here.engine) as session:
        acknowledge(session, here)
    return here.done("problems-seen")


def ranking_or_why_not(session: Session, here: ContestVisit) -> Mapping[str, object]:
    """Return the ranking, or in its place the sentences that say why there is none yet."""
    standing: Standing | None = None
    why_not: Sequence[str] = ()
    try:
        standing = standing_now(session, here.settings, here.key, here.now)
    except Refused as refusal:
        why_not = [fault_sentence(here.words, fault) for fault in refusal.faults]
    return {"standing": standing, "why_not": why_not}


def days_left(here: ContestVisit) -> int:
    """Return how many days of the contest's calendar are left to the cut-off; negative ones are over."""
    return (_day(here, here.contest.cut_off) - _day(here, here.now)).days


def reminder(here: ContestVisit, judges: Sequence[JudgeProgress]) -> str:
    """Return a letter to the judges who have entries left; empty where nobody has."""
    late = [judge for judge in judges if judge.left]
    if not late:
        return ""
    words, due = here.words, here.contest.marks_due
    lines = [
        words.say(
            "reminder.judge", name=judge.name, done=len(judge.marked), count=len(judge.entries),
            numbers=", ".join(judge.left),
        )
        for judge in late
    ]  # fmt: skip
    at = due and instant_text(due, here.contest.time_zone, words.language)
    deadline = words.say("reminder.deadline", at=at) if at else words.say("reminder.no-deadline")
    begin = words.say("reminder.begin", contest=here.contest.name)
    return "\n".join((begin, *lines, deadline, words.say("reminder.end", by=here.contest.organiser or "–")))


def _day(here: ContestVisit, instant: datetime) -> datetime:
    return instant.astimezone(here.contest.zone).replace(hour=0, minute=0, second=0, microsecond=0)
