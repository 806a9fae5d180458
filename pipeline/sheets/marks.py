"""Puts the form of marks into the database, every change with its history; all rows or none."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.marks import Hand, append_change
from pipeline.database.models import Entry, Judge, Mark, MarkChange
from pipeline.sheets.changes import Changes
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import Faults
from pipeline.sheets.mark_rows import Criteria, MarkRow, mark_rows
from pipeline.sheets.nearest import nearest
from pipeline.sheets.occasion import Effect, Occasion, Outcome, assign, outcome
from pipeline.sheets.sheet import Sheet

MarkKey = tuple[int, int, str]


def import_marks(session: Session, sheet: Sheet, occasion: Occasion, criteria: Criteria) -> Outcome:
    """Add the file's marks, or change the stored ones, each change with who, when, from where and why.

    An empty cell leaves the stored mark. Raises Refused with every fault, before anything is changed:
    unknown judges, numbers and criteria, and marks below 0 or above the criterion's maximum, too.
    """
    faults = Faults(sheet)
    rows = mark_rows(sheet, faults, criteria)
    stored = _Stored(session, occasion.contest)
    for row in rows:
        _check_known(row, "judge", stored.judges, FaultCode.JUDGE_UNKNOWN)
        _check_known(row, "number", stored.entries, FaultCode.NUMBER_UNKNOWN)
    faults.refuse()
    changes = Changes()
    effects = [(" ".join(row.key), _applied(row, stored, occasion, sheet.file, changes)) for row in rows]
    session.flush()
    return outcome(sheet.place, effects, changes.found)


class _Stored:
    """The contest's judges and entries by their keys in files, and its marks."""

    def __init__(self, session: Session, contest_key: str) -> None:
        self.session = session
        contest = find_contest(session, contest_key)
        contest_id = contest.id if contest else None
        judges = select(Judge.key, Judge.id).where(Judge.contest_id == contest_id)
        entries = select(Entry.number, Entry.id).where(Entry.contest_id == contest_id)
        self.judges: dict[str, int] = dict(session.execute(judges).all())
        self.entries: dict[str, int] = dict(session.execute(entries).all())
        marks = session.scalars(select(Mark).join(Entry).where(Entry.contest_id == contest_id))
        self.marks: dict[MarkKey, Mark] = {
            (mark.judge_id, mark.entry_id, mark.criterion): mark for mark in marks
        }

        changes = select(MarkChange).join(Entry).where(Entry.contest_id == contest_id)
        newest = session.scalars(changes.order_by(MarkChange.version))
        self.digests: dict[MarkKey, str | None] = {
            (change.judge_id, change.entry_id, change.criterion): change.digest for change in newest
        }

    def key(self, row: MarkRow) -> MarkKey:
        """Return the row's key in the database."""
        return self.judges[row.judge], self.entries[row.number], row.criterion


def _check_known(row: MarkRow, column: str, known: Mapping[str, int], code: FaultCode) -> None:
    value = str(getattr(row, column))
    if value and value not in known:
        row.reader.add(code, column, nearest=nearest(value, known))


def _applied(row: MarkRow, stored: _Stored, occasion: Occasion, origin: str, changes: Changes) -> Effect:
    key = stored.key(row)
    mark = stored.marks.get(key)
    is_new = mark is None
    mark = mark or Mark(judge_id=key[0], entry_id=key[1], criterion=key[2], version=0)
    old = mark.value
    assigned = assign(mark, {"value": row.value, "comment": row.comment})
    if not is_new and not assigned:
        return Effect.UNCHANGED
    hand = Hand(occasion.now, occasion.person, origin, occasion.reason)
    append_change(stored.session, mark, old, hand, stored.digests.get(key))
    if not is_new:
        changes.note("mark", " ".join(row.key), assigned)
    return Effect.ADDED if is_new else Effect.CHANGED
