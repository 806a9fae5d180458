"""Columns turned into one `RankedEntry` an entry, in rank order, when it is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, overload

import numpy as np

from scoring.entries import STATUSES
from scoring.exact import ExactColumn, Ints, Mask, Whole, each_made
from scoring.list_cells import (
    count_cells,
    criterion_cells,
    metric_cells,
    missing_codes,
    oldest_instants,
    part_cells,
)
from scoring.outcome import Outcome
from scoring.ranking import RankedEntry
from scoring.rules import Rules
from scoring.scores import Scores

Cells = Sequence[Any]
"""One value an entry."""

BLOCK = 512
"""How many entries are made at a time: many share the cost of looking at a column."""


@dataclass(slots=True, eq=False)
class RankedEntries(Sequence[RankedEntry]):
    """The entries in rank order, each with every figure on its way; made block by block when looked at."""

    scores: Scores
    outcome: Outcome
    rules: Rules
    _block: tuple[int, Sequence[RankedEntry]] = (-1, ())

    def __len__(self) -> int:
        return self.scores.entries.size

    @overload
    def __getitem__(self, place: int) -> RankedEntry: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[RankedEntry, ...]: ...

    def __getitem__(self, place: int | slice) -> RankedEntry | tuple[RankedEntry, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        number, within = divmod(place % len(self), BLOCK)
        if self._block[0] != number:
            self._block = (number, self._made(number))
        return self._block[1][within]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _made(self, number: int) -> Sequence[RankedEntry]:
        rows = self.outcome.places.order[number * BLOCK : (number + 1) * BLOCK]
        return listed(self.scores.taken(rows), self.outcome, rows, self.rules)


def listed(scores: Scores, outcome: Outcome, rows: Ints, rules: Rules) -> Sequence[RankedEntry]:
    """Make entries of the scores' rows, which are these rows of the outcome."""
    names = [award.name for award in outcome.awards]
    cells = {
        "number": scores.entries.numbers.tolist(),
        "status": [STATUSES[status] for status in scores.entries.statuses.tolist()],
        "rank": [rank or None for rank in outcome.places.ranks[rows].tolist()],
        "tied": outcome.places.tied[rows].tolist(),
        "award": [names[place] if place >= 0 else None for place in outcome.award_of[rows].tolist()],
        "side_awards": _side_awards(outcome, rows),
        "engagement_rank": _engagement_ranks(outcome, rows),
        **_printed(scores, rules.total.digits),
        **_exact(scores),
        **_details(scores, outcome, rows, rules),
    }
    return [RankedEntry(**dict(zip(cells, row, strict=True))) for row in zip(*cells.values(), strict=True)]


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
        "raw_engagement": _fractions(scores.engaged.raw if scores.engaged else None, scores),
        "exact_raw_judge_points": _fractions(scores.judged.raw if scores.judged else None, scores),
    }


def _details(scores: Scores, outcome: Outcome, rows: Ints, rules: Rules) -> Mapping[str, Cells]:
    size = scores.entries.size
    is_passed_over = None if outcome.units is None else scores.ranked & ~outcome.units.counts[rows]
    return {
        "counts": count_cells(scores.columns, rules, rows),
        "criteria": criterion_cells(scores.judged, size),
        "judges": scores.judged.judges.tolist() if scores.judged else [0] * size,
        "counted_at": oldest_instants(scores.columns, size),
        "missing": missing_codes(scores, is_passed_over),
        "flags": [()] * size,
        "parts": part_cells(scores.judged, size),
        "metrics": metric_cells(scores.engaged, size),
    }


def _side_awards(outcome: Outcome, rows: Ints) -> Cells:
    if not outcome.side_awards:
        return [()] * len(rows)
    has_it = np.array([side.handing.award_of[rows] == 0 for side in outcome.side_awards])
    names = [side.award.name for side in outcome.side_awards]
    return [tuple(name for name, has in zip(names, row, strict=True) if has) for row in has_it.T.tolist()]


def _engagement_ranks(outcome: Outcome, rows: Ints) -> Cells:
    if outcome.engagement_ranks is None:
        return [None] * len(rows)
    return [rank or None for rank in outcome.engagement_ranks[rows].tolist()]


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
