"""A judge's entries: how many are done, what is left, where to go on, and handing all of it in."""

from collections import Counter

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from pipeline.database.marks import PAGE, Hand
from pipeline.database.opening import reading, writing
from pipeline.faults import refused
from pipeline.pages.judges.deadlines import deadline_of
from pipeline.pages.judges.entries import criteria_of, judged_entries
from pipeline.pages.judges.in_app import app_of
from pipeline.pages.judges.opened import LIST, judged_contest
from pipeline.pages.judges.sheets import is_closed, submit
from pipeline.pages.visits import AnyVisit, TheJudge

router = APIRouter()


@router.get(LIST)
def entries(visit: AnyVisit, judge: TheJudge) -> Response:
    """List the entries in the judge's own order."""
    now = visit.site.now()
    with reading(visit.site.engine) as session:
        settings = judged_contest(visit.site, session, judge)
        found = judged_entries(session, judge, settings)
    counts = Counter(entry.state for entry in found)
    values = {
        "judge": judge,
        "contest": settings,
        "entries": found,
        "counts": counts,
        "marked": counts["marked"] + counts["submitted"],
        "asked": len(found) - counts["recused"],
        "next": next((entry for entry in found if entry.state in {"open", "begun"}), None),
        "maximum": sum(criterion.maximum for criterion in criteria_of(settings)),
        "app": app_of(visit.agent),
        "deadline": deadline_of(settings, now, visit.words),
    }
    return visit.page("judges/list.html.j2", values)


@router.post(LIST)
def submit_all(visit: AnyVisit, judge: TheJudge) -> Response:
    """Hand in every sheet on which no mark is missing."""
    now = visit.site.now()
    with writing(visit.site.engine) as session:
        settings = judged_contest(visit.site, session, judge)
        if is_closed(settings, now):
            raise refused("marking-closed")
        for entry in judged_entries(session, judge, settings):
            if entry.state == "marked":
                submit(session, judge.judge_id, entry.entry_id, Hand(now, judge.name, PAGE))
    return visit.redirect(f"{LIST}?done=sheets-submitted")


@router.get(LIST + "/here")
def here(visit: AnyVisit, judge: TheJudge) -> Response:
    """Tell a page that was opened before which judge is signed in now, and the token for what it sends."""
    return JSONResponse({"judge": str(judge.judge_id), "form_token": visit.form_token})
