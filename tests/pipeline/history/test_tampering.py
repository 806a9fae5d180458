"""Whatever is changed by SQL behind the program's back is found and named, on both databases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import LargeBinary, String, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from pipeline.database.digests import packed, trace, unpacked
from pipeline.database.models import Base

if TYPE_CHECKING:
    from sqlalchemy import Column, Table
    from sqlalchemy.orm import Session

    from tests.pipeline.history.conftest import Stored

DATA = Path(__file__).parent / "data" / "tampering.toml"
CHANGES = tomllib.loads(DATA.read_text(encoding="utf-8"))["changes"]


def test_what_was_done_through_the_program_is_all_well(stored: Stored) -> None:
    with stored.tampering() as session:
        assert stored.findings(session) == []


def test_what_is_changed_behind_the_programs_back_is_named(stored: Stored) -> None:
    said = {each["sentence"]: stored.said_after(*each["statements"]) for each in CHANGES}
    assert {sentence: text for sentence, text in said.items() if sentence not in text} == {}


def test_a_changed_copy_of_a_run_is_told_apart_from_changed_readings(stored: Stored) -> None:
    with stored.tampering() as session:
        table = Base.metadata.tables["run"]
        raw = unpacked(session.scalars(select(table.c.raw).order_by(table.c.id)).first() or b"") or ""
        changed = packed(raw.replace("\t100\t", "\t101\t"))
        session.execute(update(table).where(table.c.raw == packed(raw)).values(raw=changed))
        assert [said.partition(": ")[2] for said in stored.findings(session)] == [
            "its kept copy was changed. Its readings still fit its digest."
        ]


def test_a_name_is_erased_without_breaking_a_digest(stored: Stored) -> None:
    with stored.tampering() as session:
        table = Base.metadata.tables["rules_version"]
        row = session.execute(select(table).where(table.c.version == 1)).one()
        erased = trace(row.person, f"rules {row.contest_id} 1 person")
        session.execute(update(table).where(table.c.id == row.id).values(person=erased))
        assert stored.findings(session) == []


def test_an_insider_who_swaps_two_runs_is_found(stored: Stored) -> None:
    with stored.tampering() as session:
        table = Base.metadata.tables["run"]
        first, second, *_ = session.execute(select(table).order_by(table.c.id)).all()
        for run, other in ((first, second), (second, first)):
            seal = {"previous_digest": other.previous_digest, "digest": other.digest, "raw": other.raw}
            session.execute(update(table).where(table.c.id == run.id).values(**seal))
        said = "\n".join(stored.findings(session))
        assert "the reading was deleted" in said
        assert "the reading was put into a run that had ended" in said


TABLES = (
    "reading",
    "reading_metric",
    "mark",
    "mark_change",
    "rules_version",
    "final_ranking",
    "run",
    "chain_end",
    "decision",
)
NOT_PROVED = {
    ("rules_version", "id"),
    ("final_ranking", "id"),
    ("run", "id"),
    ("run", "state"),
}
"""Numbers of our own that mean nothing, and a word that follows from counts that are proved."""

CELLS = [
    (table, column.name)
    for table in TABLES
    for column in Base.metadata.tables[table].columns
    if (table, column.name) not in NOT_PROVED
]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=st.sampled_from(CELLS), data=st.data())
def test_any_single_changed_cell_is_found(stored: Stored, cell: tuple[str, str], data: st.DataObject) -> None:
    table = Base.metadata.tables[cell[0]]
    column = table.columns[cell[1]]
    with stored.tampering() as session:
        rows = session.execute(select(table).order_by(*table.primary_key)).mappings().all()
        row = rows[data.draw(st.integers(0, len(rows) - 1), label="row")]
        new = data.draw(_other_values(column, row[column.name]), label="value")
        assume(_is_taken(session, table, column, dict(row), new))
        assert stored.findings(session) != []


def _other_values(column: Column[Any], old: object) -> st.SearchStrategy[Any]:
    """Return values that the column could hold in place of the one that is there."""
    if isinstance(column.type, LargeBinary):
        assert isinstance(old, bytes)
        cut = st.integers(0, len(old) - 1).map(lambda length: old[:length])
        values: st.SearchStrategy[Any] = cut | st.just(old + b"\0") | st.just(packed("{}"))
    elif isinstance(column.type, String):
        values = st.sampled_from([f"{old}x", "", "x", f"{old}"[:-1]])
    else:
        kept = old if isinstance(old, int) else 0
        values = st.integers(-3, 3).map(lambda step: kept + step)
    return (values | st.none() if column.nullable else values).filter(lambda value: value != old)


def _is_taken(session: Session, table: Table, column: Column[Any], row: dict[str, Any], new: object) -> bool:
    """Change the cell by plain SQL and tell whether the database let us."""
    keys = [key.name for key in inspect(table).primary_key]
    where = " AND ".join(f"{key} = :key_{key}" for key in keys)
    parameters = {f"key_{key}": row[key] for key in keys} | {"new": new}
    statement = text(f'UPDATE {table.name} SET "{column.name}" = :new WHERE {where}')  # noqa: S608
    try:
        with session.begin_nested():
            return bool(session.connection().execute(statement, parameters).rowcount)
    except DatabaseError:
        return False
