"""Columns turned into one `RankedEntry` an entry, in rank order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.entries import STATUSES
from scoring.exact import ExactColumn, Mask, Whole, each_made
from scoring.list_cells import count_cells, criterion_cells, missing_codes, oldest_instants
from scoring.placing import Places
from scoring.ranking import RankedEntry
from scoring.rules import Rules
from scoring.scores import Scores

Cells = Sequence[Any]
"""One value an entry."""


def ranked_entries(
    scores: Scores, places: Places, awards: list[str | None], rules: Rules
) -> tuple[RankedEntry, ...]:
    """Return the entries in rank order, each with every figure on its way."""
    cells = {
        "number": scores.entries.numbers.tolist(),
        "status": [STATUSES[status] for status in scores.entries.statuses.tolist()],
        "rank": [rank or None for rank in places.ranks.tolist()],
        "tied": places.tied.tolist(),
        "award": awards,
        **_printed(scores, rules.total.digits),
        **_exact(scores),
        **_details(scores, rules),
    }
    made = [RankedEntry(**dict(zip(cells, row, strict=True))) for row in zip(*cells.values(), strict=True)]
    return tuple(made[place] for place in places.order.tolist())


def _printed(scores: Scores, digits: int) -> Mapping[str, Cells]:
    judge_part, engagement_part, total = scores.totals.printed(digits)
    no_total = ~scores.ranked
    return {
        "judge_points": _rounded(scores.judge_points, digits, scores),
        "engagement_points": _rounded(scores.engagement, digits, scores),
        "judge_part": _decimals(judge_part, no_total, digits),
        "engagement_part": _decimals(engagement_part, no_total, digits),
        "total": _decimals(total, no_total, digits),
    }


def _exact(scores: Scores) -> Mapping[str, Cells]:
    return {
        "exact_judge_points": _fractions(scores.judge_points, scores),
        "exact_engagement_points": _fractions(scores.engagement, scores),
        "exact_total": scores.totals.total.fractions(),
        "raw_engagement": _fractions(scores.raw_engagement, scores),
    }


def _details(scores: Scores, rules: Rules) -> Mapping[str, Cells]:
    size = scores.entries.size
    return {
        "counts": count_cells(scores.columns, rules.points, size),
        "criteria": criterion_cells(scores.judged, size),
        "judges": scores.judged.judges.tolist() if scores.judged else [0] * size,
        "counted_at": oldest_instants(scores.columns, size),
        "missing": missing_codes(scores),
        "flags": [()] * size,
    }


def _rounded(points: ExactColumn | None, digits: int, scores: Scores) -> Cells:
    if points is None:
        return [None] * scores.entries.size
    return _decimals(points.rounded_half_up(digits), points.unknown, digits)


def _fractions(points: ExactColumn | None, scores: Scores) -> Cells:
    return [None] * scores.entries.size if points is None else points.fractions()


def _decimals(units: Whole | None, unknown: Mask, digits: int) -> Cells:
    if units is None:
        return [None] * len(unknown)
    return each_made(units, unknown, lambda number: Decimal(f"{number}E-{digits}"))
