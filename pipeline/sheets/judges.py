"""Puts the form of judges into the database; all rows or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest, made_contest
from pipeline.database.models import Judge
from pipeline.sheets.changes import Changes
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import Faults, RowReader
from pipeline.sheets.occasion import Effect, Occasion, Outcome, assign, outcome
from pipeline.sheets.sheet import Sheet
from pipeline.sheets.text_cells import identifier, text, yes_or_no
from pipeline.sheets.units import KnownUnits


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """One row of the form; a unit that is not said is None, and so is `is_head` without its column."""

    reader: RowReader
    judge: str
    name: str
    unit: str | None
    is_head: bool | None


def import_judges(session: Session, sheet: Sheet, occasion: Occasion) -> Outcome:
    """Add the file's judges, or bring the stored ones to what it says.

    Where the column `head` stands, an empty cell in it is "no"; in others it leaves what is stored. Raises
    Refused with every fault, before anything is changed.
    """
    faults, units = Faults(sheet), KnownUnits(session)
    rows = sorted((_judge_row(RowReader(row, faults)) for row in sheet.rows), key=lambda row: row.judge)
    stored = _stored_judges(session, occasion.contest)
    for row in rows:
        units.check(row.reader, row.unit)
    _check_keys(rows)
    _check_heads(rows, stored)
    faults.refuse()
    contest, changes = made_contest(session, occasion.contest), Changes()
    units.ids(row.unit for row in rows if row.unit)
    judges = [stored.get(row.judge) or Judge(contest_id=contest.id, key=row.judge) for row in rows]
    effects = [
        (row.judge, _applied(judge, row, units, changes)) for judge, row in zip(judges, rows, strict=True)
    ]
    session.add_all(judges)
    changes.keep(session, contest.id, occasion, sheet.file)
    session.flush()
    return outcome(sheet.place, effects, changes.found)


def _judge_row(reader: RowReader) -> JudgeRow:
    has_heads = "head" in reader.faults.sheet.headings
    is_head = reader.read("head", yes_or_no)
    return JudgeRow(
        reader,
        reader.need("judge", identifier) or "",
        reader.need("name", text) or "",
        reader.read("unit", text),
        is_head or False if has_heads else None,
    )


def _stored_judges(session: Session, contest_key: str) -> Mapping[str, Judge]:
    contest = find_contest(session, contest_key)
    found = session.scalars(select(Judge).where(Judge.contest_id == contest.id)) if contest else ()
    return {judge.key: judge for judge in found}


def _check_keys(rows: Sequence[JudgeRow]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        other = first.setdefault(row.judge, row.reader.row.number)
        if row.judge and other != row.reader.row.number:
            row.reader.add(FaultCode.ROW_TWICE, "judge", other_row=other)


def _check_heads(rows: Sequence[JudgeRow], stored: Mapping[str, Judge]) -> None:
    stated = {row.judge for row in rows if row.is_head is not None}
    heads = {key for key, judge in stored.items() if judge.is_head and key not in stated}
    for row in rows:
        if row.is_head and heads:
            row.reader.add(FaultCode.SEVERAL_HEADS, "head", other=", ".join(sorted(heads)))
        heads |= {row.judge} if row.is_head else set()


def _applied(judge: Judge, row: JudgeRow, units: KnownUnits, changes: Changes) -> Effect:
    is_new = judge.id is None
    unit_id = units.ids([row.unit])[row.unit] if row.unit else None
    assigned = assign(judge, {"name": row.name, "unit_id": unit_id, "is_head": row.is_head})
    if not is_new:
        changes.note("judge", row.judge, units.named(assigned))
    return Effect.ADDED if is_new else Effect.CHANGED if assigned else Effect.UNCHANGED
