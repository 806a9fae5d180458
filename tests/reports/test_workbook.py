"""The workbook, read back cell by cell by another library, and opened by another program."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.text import ranking_json
from reports.workbook import ranking_xlsx
from tests.reports.tools import said_by, tool

MakeReport = Callable[..., RankingReport]

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOSTILE = (
    '=cmd|"/C calc"!A1',
    "+1+1",
    "@SUM(A1)",
    "<r><t>giàu</t></r>",
    '"><script>alert(1)</script>&amp;',
    '#read("/etc/passwd")',
    "https://example.org/" + "x" * 3000,
    "Sách 📚 và 🇻🇳",
    "مكتبة الحي",
    "_x0041_ sách",
    "0123",
    "Sách " * 100,
)


def _book(report: RankingReport, words: Catalogue) -> Workbook:
    return openpyxl.load_workbook(BytesIO(ranking_xlsx(report, words)))


def _sheet(report: RankingReport, words: Catalogue, place: int) -> Worksheet:
    sheet = _book(report, words).worksheets[place]
    assert isinstance(sheet, Worksheet)
    return sheet


def _table(sheet: Worksheet) -> list[dict[str, object]]:
    reference = sheet.auto_filter.ref
    assert reference is not None
    first, top, last, bottom = range_boundaries(reference)
    headings, *rows = sheet.iter_rows(top, bottom, first, last, values_only=True)
    return [dict(zip((str(heading) for heading in headings), row, strict=True)) for row in rows]


def test_the_sheets_are_named_in_the_readers_language(
    make_report: MakeReport, vietnamese: Catalogue, english: Catalogue
) -> None:
    assert _book(make_report(3), vietnamese).sheetnames == [
        "Xếp hạng",
        "Số liệu",
        "Điểm chấm",
        "Thể lệ",
        "Sự cố",
    ]
    assert _book(make_report(3), english).sheetnames == ["Ranking", "Counts", "Marks", "Rules", "Problems"]


def test_every_cell_of_the_ranking_is_that_of_ranking_json(
    make_report: MakeReport, english: Catalogue
) -> None:
    report = make_report(25)
    entries = json.loads(ranking_json(report))["entries"]
    table = _table(_sheet(report, english, 0))
    assert len(table) == len(entries)
    for row, entry in zip(table, entries, strict=True):
        assert (row["Rank"], row["No."], row["Title"]) == (entry["rank"], entry["number"], entry["title"])
        assert row["Tied"] == ("yes" if entry["tied"] else "no")
        for heading, key in (
            ("Judges' points", "judge_points"),
            ("Engagement points", "engagement_points"),
            ("Total", "total"),
        ):
            assert row[heading] == (None if entry[key] is None else float(entry[key]))
        for channel in ("YouTube", "Facebook"):
            for metric in ("views", "likes", "shares"):
                assert row[f"{channel} – {metric}"] == entry[f"{channel.lower()}_{metric}"]


def test_instants_are_dates_by_the_clock_of_the_zone_that_is_named(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    report = make_report(1)
    row = _table(_sheet(report, vietnamese, 0))[0]
    heading = "YouTube – Lúc đọc (Asia/Ho_Chi_Minh, UTC+07:00)"
    assert row[heading] == datetime(2024, 10, 31, 17)  # noqa: DTZ001 - a workbook's clock has no zone
    assert row["YouTube – Nguồn"] == "YouTube Data API"


def test_every_reading_has_a_row(make_report: MakeReport, english: Catalogue) -> None:
    report = make_report(3)
    table = _table(_sheet(report, english, 1))
    assert len(table) == len(report.readings)
    for row, line in zip(table, report.readings, strict=True):
        assert (row["No."], row["Link"]) == (line.number, line.link)
        assert row["Read at (Asia/Ho_Chi_Minh, UTC+07:00)"] == line.taken_at.astimezone(ZONE).replace(
            tzinfo=None
        )
        counts = dict(line.counts)
        assert [row[name.capitalize()] for name in ("views", "likes", "shares")] == [
            counts.get(name) for name in ("views", "likes", "shares")
        ]


def test_every_mark_has_a_row_and_says_whether_its_sheet_counts(
    make_report: MakeReport, english: Catalogue
) -> None:
    report = make_report(3)
    table = _table(_sheet(report, english, 2))
    assert [(row["No."], row["Judge"], row["Mark"]) for row in table] == [
        (line.number, line.judge, float(line.mark)) for line in report.marks
    ]
    assert [row["Judge"] for row in table if row["Counts"] == "no"] == ["gk7"] * 3


def test_the_rules_and_the_problems_stand_in_sentences(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    report = make_report(6)
    rules = {str(row["Nội dung"]) for row in _table(_sheet(report, vietnamese, 3))}
    assert report.rules.digest in rules
    assert "Tổng điểm gồm" in " ".join(rules)
    problems = _table(_sheet(report, vietnamese, 4))
    assert [row["Loại"] for row in problems] == ["sự cố", "lưu ý", "lưu ý"]


def test_headings_are_frozen_filtered_and_printed_on_every_page(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    for sheet in _book(make_report(6), vietnamese).worksheets:
        assert isinstance(sheet, Worksheet)
        top = int(str(sheet.print_title_rows).rpartition("$")[2])
        assert str(sheet.freeze_panes).endswith(str(top + 1))
        assert sheet.auto_filter.ref
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_how_it_stands_is_said_in_large_letters(make_report: MakeReport, vietnamese: Catalogue) -> None:
    cell = _sheet(make_report(3), vietnamese, 0)["A1"]
    assert str(cell.value).startswith("TẠM TÍNH – Video")
    assert cell.font.size == 16


def _hostile(report: RankingReport) -> RankingReport:
    rows = [replace(row, title=title, unit=title) for row, title in zip(report.rows, HOSTILE, strict=True)]
    return replace(report, rows=tuple(rows))


def test_no_text_computes_or_changes(make_report: MakeReport, vietnamese: Catalogue) -> None:
    data = ranking_xlsx(_hostile(make_report(len(HOSTILE))), vietnamese)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink]
    titles = [" ".join(str(cell.value).split()) for cell in sheet["E"]]
    assert {" ".join(title.split()) for title in HOSTILE if not title.startswith("_")} <= set(titles)
    with ZipFile(BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_a_number_of_more_digits_than_a_cell_holds_is_text(
    make_report: MakeReport, english: Catalogue
) -> None:
    report = make_report(1)
    row = report.rows[0]
    counts = (replace(row.counts[0], count=10**15), *row.counts[1:])
    table = _table(_sheet(replace(report, rows=(replace(row, counts=counts),)), english, 0))
    assert table[0]["YouTube – views"] == "1000000000000000"


@pytest.mark.parametrize("entries", [0, 3])
def test_the_same_report_gives_the_same_bytes(
    make_report: MakeReport, words: Catalogue, entries: int
) -> None:
    assert ranking_xlsx(make_report(entries), words) == ranking_xlsx(make_report(entries), words)


def _as_opened(report: RankingReport, words: Catalogue, folder: Path) -> Iterator[list[str]]:
    office = tool("soffice")
    (folder / "ranking.xlsx").write_bytes(ranking_xlsx(report, words))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    said_by(
        office,
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false",
        "ranking.xlsx",
        folder=folder,
    )
    with (folder / "ranking.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def test_a_spreadsheet_program_opens_it_as_it_is(
    make_report: MakeReport, english: Catalogue, tmp_path: Path
) -> None:
    report = _hostile(make_report(len(HOSTILE)))
    lines = list(_as_opened(report, english, tmp_path))
    start = next(place for place, line in enumerate(lines) if line[0] == "Rank")
    for line, row in zip(lines[start + 1 :], report.rows, strict=True):
        assert (line[0], line[3]) == ("" if row.rank is None else str(row.rank), row.number)
        assert line[4].split() == row.title.split()
        printed = [Decimal(line[column]) if line[column] else None for column in (6, 8, 10)]
        assert printed == [row.judge_points, row.engagement_points, row.total]
