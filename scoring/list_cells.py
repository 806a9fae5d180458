"""The details that a ranked entry carries: its counts, its criteria, its oldest instant, what it lacks."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from scoring.counts.columns import NEVER, CountColumn
from scoring.counts.posts import PostCounts
from scoring.engagement.engaged import Engaged
from scoring.engagement.points import RuleColumn, points_of
from scoring.exact import Ints, Mask, each_made
from scoring.instants import instant_from_seconds
from scoring.judging.judged import Judged
from scoring.ranking import CountBounds, CountedMetric, CriterionMean, MetricScore, PartScore
from scoring.rules import EngagementRule, Rules
from scoring.scores import Scores


def count_cells(
    columns: Sequence[CountColumn], rules: Rules, rows: Ints
) -> Sequence[tuple[CountedMetric, ...]]:
    """Return the counts of the entries that are these rows of the contest, one for each column in use."""
    cells = [_counted_metrics(column, _own_rule(column, rules), rows) for column in columns]
    return list(zip(*cells, strict=True)) if cells else [()] * len(rows)


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


def part_cells(marked: Judged | None, size: int) -> Sequence[tuple[PartScore, ...]]:
    """Return what the judges gave every entry on each part of the contest."""
    if marked is None or not marked.parts:
        return [()] * size
    cells = [[PartScore(key, points) for points in column.fractions()] for key, column in marked.parts]
    return list(zip(*cells, strict=True))


def metric_cells(given: Engaged | None, size: int) -> Sequence[tuple[MetricScore, ...]]:
    """Return what each rule on engagement gave every entry."""
    if given is None:
        return [()] * size
    scaled = [column.fractions() for column in given.scaled] or [[None] * size] * len(given.rules)
    cells = [_metric_scores(column, one) for column, one in zip(given.rules, scaled, strict=True)]
    return list(zip(*cells, strict=True))


def oldest_instants(columns: Sequence[CountColumn], size: int) -> list[datetime | None]:
    """Return the oldest instant that went into any of an entry's counts."""
    oldest = np.full(size, NEVER)
    for column in columns:
        oldest = np.minimum(oldest, column.counted_at)
    return each_made(oldest, oldest == NEVER, instant_from_seconds)


def missing_codes(scores: Scores, is_passed_over: Mask | None) -> list[tuple[str, ...]]:
    """Return what every competing entry lacks, none for those that left.

    `is_passed_over` marks those that could rank, but of whose unit better ones count.
    """
    codes: list[list[str]] = [[] for _ in range(scores.entries.size)]
    passed_over = [] if is_passed_over is None else [("not-best-of-unit", is_passed_over)]
    for code, rows in (*passed_over, *scores.missing):
        for place in np.flatnonzero(rows & scores.entries.competing).tolist():
            codes[place].append(code)
    return [tuple(found) for found in codes]


def _own_rule(column: CountColumn, rules: Rules) -> EngagementRule | None:
    """Return the rule by which a column brings points of its own: its channel's, or one for every count."""
    if rules.engagement is None or rules.engagement.mode == "indicators":
        return None
    for rule in rules.measures:
        is_own = rule.channel == column.channel or (rule.is_plain and rule.channel is None)
        if rule.metric == column.metric and is_own:
            return rule
    return None


def _counted_metrics(column: CountColumn, rule: EngagementRule | None, rows: Ints) -> list[CountedMetric]:
    unknown = column.counts.unknown
    points = [None] * len(rows) if rule is None else points_of(column.counts, rule).fractions()
    cells = zip(
        each_made(column.counts.numerators, unknown, int),
        each_made(column.counted_at, unknown, instant_from_seconds),
        _source_names(column),
        column.is_interpolated.tolist(),
        points,
        _bounds(column.between, column.is_interpolated, rows),
        strict=True,
    )
    return [CountedMetric(column.channel, column.metric, *cell) for cell in cells]


def _source_names(column: CountColumn) -> Iterable[tuple[str, ...]]:
    distinct, places = np.unique(column.sources, return_inverse=True)
    named = [
        tuple(name for place, name in enumerate(column.source_names) if bits >> place & 1)
        for bits in distinct.tolist()
    ]
    return [named[place] for place in places.tolist()]


def _bounds(between: PostCounts, is_interpolated: Mask, rows: Ints) -> list[tuple[CountBounds, ...]]:
    """Return the readings around each interpolated count of the entries; `between` is ordered by entry."""
    starts, ends = (np.searchsorted(between.entry, rows, side=side) for side in ("left", "right"))
    cells = zip(is_interpolated.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return [_entry_bounds(between, range(start, end)) if told else () for told, start, end in cells]


def _entry_bounds(between: PostCounts, places: range) -> tuple[CountBounds, ...]:
    return tuple(
        CountBounds(
            int(between.post[place]),
            instant_from_seconds(int(edge.at[place])),
            int(edge.before.counts[place]),
            instant_from_seconds(int(edge.before.taken_at[place])),
            int(edge.after.counts[place]),
            instant_from_seconds(int(edge.after.taken_at[place])),
        )
        for place in places
        for edge in between.edges
        if edge.is_between[place]
    )


def _metric_scores(column: RuleColumn, scaled: Sequence[object]) -> list[MetricScore]:
    counts = each_made(column.counts.numerators, column.counts.unknown, int)
    return [
        MetricScore(column.rule.metric, column.rule.channel, *cell)  # type: ignore[arg-type]
        for cell in zip(counts, column.points.fractions(), scaled, strict=True)
    ]
