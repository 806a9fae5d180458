"""Check the marks: each against its last change, each change against the digest chained to the one before."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.marks import change_digest
from pipeline.database.models import Contest, Entry, Judge, Mark, MarkChange
from pipeline.history.findings import Finding

Place = tuple[int, int, str]
"""A mark's judge and entry by id, and its criterion."""


def mark_findings(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield each mark that is not what its history says, and each change that was altered or is missing."""
    judges = dict(session.execute(select(Judge.id, Judge.key).where(Judge.contest_id == contest.id)).all())
    entries = dict(
        session.execute(select(Entry.id, Entry.number).where(Entry.contest_id == contest.id)).all()
    )
    histories, marks = _histories(session, contest), _marks(session, contest)
    for place in sorted(histories.keys() | marks.keys()):
        named = {"judge": judges[place[0]], "number": entries[place[1]], "criterion": place[2]}
        for finding in _place_findings(marks.get(place), histories.get(place, [])):
            yield Finding(finding.code, {**named, **finding.parameters})


def _histories(session: Session, contest: Contest) -> dict[Place, list[MarkChange]]:
    changes = session.scalars(
        select(MarkChange)
        .join(Entry, MarkChange.entry_id == Entry.id)
        .where(Entry.contest_id == contest.id)
        .order_by(MarkChange.judge_id, MarkChange.entry_id, MarkChange.criterion, MarkChange.version)
    )
    return {
        place: list(group)
        for place, group in groupby(changes, lambda one: (one.judge_id, one.entry_id, one.criterion))
    }


def _marks(session: Session, contest: Contest) -> dict[Place, Mark]:
    marks = session.scalars(select(Mark).join(Entry).where(Entry.contest_id == contest.id))
    return {(mark.judge_id, mark.entry_id, mark.criterion): mark for mark in marks}


def _place_findings(mark: Mark | None, history: list[MarkChange]) -> Iterator[Finding]:
    if [change.version for change in history] != list(range(1, len(history) + 1)):
        yield Finding("mark-change-missing")
    previous: str | None = None
    for change in history:
        if change.digest is not None and change.digest != change_digest(change, previous):
            yield Finding("mark-change-altered", {"version": change.version})
        previous = change.digest
    last = history[-1] if history else None
    if mark is None:
        yield Finding("mark-gone", {"old": _shown(last.new_value if last else None)})
    elif last is None:
        yield Finding("mark-without-history", {"new": _shown(mark.value)})
    elif (mark.value, mark.version) != (last.new_value, last.version):
        yield Finding("mark-changed", {"old": _shown(last.new_value), "new": _shown(mark.value)})


def _shown(value: object) -> str:
    return "–" if value is None else f"{value:f}"
