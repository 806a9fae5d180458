"""One sheet of the workbook: what stands above it, its headings and typed rows, and how it is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.figures import offset_text
from reports.plaintext import visible_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Value: TypeAlias = str | int | float | None

TEXT, WHOLE, INSTANT = "@", "#,##0", "instant"
"""The kinds of columns; any other is the format of a number."""

LINE_POINTS = 15
"""The height of one line of text."""

_MOST_SIGNS = 32_767
_A4 = 9
_HEADING_LINES = 4
_INSTANTS = {"vi": "hh:mm dd/mm/yyyy", "en": "d mmm yyyy, hh:mm"}
_DAYS_TO_1970 = 25_569
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, kind and width in signs; `is_wrapped` breaks long texts into lines."""

    heading: str
    kind: str = TEXT
    width: float = 14
    is_wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the lines above the table (the first is large), columns and rows.

    There are `height` rows. An instant is a number of days by `serial_day`, an unknown value None. The first
    `fixed_columns` stay in sight.
    """

    name: str
    above: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    height: int
    fixed_columns: int = 0


def points_format(digits: int) -> str:
    """Return the format of points with so many decimals.

    >>> points_format(2), points_format(0)
    ('#,##0.00', '#,##0')
    """
    return WHOLE + ("." + "0" * digits if digits else "")


def number(value: Decimal | int | None) -> float | None:
    """Return a figure as the number that a cell holds; None is unknown."""
    return None if value is None else float(value)


@cache
def serial_day(instant: datetime | None, zone: str) -> float | None:
    """Return an instant as spreadsheets count days, by the zone's clock, to the second.

    >>> from datetime import UTC
    >>> serial_day(datetime(2024, 10, 31, 11, tzinfo=UTC), "Asia/Ho_Chi_Minh")
    45596.75
    """
    if instant is None:
        return None
    local = instant.astimezone(ZoneInfo(zone))
    shift = local.utcoffset()
    seconds = int(instant.timestamp()) + (int(shift.total_seconds()) if shift else 0)
    return _DAYS_TO_1970 + seconds / _DAY_S


def instant_column(heading: str, report: RankingReport, catalogue: Catalogue) -> Column:
    """Return a column of instants that names the zone."""
    zone = report.contest.time_zone
    offset = offset_text(report.at, zone)
    return Column(catalogue.say("workbook.in-zone", item=heading, zone=zone, offset=offset), INSTANT, 16)


def frame_sheet(workbook: "Workbook", sheet: Sheet, language: str) -> None:
    """Write all of the sheet but its rows: frozen and filtered headings, A4 across, one page wide.

    Below the headings stands one row of empty cells with the columns' formats.
    """
    worksheet = workbook.add_worksheet(sheet.name)
    _write_above(workbook, worksheet, sheet.above)
    top = len(sheet.above)
    heading = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    worksheet.set_row(top, LINE_POINTS * _HEADING_LINES)
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width)
        _write_text(worksheet, (top, place), column.heading, heading)
        worksheet.write_blank(top + 1, place, None, _format(workbook, column, language))
    _set_view(worksheet, sheet, top, top + sheet.height)
    _set_print(worksheet, top)


def _write_above(workbook: "Workbook", worksheet: "Worksheet", lines: Sequence[str]) -> None:
    large = workbook.add_format({"bold": True, "font_size": 16})
    plain = workbook.add_format({})
    for place, line in enumerate(lines):
        _write_text(worksheet, (place, 0), line, plain if place else large)


def _write_text(worksheet: "Worksheet", cell: tuple[int, int], text: str, style: "Format") -> None:
    """Write a text as it is; in pieces where it looks like the rich text of the file's own format."""
    visible = visible_text(text)[:_MOST_SIGNS]
    if visible.startswith("<r>") and visible.endswith("</r>"):
        worksheet.write_rich_string(*cell, "<", "r", visible[2:], style)
    elif visible:
        worksheet.write_string(*cell, visible, style)


def _format(workbook: "Workbook", column: Column, language: str) -> "Format":
    kind = _INSTANTS[language] if column.kind == INSTANT else column.kind
    style = {"num_format": kind, "text_wrap": column.is_wrapped, "valign": "top"}
    return workbook.add_format(style | ({"align": "left", "indent": 1} if kind == TEXT else {}))


def _set_view(worksheet: "Worksheet", sheet: Sheet, top: int, last: int) -> None:
    width = len(sheet.columns) - 1
    worksheet.freeze_panes(top + 1, sheet.fixed_columns)
    worksheet.autofilter(top, 0, last, width)
    for place, column in enumerate(sheet.columns):
        if column.kind == TEXT and last > top:
            worksheet.ignore_errors({"number_stored_as_text": _cells(top + 1, last, place)})
            break


def _cells(first: int, last: int, column: int) -> str:
    from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

    return str(xl_range(first, column, last, column + 10))


def _set_print(worksheet: "Worksheet", top: int) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.repeat_rows(top)
    worksheet.set_footer("&L&A&R&P / &N")
