"""Where headings stand in tables as offices draw them, and what stands around the data."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from pipeline.sheets.forms import ENTRIES, MARKS, READINGS
from pipeline.sheets.reading import sheet_from_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.sheets.sheet import Sheet

OF_CHANNELS = [
    ["DANH SÁCH BÀI DỰ THI", None, None, None, None],
    ["Số báo danh", "Tên bài dự thi", "Đơn vị", "Liên kết", None],
    [None, None, None, "YouTube", "Facebook"],
    ["01", "Tủ sách", "Lam Hạ", "https://youtu.be/92HWiOdpY2s", "https://facebook.com/posts/1"],
]
OF_WHAT_IS_ABOVE = [
    ["SBD", "Tên bài", "Đơn vị", "YouTube", None],
    [None, None, None, "Liên kết", "Thời điểm đăng"],
    ["01", "Tủ sách", "Lam Hạ", "https://youtu.be/92HWiOdpY2s", "31/10/2024 17:00"],
]


def told(sheet: Sheet) -> list[tuple[str, dict[str, object]]]:
    return [(str(note.code), dict(note.parameters)) for note in sheet.notes]


def test_a_heading_over_several_columns_joins_those_below_it(sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of(ENTRIES, OF_CHANNELS)
    assert list(sheet.headings) == ["number", "title", "unit", "link_youtube", "link_facebook"]
    assert [row.cells["number"] for row in sheet.rows] == ["01"]
    assert sheet.heading_row == 3


def test_a_channel_over_its_columns_joins_them_too(sheet_of: Callable[..., Sheet]) -> None:
    headings = sheet_of(ENTRIES, OF_WHAT_IS_ABOVE).headings
    assert list(headings) == ["number", "title", "unit", "link_youtube", "published_at_youtube"]


def test_criteria_under_one_word_keep_their_own_names(sheet_of: Callable[..., Sheet]) -> None:
    rows = [["Mã GK", "SBD", "Điểm", None], [None, None, "Nội dung", "Hình thức"], ["gk1", "01", "8.5", "7"]]
    assert sheet_of(MARKS, rows).further == ("nội_dung", "hình_thức")


@pytest.mark.parametrize("blank_heading", [None, " "])
def test_data_under_a_missing_heading_never_becomes_one(
    csv_sheet: Callable[..., Sheet],
    faults_in: Callable[..., list[tuple[object, ...]]],
    blank_heading: str | None,
) -> None:
    rows = [["number", "title", "unit", blank_heading], ["01", "Tủ sách", "Lam Hạ", "để ý"]]
    assert faults_in(lambda: csv_sheet(ENTRIES, rows)) == [("heading-empty", 1, 4)]


def test_one_row_of_headings_is_never_joined_with_its_data(sheet_of: Callable[..., Sheet]) -> None:
    rows = [["SBD", "Kênh", "Lúc đọc", "Lượt xem"], ["01", "zalo", "2024-10-31T17:00", "12"]]
    assert sheet_of(READINGS, rows).heading_row == 1


@pytest.mark.parametrize("word", ["Tổng cộng", "TỔNG:", "Total", "cộng"])
def test_totals_below_the_data_are_left_out_and_said(sheet_of: Callable[..., Sheet], word: str) -> None:
    rows = [
        ["SBD", "Kênh", "Lúc đọc", "Lượt xem"],
        ["01", "zalo", "2024-10-31T17:00", "12"],
        [None, word, None, "12"],
    ]
    sheet = sheet_of(READINGS, rows)
    assert len(sheet.rows) == 1
    assert told(sheet) == [("total-left-out", {"file": sheet.place, "row": 3})]


def test_an_entry_whose_title_is_a_total_is_an_entry(sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of(ENTRIES, [["SBD", "Tên bài", "Đơn vị"], ["01", "Tổng", "Lam Hạ"]])
    assert (len(sheet.rows), sheet.notes) == (1, ())


def test_other_sheets_of_the_same_form_are_named() -> None:
    workbook = Workbook()
    for name, number in (("Phường", "01"), ("Xã", "02")):
        sheet = workbook.create_sheet(name)
        sheet.append(["SBD", "Tên bài", "Đơn vị"])
        sheet.append([number, "Tủ sách", "Lam Hạ"])
    workbook.create_sheet("Ghi chú").append(["SBD là số báo danh"])
    out = io.BytesIO()
    workbook.save(out)
    read = sheet_from_bytes(out.getvalue(), "a.xlsx", ENTRIES)
    assert [row.cells["number"] for row in read.rows] == ["01"]
    assert told(read) == [("sheets-left-out", {"file": "a.xlsx [Phường]", "sheets": "“Xã”"})]
