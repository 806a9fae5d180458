"""The CSV for spreadsheets: in the reader's language, and nothing in it computes."""

import csv
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from reports.catalogue import Catalogue, catalogue
from reports.data import RankingReport
from reports.people import people_csv

MakeReport = Callable[..., RankingReport]


def _rows(report: RankingReport, words: Catalogue) -> list[list[str]]:
    return list(csv.reader(StringIO(people_csv(report, words).decode("utf-8-sig"), newline=""), strict=True))


def test_it_begins_with_a_byte_order_mark_and_its_lines_end_as_spreadsheets_like(
    make_report: MakeReport, words: Catalogue
) -> None:
    content = people_csv(make_report(), words)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 22


def test_vietnamese_headings_and_decimal_commas(make_report: MakeReport, vietnamese: Catalogue) -> None:
    headings, first = _rows(make_report(1), vietnamese)
    assert headings[:10] == [
        "Hạng",
        "Đồng hạng",
        "Giải",
        "Số báo danh",
        "Tên bài dự thi",
        "Đơn vị dự thi",
        "Điểm giám khảo",
        "Điểm tương tác",
        "Tổng điểm",
        "Tình trạng",
    ]
    assert headings[10:12] == ["YouTube – lượt xem", "YouTube – lượt thích"]
    assert first[6:13] == ["95,80", "100,00", "97,06", "dự thi", "12345", "881", ""]


def test_english_headings_and_decimal_points(make_report: MakeReport, english: Catalogue) -> None:
    headings, first = _rows(make_report(1), english)
    assert headings[6:9] == ["Judges' points", "Engagement points", "Total"]
    assert first[6:9] == ["95.80", "100.00", "97.06"]
    assert first[-3] == "31 Oct 2024, 02:00"


def test_what_is_missing_is_said_in_words(make_report: MakeReport, vietnamese: Catalogue) -> None:
    last = _rows(make_report(), vietnamese)[-1]
    assert last[0] == ""
    assert last[-2] == "Chưa có phiếu chấm đủ tiêu chí; chưa rõ lượt thích trên Facebook"


@given(st.text())
def test_no_cell_of_a_spreadsheet_is_a_formula(make_report: MakeReport, text: str) -> None:
    report = make_report(1)
    row = replace(report.rows[0], title=text, number=f"={text}", unit=f"@{text}", flags=(f"-{text}",))
    report = replace(report, rows=(row,), columns=(("=channel", text),))
    rows = _rows(report, catalogue("reports", "vi"))
    assert len(rows) == 2
    assert not [cell for cells in rows for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
