"""The form of marks, long and wide, on its way into the database with its history."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.protocol import Platform
from pipeline.database.models import Mark, MarkChange
from pipeline.sheets.entries import import_entries
from pipeline.sheets.forms import ENTRIES, JUDGES, MARKS, Form
from pipeline.sheets.judges import import_judges
from pipeline.sheets.mark_rows import Scale
from pipeline.sheets.marks import import_marks
from pipeline.sheets.occasion import Occasion, Outcome
from pipeline.sheets.sheet import Sheet

Rows = Sequence[Sequence[object]]
SheetOf = Callable[[Form, Rows], Sheet]
Stored = Callable[[Session], dict[str, list[tuple[Any, ...]]]]
FaultsIn = Callable[[Callable[[], object]], list[tuple[object, ...]]]
Import = Callable[[Sheet], Outcome]

CRITERIA = {"content": Scale("Nội dung", Decimal(40)), "Noi dung": Scale("Cách thể hiện", Decimal("10.5"))}
LONG = (
    ("judge", "number", "criterion", "mark", "comment"),
    ("gk1", "07", "content", "38,5", "Hay"),
    ("gk1", "08", "CONTENT", 40, ""),
    ("gk2", "07", "Noi dung", "", ""),
)
WIDE = (("judge", "number", "Content", "noi_dung"), ("gk1", "07", 38.5, ""), ("gk1", "08", 40, "10,5"))


@pytest.fixture
def imported(
    session: Session, occasion: Occasion, platforms: dict[str, Platform], csv_sheet: SheetOf
) -> Import:
    """Give an import of marks into a contest of two judges and two entries."""
    entries = (("number", "title", "unit"), ("07", "a", "b"), ("08", "c", "d"))
    import_entries(session, csv_sheet(ENTRIES, entries), occasion, platforms)
    import_judges(session, csv_sheet(JUDGES, (("judge", "name"), ("gk1", "a"), ("gk2", "b"))), occasion)
    return lambda sheet: import_marks(session, sheet, occasion, CRITERIA)


def _marks(session: Session) -> list[tuple[object, ...]]:
    columns = select(Mark.judge_id, Mark.entry_id, Mark.criterion, Mark.value, Mark.comment, Mark.version)
    return [tuple(row) for row in session.execute(columns.order_by(Mark.entry_id, Mark.criterion))]


def test_a_long_file_is_stored_and_empty_marks_are_not_given(
    session: Session, imported: Import, sheet_of: SheetOf
) -> None:
    assert imported(sheet_of(MARKS, LONG)).added == 2
    assert _marks(session) == [
        (1, 1, "content", Decimal("38.5"), "Hay", 1),
        (1, 2, "content", Decimal(40), None, 1),
    ]


def test_a_wide_file_says_the_same_as_a_long_one(
    session: Session, imported: Import, sheet_of: SheetOf
) -> None:
    outcome = imported(sheet_of(MARKS, WIDE))
    assert (outcome.added, outcome.unchanged) == (3, 0)
    assert [mark[2:4] for mark in _marks(session)] == [
        ("content", Decimal("38.5")),
        ("Noi dung", Decimal("10.5")),
        ("content", Decimal(40)),
    ]


def test_the_same_file_twice_writes_no_history(
    session: Session, imported: Import, sheet_of: SheetOf, stored: Stored
) -> None:
    imported(sheet_of(MARKS, LONG))
    before = stored(session)
    assert imported(sheet_of(MARKS, LONG)).unchanged == 2
    assert stored(session) == before


def test_every_change_is_kept_with_who_when_from_where_and_why(
    session: Session, occasion: Occasion, imported: Import, csv_sheet: SheetOf
) -> None:
    imported(csv_sheet(MARKS, LONG))
    again = replace(occasion, person="Lê Văn Bình", reason="cộng nhầm")
    rows = (LONG[0], ("gk1", "07", "content", "39", ""))
    assert import_marks(session, csv_sheet(MARKS, rows), again, CRITERIA).changed == 1
    changes = session.scalars(
        select(MarkChange).where(MarkChange.entry_id == 1).order_by(MarkChange.version)
    ).all()
    assert [
        (c.version, c.old_value, c.new_value, c.comment, c.person, c.origin, c.reason) for c in changes
    ] == [
        (1, None, Decimal("38.5"), "Hay", "Nguyễn Thị Hoa", "bang.csv", None),
        (2, Decimal("38.5"), Decimal(39), "Hay", "Lê Văn Bình", "bang.csv", "cộng nhầm"),
    ]
    assert {change.changed_at for change in changes} == {occasion.now}
    assert _marks(session)[0] == (1, 1, "content", Decimal(39), "Hay", 2)


def test_a_comment_without_a_mark_leaves_the_mark(
    session: Session, imported: Import, csv_sheet: SheetOf
) -> None:
    imported(csv_sheet(MARKS, LONG))
    imported(csv_sheet(MARKS, (LONG[0], ("gk1", "07", "content", "", "Rất hay"))))
    assert _marks(session)[0] == (1, 1, "content", Decimal("38.5"), "Rất hay", 2)


BAD_ROWS = [
    (("gk9", "07", "content", "1"), "judge-unknown", "judge"),
    (("gk1", "7", "content", "1"), "number-unknown", "number"),
    (("gk1", "07", "contents", "1"), "criterion-unknown", "criterion"),
    (("gk1", "07", "", "1"), "cell-empty", "criterion"),
    (("gk2", "07", "content", "40,01"), "mark-out-of-range", "mark"),
    (("gk2", "08", "content", "-1"), "mark-out-of-range", "mark"),
    (("gk1", "07", "content", "1,234"), "number-ambiguous", "mark"),
    (("gk1", "07", "content", "1,2345678"), "too-many-decimals", "mark"),
    (("gk1", "07", "content", "giỏi"), "cell-not-a-number", "mark"),
    (("gk1", "08", "content", "39"), "rows-disagree", "mark"),
]


@pytest.mark.parametrize(("row", "code", "column"), BAD_ROWS)
def test_a_bad_row_is_refused_with_its_place_and_nothing_is_changed(
    row: Sequence[object], code: str, column: str, imported: Import, csv_sheet: SheetOf, left_alone: FaultsIn
) -> None:
    assert left_alone(lambda: imported(csv_sheet(MARKS, (*LONG, row)))) == [(code, 5, column)]


def test_every_bad_row_is_told(imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn) -> None:
    faults = faults_in(lambda: imported(csv_sheet(MARKS, (*LONG, *(row for row, _, _ in BAD_ROWS)))))
    assert {row for _, row, _ in faults} == set(range(5, 5 + len(BAD_ROWS)))


def test_a_column_that_is_no_criterion_is_refused(
    imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn
) -> None:
    rows = (("judge", "number", "content", "conten", "comment"), ("gk1", "07", "1", "2", "a"))
    assert faults_in(lambda: imported(csv_sheet(MARKS, rows))) == [
        ("criterion-unknown", 1, "conten"),
    ]


def test_a_file_without_any_criterion_is_refused(
    imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn
) -> None:
    faults = faults_in(lambda: imported(csv_sheet(MARKS, (("judge", "number", "mark"), ("gk1", "07", "1")))))
    assert [code for code, _, _ in faults] == ["criterion-unknown", "column-missing"]


def test_criteria_go_by_their_names_too(session: Session, imported: Import, sheet_of: SheetOf) -> None:
    long = (
        ("Mã GK", "SBD", "Tiêu chí", "Điểm"),
        ("gk1", "07", "nội  dung", 31),
        ("gk1", "07", "CÁCH THỂ HIỆN", 7),
    )
    wide = (("Giám khảo", "SBD", "Nội dung", "Cách thể hiện", "Nhận xét"), ("gk1", "08", 30, 6, "Hay"))
    assert imported(sheet_of(MARKS, long)).added == 2
    assert imported(sheet_of(MARKS, wide)).added == 2
    assert [mark[2:5] for mark in _marks(session)] == [
        ("Noi dung", Decimal(7), None),
        ("content", Decimal(31), None),
        ("Noi dung", Decimal(6), None),
        ("content", Decimal(30), "Hay"),
    ]
