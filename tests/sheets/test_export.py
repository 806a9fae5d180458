"""The same forms back: what is exported reads in again, here and elsewhere, and runs nowhere as a formula."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.protocol import Platform
from pipeline.database.models import Unit, UnitName
from pipeline.faults import Refused
from pipeline.sheets import writing
from pipeline.sheets.entries import import_entries
from pipeline.sheets.exported import Exported
from pipeline.sheets.exporting import export_rows
from pipeline.sheets.forms import ENTRIES, FORMS, JUDGES, MARKS, READINGS, Form
from pipeline.sheets.judges import import_judges
from pipeline.sheets.mark_rows import Scale
from pipeline.sheets.marks import import_marks
from pipeline.sheets.occasion import Occasion, Outcome
from pipeline.sheets.reading import sheet_from_bytes
from pipeline.sheets.readings import import_readings
from pipeline.sheets.sheet import Sheet
from pipeline.sheets.writing import csv_from_export, xlsx_from_export

SheetOf = Callable[[Form, Sequence[Sequence[object]]], Sheet]
Stored = Callable[[Session], dict[str, list[tuple[Any, ...]]]]
Import = Callable[[Session, Form, Sheet], Outcome]

CRITERIA = {"content": Scale("Content", Decimal(40)), "noi-dung": Scale("Nội dung", Decimal(1000))}
LINKED = ("link_youtube", "published_at_youtube", "link_zalo")
FIRST, SECOND = "https://youtu.be/4SpnqbXd8A8", "https://youtu.be/92HWiOdpY2s"
LAST = "31/10/2024 17:00"
COUNTS = ("views", "likes", "shares", "comments", "votes", "saves_all")
RICH: Mapping[str, Sequence[Sequence[object]]] = {
    "entries": (
        ("number", "title", "unit", "group", "submitted_at", "status", *LINKED),
        ("10", "=cmd|'/c calc'!A0", "Đinh Xá", "A", LAST, "", "https://youtu.be/-CxwPm_es4A", "", "-nhóm"),
        ("2", "'=x “<b>” 🎉 \u202bעברית", "P. Minh Khai", "", "", "loại", "", "", ""),
        ("07", '\'tis; "a",\tb', "+84", "", "", "rút", f"{FIRST}\n{SECOND}", "–\n2024-10-02T09:00Z", ""),
    ),
    "judges": (
        ("judge", "name", "unit", "head"),
        ("gk2", "@Lan", "P. Minh Khai", "yes"),
        ("gk1", "Bình", "", "no"),
    ),
    "marks": (
        ("judge", "number", "criterion", "mark", "comment"),
        ("gk1", "07", "noi-dung", "1,2340", "một\nhai"),
        ("gk1", "10", "noi-dung", "123,125000", "_x0041_"),
        ("gk2", "2", "content", "8,5", "-1"),
        ("gk2", "10", "content", "40", ""),
    ),
    "readings": (
        ("number", "channel", "link", "taken_at", *COUNTS),
        ("07", "youtube", FIRST, LAST, "9223372036854775807", "0", "", "", "", ""),
        ("07", "youtube", SECOND, LAST, "", "", "", "1", "", ""),
        ("10", "televote", "", LAST, "", "", "", "", "3", "4"),
        ("10", "zalo", "", "31/10/2024 17:00:01", "1", "2", "3", "4", "", ""),
    ),
}


@pytest.fixture
def imported(occasion: Occasion, platforms: dict[str, Platform]) -> Import:
    """Give an import of any of the forms."""

    def do(session: Session, form: Form, sheet: Sheet) -> Outcome:
        if form is MARKS:
            return import_marks(session, sheet, occasion, CRITERIA)
        if form is JUDGES:
            return import_judges(session, sheet, occasion)
        import_form = import_entries if form is ENTRIES else import_readings
        return import_form(session, sheet, occasion, platforms)

    return do


@pytest.fixture
def filled(session: Session, imported: Import, csv_sheet: SheetOf) -> Session:
    """Give a database that holds the rich example."""
    for form in FORMS.values():
        imported(session, form, csv_sheet(form, RICH[form.key]))
    return session


def _written(session: Session, form: Form, language: str, kind: str, occasion: Occasion) -> bytes:
    export = export_rows(session, occasion.contest, form, language, occasion.zone)
    return csv_from_export(export) if kind == "csv" else xlsx_from_export(export)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_export_fills_an_empty_database_that_exports_the_same_bytes(
    kind: str,
    language: str,
    filled: Session,
    new_session: Callable[[], Session],
    imported: Import,
    occasion: Occasion,
) -> None:
    other = new_session()
    for form in FORMS.values():
        content = _written(filled, form, language, kind, occasion)
        imported(other, form, sheet_from_bytes(content, f"a.{kind}", form))
        assert _written(other, form, language, kind, occasion) == content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_export_brought_back_changes_nothing(
    kind: str, language: str, filled: Session, imported: Import, occasion: Occasion, stored: Stored
) -> None:
    before = stored(filled)
    for form in FORMS.values():
        content = _written(filled, form, language, kind, occasion)
        outcome = imported(filled, form, sheet_from_bytes(content, f"a.{kind}", form))
        assert (outcome.added, outcome.changed, outcome.notes) == (0, 0, ())
    assert stored(filled) == before


def test_entries_are_exported_in_the_order_of_their_numbers_with_vietnamese_headings(
    filled: Session, occasion: Occasion
) -> None:
    export = export_rows(filled, occasion.contest, ENTRIES, "vi", occasion.zone)
    assert list(export.headings) == [
        "Số báo danh", "Tên bài dự thi", "Đơn vị dự thi", "Bảng thi", "Thời điểm nộp bài", "Trạng thái",
        "Liên kết youtube", "Thời điểm đăng youtube", "Liên kết zalo", "Thời điểm đăng zalo",
    ]  # fmt: skip
    assert [row[0] for row in export.rows] == ["2", "07", "10"]
    assert export.rows[2][4:6] == ["2024-10-31T17:00:00+07:00", "đang thi"]


def test_readings_are_exported_with_the_revision_that_holds(
    filled: Session, occasion: Occasion, platforms: dict[str, Platform], csv_sheet: SheetOf
) -> None:
    rows = (RICH["readings"][0], ("10", "televote", "", "31/10/2024 17:00", "", "", "", "", "5", ""))
    again = replace(occasion, reason="đọc nhầm")
    import_readings(filled, csv_sheet(READINGS, rows), again, platforms)
    export = export_rows(filled, occasion.contest, READINGS, "en", occasion.zone)
    assert list(export.headings) == [
        "number", "channel", "link", "taken_at", "source", "views", "likes", "shares", "comments", "votes",
    ]  # fmt: skip
    televote = ["10", "televote", None, "2024-10-31T17:00:00+07:00", "hand", None, None, None, None, 5]
    assert televote in export.rows


def test_a_contest_without_data_exports_its_headings_alone(session: Session, occasion: Occasion) -> None:
    for form in FORMS.values():
        export = export_rows(session, "khong-co", form, "en", occasion.zone)
        assert (list(export.headings), list(export.rows)) == ([column.key for column in form.columns], [])


def test_a_unit_is_exported_by_its_present_name_or_by_its_code_where_two_share_it(
    filled: Session, occasion: Occasion
) -> None:
    merged_at = datetime(2025, 7, 1, tzinfo=UTC)
    units = dict(filled.execute(select(Unit.code, Unit.id)).all())
    filled.scalars(select(UnitName).where(UnitName.name == "Đinh Xá")).one().valid_until = merged_at
    later = (("dinh-xa", "Phủ Lý"), ("p-minh-khai", "Bình Lục"), ("84", "Bình Lục"))
    filled.add_all([UnitName(unit_id=units[code], name=name, valid_from=merged_at) for code, name in later])
    filled.flush()
    export = export_rows(filled, occasion.contest, ENTRIES, "en", occasion.zone)
    assert [row[2] for row in export.rows] == ["p-minh-khai", "84", "Phủ Lý"]


def test_no_cell_of_a_csv_file_begins_like_a_formula(filled: Session, occasion: Occasion) -> None:
    content = _written(filled, ENTRIES, "vi", "csv", occasion)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert rows[3][1] == "'=cmd|'/c calc'!A0"


def test_a_workbook_has_typed_cells_frozen_headings_and_no_formula(
    filled: Session, occasion: Occasion
) -> None:
    entries = load_workbook(io.BytesIO(_written(filled, ENTRIES, "vi", "xlsx", occasion))).worksheets[0]
    assert entries.freeze_panes == "A2"
    assert {cell.data_type for row in entries.iter_rows() for cell in row if cell.value is not None} == {"s"}
    marks = load_workbook(io.BytesIO(_written(filled, MARKS, "en", "xlsx", occasion))).worksheets[0]
    assert [marks.cell(row, 4).value for row in range(2, 6)] == [1.234, 123.125, 8.5, 40]
    readings = load_workbook(io.BytesIO(_written(filled, READINGS, "en", "xlsx", occasion))).worksheets[0]
    assert (readings["F2"].value, readings["G2"].value) == ("9223372036854775807", 0)


def test_a_mark_of_three_decimals_is_written_so_that_it_has_one_reading(
    filled: Session, occasion: Occasion
) -> None:
    content = _written(filled, MARKS, "en", "csv", occasion).decode("utf-8-sig")
    assert "noi-dung,1.2340," in content
    assert "noi-dung,123.1250," in content


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 1)
    with pytest.raises(Refused, match="too-many-rows"):
        xlsx_from_export(Exported(JUDGES, ["judge"], [["a"], ["b"]]))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(title="<r>a & <b>b</b></r>", kind="xlsx")
@given(title=st.text(min_size=1, max_size=30), kind=st.sampled_from(["csv", "xlsx"]))
def test_any_title_that_was_taken_in_comes_back_the_same(
    title: str, kind: str, session: Session, imported: Import, csv_sheet: SheetOf, occasion: Occasion
) -> None:
    rows = (("number", "title", "unit"), ("1", title.replace("'", "’"), "a"))
    try:
        imported(session, ENTRIES, csv_sheet(ENTRIES, rows))
    except Refused:
        return
    content = _written(session, ENTRIES, "vi", kind, occasion)
    assert imported(session, ENTRIES, sheet_from_bytes(content, "a", ENTRIES)).unchanged == 1
