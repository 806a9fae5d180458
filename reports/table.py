"""The ranking as a table for the terminal, as plain text of a given width."""

from collections.abc import Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.catalogue import Catalogue
from reports.data import RankingReport, ReportRow
from reports.figures import UNKNOWN, decimal_text, instant_text
from reports.plaintext import visible_text
from reports.wording import standing_words

_AWARD_WIDTH = 13
_NUMBER_WIDTH = 6


def ranking_table(report: RankingReport, catalogue: Catalogue, width: int) -> str:
    """Write ranked entries as a table, then why each other one is not ranked; it ends in a newline."""
    console = Console(file=StringIO(), width=width, color_system=None, legacy_windows=False)
    ranked = [row for row in report.rows if row.rank is not None]
    with console.capture() as written:
        console.print(Text(_heading(report, catalogue)))
        if ranked:
            console.print(_table(ranked, catalogue), Text(_legend(ranked, catalogue)))
        for line in _remarks(report, catalogue):
            console.print(Text(line))
    return "".join(f"{line.rstrip()}\n" for line in written.get().splitlines())


def _heading(report: RankingReport, catalogue: Catalogue) -> str:
    standing = catalogue.say("page.final-ranking" if report.is_final else "page.provisional-ranking")
    title = catalogue.say("page.title", contest=visible_text(report.contest.name), standing=standing)
    at = instant_text(report.at, report.contest.time_zone, catalogue.language)
    return f"{title}\n{catalogue.say('table.as-of', at=at)}"


def _table(rows: Sequence[ReportRow], catalogue: Catalogue) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(catalogue.say("column.rank"), justify="right", no_wrap=True)
    table.add_column(catalogue.say("column.award"), no_wrap=True, max_width=_AWARD_WIDTH)
    table.add_column(catalogue.say("page.number"), no_wrap=True, max_width=_NUMBER_WIDTH)
    table.add_column(catalogue.say("column.title"), no_wrap=True, ratio=1)
    table.add_column(catalogue.say("column.unit"), no_wrap=True, ratio=1)
    for key in ("judge-points", "engagement-points", "total"):
        table.add_column(catalogue.say(f"table.{key}"), justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*_cells(row, catalogue))
    return table


def _cells(row: ReportRow, catalogue: Catalogue) -> list[Text]:
    award = (row.award or "").removeprefix(f"{catalogue.say('column.award')} ")
    points = (row.judge_points, row.engagement_points, row.total)
    return [
        Text(f"{row.rank}{'=' if row.tied else ''}"),
        *(Text(visible_text(text)) for text in (award, row.number, row.title, row.unit)),
        *(Text(decimal_text(value, catalogue.language)) for value in points),
    ]


def _legend(ranked: Sequence[ReportRow], catalogue: Catalogue) -> str:
    tied = f" {catalogue.say('table.tied')}" if any(row.tied for row in ranked) else ""
    return catalogue.say("table.columns") + tied


def _remarks(report: RankingReport, catalogue: Catalogue) -> list[str]:
    if not report.rows:
        return [catalogue.say("page.no-entries")]
    return [_reason(row, catalogue) for row in report.rows if row.rank is None]


def _reason(row: ReportRow, catalogue: Catalogue) -> str:
    entry = visible_text(f"{row.number} {row.title}, {row.unit}")
    return f"{UNKNOWN} {entry}: {standing_words(catalogue, row)}"
