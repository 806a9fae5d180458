"""The sheet of one entry: shown, saved as a whole form, handed in. It works without any script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter, Response

from pipeline.database.opening import reading, writing
from pipeline.pages.access.logins import SignedInJudge
from pipeline.pages.forms import Form, SentForm
from pipeline.pages.judges.deadlines import deadline_of
from pipeline.pages.judges.entries import criteria_of
from pipeline.pages.judges.field_words import comment_field, mark_fields
from pipeline.pages.judges.in_app import app_of
from pipeline.pages.judges.opened import Opened, opened_entry
from pipeline.pages.judges.saving import COMMENT, Kept, Typed, save
from pipeline.pages.judges.sheets import check_may_change, is_closed, submit
from pipeline.pages.judges.videos import entry_videos
from pipeline.pages.visits import AnyVisit, TheJudge, Visit

router = APIRouter()

SHEET = "/judging/{entry_id:int}"
SEEN = "seen-"
"""How the fields begin that carry what a page has last seen stored."""

MOST_OTHERS = 40
"""So many other entries stand beside for comparison; more would make the page heavy."""


@dataclass(frozen=True)
class Again:
    """A form that comes back: what was typed, what became of it, and which marks are missing."""

    typed: Mapping[str, str] = field(default_factory=dict)
    kept: Sequence[Kept] = ()
    missing: Sequence[str] = ()


@router.get(SHEET)
def sheet(visit: AnyVisit, judge: TheJudge, entry_id: int) -> Response:
    """Show the sheet."""
    return _page(visit, judge, entry_id, Again(), 200)


@router.post(SHEET)
def send_sheet(visit: AnyVisit, judge: TheJudge, entry_id: int, sent: SentForm) -> Response:
    """Save the form, and hand the sheet in where that was the button; what is not saved comes back."""
    with writing(visit.site.engine) as session:
        opened = opened_entry(visit.site, session, judge, entry_id)
        wants_submit = sent.text("_do") == "submit"
        if wants_submit and _was_submitted(opened):
            return visit.redirect(f"{opened.next_path}?done=sheet-submitted")
        check_may_change(opened.entry, opened.settings, opened.now)
        kept = save(session, opened.marking, sent_fields(sent, opened))
        missing = _missing(opened, kept) if wants_submit else ()
        is_done = not missing and all(each.state == "saved" for each in kept)
        if is_done and wants_submit:
            submit(session, judge.judge_id, entry_id, opened.hand())
    if not is_done:
        return _page(visit, judge, entry_id, Again(_unsaved(sent, kept), kept, missing), 409)
    target = f"{opened.next_path}?done=sheet-submitted" if wants_submit else f"{opened.path}?done=sheet-saved"
    return visit.redirect(target)


def sent_fields(sent: Form, opened: Opened) -> Sequence[Typed]:
    """Return the fields of a form that say something else than what their page had seen."""
    keys = [*(criterion.key for criterion in opened.marking.criteria), COMMENT]
    typed = [Typed(key, sent.text(key), sent.text(SEEN + key)) for key in keys if sent.has(key)]
    return [each for each in typed if each.text != each.seen]


def _was_submitted(opened: Opened) -> bool:
    return opened.entry.state == "submitted" and not is_closed(opened.settings, opened.now)


def _missing(opened: Opened, kept: Iterable[Kept]) -> Sequence[str]:
    """Return the criteria without a stored mark, after what was just saved."""
    values = {**opened.entry.marks, **{each.field: each.stored for each in kept}}
    return [each.key for each in opened.marking.criteria if values.get(each.key) is None]


def _unsaved(sent: Form, kept: Iterable[Kept]) -> Mapping[str, str]:
    return {each.field: sent.text(each.field) for each in kept if each.state != "saved"}


def _page(visit: Visit, judge: SignedInJudge, entry_id: int, again: Again, status: int) -> Response:
    with reading(visit.site.engine) as session:
        opened = opened_entry(visit.site, session, judge, entry_id)
        videos = entry_videos(session, entry_id)
    deadline = deadline_of(opened.settings, opened.now, visit.words)
    values = {
        "judge": judge,
        "contest": opened.settings,
        "entry": opened.entry,
        "videos": videos,
        "app": app_of(visit.agent),
        "deadline": deadline,
        "may_change": not deadline.is_closed and not opened.entry.is_settled,
        "has_missing": bool(again.missing),
        "fields": mark_fields(opened, visit.words, again.typed, again.kept, again.missing),
        "comment": comment_field(opened, visit.words, again.typed, again.kept),
        "maximum": sum(criterion.maximum for criterion in criteria_of(opened.settings)),
        "criteria": criteria_of(opened.settings),
        "others": _others(opened),
        **_places(opened),
    }
    return visit.page("judges/sheet.html.j2", values, status)


def _places(opened: Opened) -> Mapping[str, object]:
    """Return where the entry stands in the judge's order, and its neighbours."""
    place, entries = opened.entries.index(opened.entry), opened.entries
    return {
        "place": place + 1,
        "asked": len(entries),
        "before": entries[place - 1] if place else None,
        "after": entries[place + 1] if place + 1 < len(entries) else None,
    }


def _others(opened: Opened) -> Sequence[object]:
    """Return the judge's other entries with marks, the highest total first."""
    marked = [each for each in opened.entries if each.marks and each is not opened.entry]
    return sorted(marked, key=lambda each: (-each.total, each.number))[:MOST_OTHERS]
