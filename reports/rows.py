"""The ranking as flat rows with the English keys that scripts rely on, one row an entry in rank order."""

from decimal import Decimal
from typing import TypeAlias

from reports.data import RankingReport, ReportRow
from reports.figures import exact_text, iso_text

Cell: TypeAlias = str | int | bool | None
FlatRow: TypeAlias = dict[str, Cell]

_BEFORE_COUNTS = (
    "rank",
    "tied",
    "award",
    "number",
    "title",
    "unit",
    "judge_points",
    "engagement_points",
    "total",
    "status",
)
_AFTER_COUNTS = ("counted_at", "missing", "flags")
FIXED_COLUMNS = (*_BEFORE_COUNTS, *_AFTER_COUNTS)
"""The columns of every ranking, whatever its channels and metrics are."""


def column_keys(report: RankingReport) -> tuple[str, ...]:
    """Return the keys of a flat row in order."""
    counts = (f"{channel}_{metric}" for channel, metric in report.columns)
    return (*_BEFORE_COUNTS, *counts, *_AFTER_COUNTS)


def flat_rows(report: RankingReport) -> tuple[FlatRow, ...]:
    """Return one row an entry, in rank order.

    Points are decimal text with the rules' digits, `rank` and counts are integers, `tied` is a bool,
    `counted_at` is ISO 8601 in the contest's zone, `missing` and `flags` are codes joined by ";" (empty
    where there is none). None is "not ranked", "no award" or "unknown".
    """
    return tuple(_flat_row(report, row) for row in report.rows)


def _flat_row(report: RankingReport, row: ReportRow) -> FlatRow:
    zone = report.contest.time_zone
    return {
        **_standing(row),
        **_points(row, report.rules.digits),
        "status": row.status,
        **_counts(report, row),
        "counted_at": None if row.counted_at is None else iso_text(row.counted_at, zone),
        "missing": ";".join(row.missing),
        "flags": ";".join(row.flags),
    }


def _standing(row: ReportRow) -> FlatRow:
    return {
        "rank": row.rank,
        "tied": row.tied,
        "award": row.award,
        "number": row.number,
        "title": row.title,
        "unit": row.unit,
    }


def _points(row: ReportRow, digits: int) -> FlatRow:
    return {
        "judge_points": _exact(row.judge_points, digits),
        "engagement_points": _exact(row.engagement_points, digits),
        "total": _exact(row.total, digits),
    }


def _counts(report: RankingReport, row: ReportRow) -> FlatRow:
    counts = {(cell.channel, cell.metric): cell.count for cell in row.counts}
    return {f"{channel}_{metric}": counts.get((channel, metric)) for channel, metric in report.columns}


def _exact(value: Decimal | None, digits: int) -> str | None:
    return None if value is None else exact_text(value, digits)
