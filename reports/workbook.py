"""The report as a workbook: every figure typed, and nothing in it that came from people ever computes.

Texts are written as texts, never guessed at: a title that begins with "=" stays a title.
"""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.workbook_ranking import ranking_sheet
from reports.workbook_sheet import Sheet, write_sheet
from reports.workbook_sources import counts_sheets, marks_sheet, problems_sheet, rules_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def ranking_xlsx(report: RankingReport, catalogue: Catalogue) -> bytes:
    """Write the workbook: ranking, counts, marks, rules and problems; the same bytes for the same report."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as workbook:
        workbook.set_properties({"title": report.contest.name[:200], "created": _local(report)})
        for sheet in _sheets(report, catalogue):
            write_sheet(workbook, sheet, catalogue.language)
    return out.getvalue()


def _sheets(report: RankingReport, catalogue: Catalogue) -> "Iterator[Sheet]":
    yield ranking_sheet(report, catalogue)
    yield from counts_sheets(report, catalogue)
    yield marks_sheet(report, catalogue)
    yield rules_sheet(report, catalogue)
    yield problems_sheet(report, catalogue)


def _local(report: RankingReport) -> datetime:
    return report.at.astimezone(ZoneInfo(report.contest.time_zone)).replace(tzinfo=None)
