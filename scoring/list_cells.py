"""The details that a ranked entry carries: its counts, its criteria, its oldest instant, what it lacks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np

from scoring.counting import CountColumn
from scoring.exact import each_made
from scoring.judging import Judged
from scoring.ranking import CountedMetric, CriterionMean
from scoring.readings import EPOCH
from scoring.scores import Scores


def count_cells(
    columns: Sequence[CountColumn], points: Mapping[str, Decimal], size: int
) -> list[tuple[CountedMetric, ...]]:
    """Return every entry's counts, one for each column in use."""
    cells = [_counted_metrics(column, points.get(column.metric)) for column in columns]
    return list(zip(*cells, strict=True)) if cells else [()] * size


def criterion_cells(marked: Judged | None, size: int) -> list[tuple[CriterionMean, ...]]:
    """Return every entry's criterion means, none where no sheet counts."""
    if marked is None:
        return [()] * size
    cells: list[list[CriterionMean]] = [[] for _ in range(size)]
    for key, means in marked.means.items():
        for cell, mean, judges in zip(cells, means.fractions(), marked.judges.tolist(), strict=True):
            if mean is not None:
                cell.append(CriterionMean(key, mean, judges))
    return [tuple(cell) for cell in cells]


def oldest_instants(columns: Sequence[CountColumn], size: int) -> list[datetime | None]:
    """Return the oldest instant that went into any of an entry's counts."""
    never = np.iinfo(np.int64).max
    oldest = np.full(size, never)
    for column in columns:
        oldest = np.minimum(oldest, column.counted_at)
    return each_made(oldest, oldest == never, _instant)


def missing_codes(scores: Scores) -> list[tuple[str, ...]]:
    """Return what every competing entry lacks, none for those that left."""
    codes: list[list[str]] = [[] for _ in range(scores.entries.size)]
    for code, rows in scores.missing:
        for place in np.flatnonzero(rows & scores.entries.competing).tolist():
            codes[place].append(code)
    return [tuple(found) for found in codes]


def _counted_metrics(column: CountColumn, per_unit: Decimal | None) -> list[CountedMetric]:
    unknown = column.counts.unknown
    points = [None] * len(unknown) if per_unit is None else column.counts.times(per_unit).fractions()
    rows = zip(
        each_made(column.counts.numerators, unknown, int),
        each_made(column.counted_at, unknown, _instant),
        column.sources,
        column.is_interpolated.tolist(),
        points,
        strict=True,
    )
    return [CountedMetric(column.channel, column.metric, *row) for row in rows]


def _instant(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)
