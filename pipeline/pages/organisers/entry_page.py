"""One entry: its life, its counts over time, how its points come about, its readings and its history."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter, HTTPException, Response
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pipeline.database.contests import contest_entries, find_contest
from pipeline.database.models import Contest, Entry, RecordChange
from pipeline.database.opening import reading, writing
from pipeline.database.stages import OF_ENTRY, RETURNED, VERIFIED, Reaching, reach
from pipeline.faults import Refused, refused
from pipeline.pages.forms import Form, SentForm
from pipeline.pages.organisers.contest_visit import ContestVisit, Kept, Viewed
from pipeline.pages.organisers.entries_page import EntryRow, description, typed_entry
from pipeline.pages.organisers.entry_lives import entry_lives, life_of
from pipeline.pages.organisers.progress import judges_progress
from pipeline.pages.organisers.typed_rows import import_typed
from pipeline.pages.words import fault_sentence
from pipeline.steps.ranking import rank_contest
from pipeline.translation.report import report_of
from reports.data import RankingReport, ReadingLine
from reports.entry_words import EntryWords, entries_words, headings
from reports.growth_chart import growth_chart, growth_chart_alt

router = APIRouter()

STAGES = (*OF_ENTRY, VERIFIED, RETURNED)
COUNTS = ("views", "likes", "shares", "comments")


@router.get("/contests/{key}/entries/{entry_id}")
def entry_page(here: Viewed, entry_id: int) -> Response:
    """Show one entry."""
    with reading(here.engine) as session:
        contest, row = found_entry(session, here, entry_id)
        values = {
            "row": row,
            "judges": judges_progress(session, here.key, here.contest),
            "changes": _changes(session, contest, row.entry.number),
            **_explained(session, here, row.entry.number),
        }
        session.expunge_all()
    return here.page("entry", {"describe": description(here, row), **values})


@router.post("/contests/{key}/entries/{entry_id}")
def change(here: Kept, entry_id: int, sent: SentForm) -> Response:
    """Note a stage, change what stands of the entry, or take a reading by hand."""
    with reading(here.engine) as session:
        _, row = found_entry(session, here, entry_id)
        number = row.entry.number
        session.expunge_all()
    doing = sent.text("do")
    if doing == "save":
        import_typed(here, "entries", {**typed_entry(here, sent), "number": number}, sent.text("reason"))
    elif doing == "reading":
        import_typed(here, "readings", _typed_reading(sent, number), sent.text("reason"))
    elif doing in STAGES:
        _reach(here, entry_id, sent)
    else:
        raise HTTPException(400)
    return here.done(
        {"save": "entry-saved", "reading": "reading-saved"}.get(doing, "stage-noted"), "entries", entry_id
    )


def found_entry(session: Session, here: ContestVisit, entry_id: int) -> tuple[Contest, EntryRow]:
    """Return the contest and one of its entries; another contest's is not found."""
    contest, entry = find_contest(session, here.key), session.get(Entry, entry_id)
    if contest is None or entry is None or entry.contest_id != contest.id:
        raise HTTPException(404)
    facts = next(one for one in contest_entries(session, contest) if one.entry.id == entry_id)
    channels = here.contest.channels
    life = life_of(entry_lives(session, contest, channels), entry_id, channels)
    return contest, EntryRow(entry, facts.unit_name, life, None)


def _reach(here: ContestVisit, entry_id: int, sent: Form) -> None:
    """Append a stage; a return needs to say why, and a post is verified on a channel."""
    stage, note, channel = sent.text("do"), sent.text("reason"), sent.text("channel")
    if stage == RETURNED and not note:
        raise refused("return-reason-needed")
    with writing(here.engine) as session:
        contest, row = found_entry(session, here, entry_id)
        if stage == VERIFIED and channel not in {one.channel for one in row.life.channels if one.posts}:
            raise HTTPException(400)
        reaching = Reaching(here.user.name, here.now, channel if stage == VERIFIED else None, note or None)
        reach(session, contest, row.entry, stage, reaching)


def _typed_reading(sent: Form, number: str) -> Mapping[str, str]:
    taken = {name: sent.text(name) for name in ("channel", "link", "taken_at", *COUNTS)}
    return {"number": number, **{name: text for name, text in taken.items() if text or name != "link"}}


def _explained(session: Session, here: ContestVisit, number: str) -> Mapping[str, object]:
    """Return how the entry's points come about, or why that cannot be told."""
    try:
        report = report_of(session, rank_contest(session, here.settings, here.key, here.now))
    except Refused as refusal:
        sentences = [fault_sentence(here.words, fault) for fault in refusal.faults]
        return {"told": None, "why_not": sentences, "readings": (), "chart": None}
    place = next(place for place, row in enumerate(report.rows) if row.number == number)
    told: EntryWords = entries_words(report, here.words)[place]
    return {
        "told": told,
        "headings": headings(report, here.words),
        "readings": _readings(report, number),
        "chart": _chart(report, number, here),
    }


def _readings(report: RankingReport, number: str) -> Sequence[ReadingLine]:
    own = [line for line in report.readings if line.number == number]
    return sorted(own, key=lambda line: line.taken_at, reverse=True)


def _chart(report: RankingReport, number: str, here: ContestVisit) -> tuple[str, str] | None:
    """Return the chart of the entry's views as an image's address, and what it shows in words."""
    own = replace(
        report,
        rows=tuple(row for row in report.rows if row.number == number),
        growth=tuple(line for line in report.growth if line.number == number),
    )
    drawing = growth_chart(own, here.words)
    if drawing is None:
        return None
    return f"data:image/svg+xml;base64,{b64encode(drawing.svg.encode()).decode()}", growth_chart_alt(
        own, here.words
    )


def _changes(session: Session, contest: Contest, number: str) -> Sequence[RecordChange]:
    """Return what changed of the entry and its posts, the newest first."""
    question = select(RecordChange).where(
        RecordChange.contest_id == contest.id,
        or_(
            (RecordChange.record == "entry") & (RecordChange.key == number),
            (RecordChange.record == "post") & RecordChange.key.startswith(f"{number} ", autoescape=True),
        ),
    )
    return session.scalars(question.order_by(RecordChange.id.desc())).all()
