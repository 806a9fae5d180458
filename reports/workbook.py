"""The report as a workbook: every figure typed, and nothing in it that came from people ever computes.

Texts are written as texts, never guessed at: a title that begins with "=" stays a title.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.workbook_ranking import ranking_sheet
from reports.workbook_rows import filled
from reports.workbook_sheet import Sheet, frame_sheet
from reports.workbook_sources import counts_sheets, marks_sheet, problems_sheet, rules_sheet

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def ranking_xlsx(report: RankingReport, catalogue: Catalogue) -> bytes:
    """Write the workbook: ranking, counts, marks, rules and problems; the same bytes for the same report."""
    import xlsxwriter  # type: ignore[import-untyped]

    frame, sheets = BytesIO(), tuple(_sheets(report, catalogue))
    with xlsxwriter.Workbook(frame, _OPTIONS) as workbook:
        workbook.set_properties({"title": report.contest.name[:200], "created": _local(report)})
        for sheet in sheets:
            frame_sheet(workbook, sheet, catalogue.language)
    return filled(frame.getvalue(), sheets)


def _sheets(report: RankingReport, catalogue: Catalogue) -> Iterator[Sheet]:
    yield ranking_sheet(report, catalogue)
    yield from counts_sheets(report, catalogue)
    yield marks_sheet(report, catalogue)
    yield rules_sheet(report, catalogue)
    yield problems_sheet(report, catalogue)


def _local(report: RankingReport) -> datetime:
    return report.at.astimezone(ZoneInfo(report.contest.time_zone)).replace(tzinfo=None)
