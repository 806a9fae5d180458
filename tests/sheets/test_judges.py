"""The form of judges on its way into the database."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Judge
from pipeline.sheets.forms import JUDGES, Form
from pipeline.sheets.judges import import_judges
from pipeline.sheets.occasion import Occasion
from pipeline.sheets.sheet import Sheet

SheetOf = Callable[[Form, Sequence[Sequence[object]]], Sheet]
Stored = Callable[[Session], dict[str, list[tuple[Any, ...]]]]
FaultsIn = Callable[[Callable[[], object]], list[tuple[object, ...]]]

HEADINGS = ("Mã giám khảo", "Họ và tên", "Đơn vị", "Trưởng ban giám khảo")
ROWS = (HEADINGS, ("gk1", "Trần Thị Lan", "Minh Khai", "có"), ("gk2", "Lê Văn Bình", "", ""))


def test_judges_are_made_once(
    session: Session, occasion: Occasion, sheet_of: SheetOf, stored: Stored
) -> None:
    assert import_judges(session, sheet_of(JUDGES, ROWS), occasion).added == 2
    judges = session.scalars(select(Judge).order_by(Judge.key)).all()
    assert [(judge.key, judge.name, judge.is_head) for judge in judges] == [
        ("gk1", "Trần Thị Lan", True),
        ("gk2", "Lê Văn Bình", False),
    ]
    assert (judges[0].unit_id, judges[1].unit_id) == (1, None)
    before = stored(session)
    assert import_judges(session, sheet_of(JUDGES, ROWS), occasion).unchanged == 2
    assert stored(session) == before


def test_a_head_judge_is_handed_over(session: Session, occasion: Occasion, csv_sheet: SheetOf) -> None:
    import_judges(session, csv_sheet(JUDGES, ROWS), occasion)
    rows = (HEADINGS, ("gk1", "Trần Thị Lan", "", ""), ("gk2", "Lê Văn Bình", "", "x"))
    assert import_judges(session, csv_sheet(JUDGES, rows), occasion).changed == 2
    assert session.scalars(select(Judge.key).where(Judge.is_head)).all() == ["gk2"]


def test_without_the_column_the_head_stays(session: Session, occasion: Occasion, csv_sheet: SheetOf) -> None:
    import_judges(session, csv_sheet(JUDGES, ROWS), occasion)
    rows = (("judge", "name"), ("gk1", "Trần Thị Lan"))
    assert import_judges(session, csv_sheet(JUDGES, rows), occasion).unchanged == 1


def test_bad_rows_are_all_told_and_nothing_is_changed(
    session: Session, occasion: Occasion, csv_sheet: SheetOf, stored: Stored, faults_in: FaultsIn
) -> None:
    import_judges(session, csv_sheet(JUDGES, ROWS), occasion)
    before = stored(session)
    rows = (
        HEADINGS,
        ("gk3", "", "Xã mới", ""),
        ("gk4", "a", "", "có lẽ"),
        ("gk5", "b", "", "có"),
        ("gk5", "c", "", ""),
    )
    assert faults_in(lambda: import_judges(session, csv_sheet(JUDGES, rows), occasion)) == [
        ("cell-empty", 2, "Họ và tên"),
        ("not-yes-or-no", 3, "Trưởng ban giám khảo"),
        ("several-heads", 4, "Trưởng ban giám khảo"),
        ("row-twice", 5, "Mã giám khảo"),
    ]
    assert stored(session) == before
