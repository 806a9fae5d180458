"""What a sheet's script sends: fields as they are left, one by one; and recusing, which a form asks for."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from pipeline.database.opening import writing
from pipeline.faults import refused
from pipeline.pages.access.logins import SignedInJudge
from pipeline.pages.forms import Form, SentForm
from pipeline.pages.judges.entry_page import SHEET, sent_fields
from pipeline.pages.judges.field_words import kept_words, stored_text
from pipeline.pages.judges.opened import Opened, opened_entry
from pipeline.pages.judges.saving import Kept, save
from pipeline.pages.judges.sheets import (
    LONGEST_REASON,
    check_may_change,
    is_closed,
    recuse,
    take_back_recusal,
)
from pipeline.pages.visits import AnyVisit, TheJudge, Visit

router = APIRouter()


@router.post(SHEET + "/marks")
def save_marks(visit: AnyVisit, judge: TheJudge, entry_id: int, sent: SentForm) -> Response:
    """Save fields and tell of each what became of it and what is stored now."""
    _check_judge(judge, sent)
    with writing(visit.site.engine) as session:
        opened = opened_entry(visit.site, session, judge, entry_id)
        check_may_change(opened.entry, opened.settings, opened.now)
        kept = save(session, opened.marking, sent_fields(sent, opened))
    return JSONResponse({"fields": {each.field: _told(each, opened, visit) for each in kept}})


@router.post(SHEET + "/recusal")
def change_recusal(visit: AnyVisit, judge: TheJudge, entry_id: int, sent: SentForm) -> Response:
    """Recuse from an entry with a reason, or take that back."""
    with writing(visit.site.engine) as session:
        opened = opened_entry(visit.site, session, judge, entry_id)
        if opened.entry.state == "recused" and not is_closed(opened.settings, opened.now):
            if sent.text("_do") == "take-back":
                take_back_recusal(session, judge.judge_id, entry_id, opened.hand())
                return visit.redirect(f"{opened.path}?done=recusal-taken-back")
            return visit.redirect(f"{opened.path}?done=recused")
        check_may_change(opened.entry, opened.settings, opened.now)
        if sent.text("_do") != "take-back":
            recuse(session, judge.judge_id, entry_id, opened.hand(sent.text("reason", LONGEST_REASON)))
    return visit.redirect(f"{opened.path}?done=recused")


def _check_judge(judge: SignedInJudge, sent: Form) -> None:
    """Raise Refused where the page was another judge's: on a shared device nobody marks for somebody else."""
    if sent.text("_judge") != str(judge.judge_id):
        raise refused("other-judge", name=judge.name)


def _told(kept: Kept, opened: Opened, visit: Visit) -> Mapping[str, str | None]:
    stored = stored_text(kept.stored, visit.language)
    return {"state": kept.state, "stored": stored, "note": kept_words(kept, opened, visit.words)}
