"""All entries of a contest: how far each has come, its channels and its rank; and the form for one more."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Response

from pipeline.database.contests import contest_entries, find_contest
from pipeline.database.models import Entry
from pipeline.database.opening import reading
from pipeline.pages.forms import Form, SentForm
from pipeline.pages.organisers.contest_visit import ContestVisit, Kept, Viewed
from pipeline.pages.organisers.dashboard import ranking_or_why_not
from pipeline.pages.organisers.entry_lives import EntryLife, entry_lives, life_of
from pipeline.pages.organisers.standings import RankedLine, Standing
from pipeline.pages.organisers.typed_rows import import_typed
from pipeline.sheets.exported import natural

router = APIRouter()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with its unit, its life and its line of the ranking, where there is one."""

    entry: Entry
    unit: str
    life: EntryLife
    line: RankedLine | None


@router.get("/contests/{key}/entries")
def entries(here: Viewed) -> Response:
    """List the entries by number."""
    return here.page("entries", {"rows": entry_rows(here)})


@router.post("/contests/{key}/entries")
def add(here: Kept, sent: SentForm) -> Response:
    """Add an entry."""
    import_typed(here, "entries", typed_entry(here, sent))
    return here.done("entry-saved", "entries")


@router.get("/contests/{key}/posting")
def posting(here: Viewed) -> Response:
    """List what is still to be posted and verified, with titles and descriptions to copy."""
    return here.page("posting", {"rows": entry_rows(here), "describe": lambda row: description(here, row)})


def entry_rows(here: ContestVisit) -> list[EntryRow]:
    """Return each entry with its unit, life and standing."""
    channels = here.contest.channels
    with reading(here.engine) as session:
        contest = find_contest(session, here.key)
        if contest is None:
            return []
        lives = entry_lives(session, contest, channels)
        facts = sorted(contest_entries(session, contest), key=lambda one: natural(one.entry.number))
        standing = ranking_or_why_not(session, here)["standing"]
        lines = {line.entry_id: line for line in standing.lines} if isinstance(standing, Standing) else {}
        session.expunge_all()
    return [
        EntryRow(one.entry, one.unit_name, life_of(lives, one.entry.id, channels), lines.get(one.entry.id))
        for one in facts
    ]


def typed_entry(here: ContestVisit, sent: Form) -> Mapping[str, str]:
    """Return the cells of the form of entries that were typed; what is empty leaves what is stored."""
    cells = {
        name: sent.text(name)
        for name in ("number", "title", "unit", "group", "submitted_at", "status")
        if sent.text(name)
    }
    links = {
        f"link_{channel}": sent.text(f"link_{channel}")
        for channel in here.contest.channels
        if sent.text(f"link_{channel}")
    }
    times = {
        f"published_at_{channel}": sent.text(f"published_at_{channel}")
        for channel in here.contest.channels
        if sent.text(f"link_{channel}")
    }
    return {"number": "", "title": "", "unit": "", **cells, **links, **times}


def description(here: ContestVisit, row: EntryRow) -> str:
    """Return a description to put beside an entry's video, the same on every channel."""
    return here.words.say(
        "posting.description",
        contest=here.contest.name,
        number=row.entry.number,
        title=row.entry.title,
        unit=row.unit,
        organiser=here.contest.organiser or "–",
    )
