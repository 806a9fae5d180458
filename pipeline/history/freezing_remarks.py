"""What a committee should know when it makes a ranking final: what is uncertain, and what may still come."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.models import Contest, Entry, Post, ReadingRow
from pipeline.database.runs import last_collection, run_problems
from pipeline.database.types import epoch_from_instant
from pipeline.history.findings import Finding
from pipeline.steps.ranking import RankedContest
from scoring import RankedEntry

FEW_MARKS = frozenset({"marks", "judges"})
"""What an entry misses that not enough judges have marked."""


def freezing_remarks(session: Session, ranked: RankedContest, now: datetime) -> Iterator[Finding]:
    """Yield the remarks, from the most to the least serious."""
    rules = ranked.settings
    unbound = channels_in_use(session, ranked.contest, rules) - channels_read_since(
        session, ranked.contest, rules.cut_off
    )
    if unbound:
        yield Finding("channels-unbound", {"channels": sorted(unbound)})
    yield from _entry_remarks([entry for entry in ranked.ranking.entries if entry.status == "competing"])
    run = last_collection(session, ranked.contest.id)
    problems = [] if run is None else run_problems(session, run)
    if count := sum(problem.acknowledged_at is None for problem in problems):
        yield Finding("problems", {"count": count})
    if rules.judging and rules.marks_due is not None and now < rules.marks_due:
        yield Finding("marks-due-later", {"at": rules.marks_due})


def channels_in_use(session: Session, contest: Contest, rules: ContestSettings) -> set[str]:
    """Return the channels whose counts are in use and on which entries that compete have posts."""
    question = (
        select(Post.channel)
        .join(Entry, Post.entry_id == Entry.id)
        .where(Post.contest_id == contest.id, Entry.status == "competing")
    )
    return set(session.scalars(question.distinct())) & set(rules.channels)


def channels_read_since(session: Session, contest: Contest, cut_off: datetime) -> set[str]:
    """Return the channels with a reading at or after the cut-off, which bounds the counts at it."""
    question = (
        select(Post.channel)
        .join(ReadingRow, ReadingRow.post_id == Post.id)
        .where(Post.contest_id == contest.id, ReadingRow.taken_at >= epoch_from_instant(cut_off))
    )
    return set(session.scalars(question.distinct()))


def _entry_remarks(competing: list[RankedEntry]) -> Iterator[Finding]:
    found = {
        "few-marks": [entry for entry in competing if FEW_MARKS & set(entry.missing)],
        "not-ranked": [entry for entry in competing if entry.rank is None],
        "counts-unknown": [entry for entry in competing if set(entry.missing) - FEW_MARKS],
        "ties": [entry for entry in competing if entry.tied],
    }
    for code, entries in found.items():
        if entries:
            yield Finding(code, {"numbers": ", ".join(entry.number for entry in entries)})
