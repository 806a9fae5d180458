"""Check the marks: each against its last change, each change against the digest chained to the one before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.marks import change_digest
from pipeline.database.models import Contest, Entry, Judge, Mark, MarkChange
from pipeline.history.findings import Change, Finding

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
        judge, number = judges.get(place[0], "–"), entries.get(place[1], "–")
        named = {"judge": judge, "number": number, "criterion": place[2]}
        for finding in _place_findings(marks.get(place), histories.get(place, ())):
            yield Finding(finding.code, {**named, **finding.parameters})


def _histories(session: Session, contest: Contest) -> Mapping[Place, Sequence[MarkChange]]:
    changes = session.scalars(
        select(MarkChange)
        .join(Entry, MarkChange.entry_id == Entry.id)
        .where(Entry.contest_id == contest.id)
        .order_by(MarkChange.version)
    )
    found: defaultdict[Place, list[MarkChange]] = defaultdict(list)
    for change in changes:
        found[change.judge_id, change.entry_id, change.criterion].append(change)
    return found


def _marks(session: Session, contest: Contest) -> Mapping[Place, Mark]:
    marks = session.scalars(select(Mark).join(Entry).where(Entry.contest_id == contest.id))
    return {(mark.judge_id, mark.entry_id, mark.criterion): mark for mark in marks}


def _place_findings(mark: Mark | None, history: Sequence[MarkChange]) -> Iterator[Finding]:
    yield from _history_findings(history)
    last = history[-1] if history else None
    if mark is None:
        yield Finding("mark-gone", {"old": last.new_value if last else None})
    elif last is None:
        yield Finding("mark-without-history", {"new": mark.value})
    elif changes := _changes(mark, last):
        yield Finding("mark-changed", {"changes": changes})


def _history_findings(history: Sequence[MarkChange]) -> Iterator[Finding]:
    if [change.version for change in history] != list(range(1, len(history) + 1)):
        yield Finding("mark-change-missing")
    previous: str | None = None
    for change in history:
        if change.digest != change_digest(change, previous):
            yield Finding("mark-change-altered", {"version": change.version})
        previous = change.digest


def _changes(mark: Mark, last: MarkChange) -> Sequence[Change]:
    pairs = {
        "mark": (last.new_value, mark.value),
        "comment": (last.comment, mark.comment),
        "version": (last.version, mark.version),
    }
    return [Change(name, old, new) for name, (old, new) in pairs.items() if old != new]
