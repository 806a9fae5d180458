"""What counts are worth: points for every so many, rounded and capped, or by a table of steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from scoring.exact import ExactColumn, Ints
from scoring.rules import EngagementRule, Step

Counted = Sequence[tuple[str, str, ExactColumn]]
"""Columns of counts, each with its channel and metric."""


@dataclass(frozen=True, slots=True, eq=False)
class RuleColumn:
    """What one rule gives, a row an entry: the counts that it reads and the points that they bring."""

    rule: EngagementRule
    counts: ExactColumn
    points: ExactColumn

    @property
    def brings_points(self) -> bool:
        """Whether any count can bring points by the rule."""
        return bool(self.rule.steps) or self.rule.points != 0

    def taken(self, rows: Ints) -> "RuleColumn":
        """Return some of the rows."""
        return RuleColumn(self.rule, self.counts.taken(rows), self.points.taken(rows))


def rule_columns(counted: Counted, rules: Sequence[EngagementRule], size: int) -> tuple[RuleColumn, ...]:
    """Apply each rule to the counts of its metric, of all channels together or of its own."""
    made = []
    for rule in rules:
        counts = summed_counts(counted, rule.metric, rule.channel, size)
        made.append(RuleColumn(rule, counts, points_of(counts, rule)))
    return tuple(made)


def summed_counts(counted: Counted, metric: str, channel: str | None, size: int) -> ExactColumn:
    """Add up the known counts of a metric; unknown where none is known."""
    total = ExactColumn.of(np.zeros(size, dtype=np.int64))
    is_unknown = np.ones(size, dtype=np.bool_)
    for one_channel, one_metric, counts in counted:
        if one_metric == metric and channel in (None, one_channel):
            total = total.plus(counts.filled())
            is_unknown = is_unknown & counts.unknown
    return total.hidden(is_unknown)


def points_of(counts: ExactColumn, rule: EngagementRule) -> ExactColumn:
    """Return the points that counts bring; unknown where the count is.

    Without steps `points` (1 where the rules give none) times count / `per`, rounded as the rule says.
    """
    if rule.steps:
        return _by_steps(counts, rule.steps)
    shares = counts.times(1 / Fraction(rule.per))
    if rule.round != "none":
        whole = shares.floored(0) if rule.round == "down" else shares.rounded_half_up(0)
        shares = ExactColumn.of(whole, counts.unknown)
    points = shares.times(1 if rule.points is None else rule.points)
    return points if rule.cap is None else points.clipped(Fraction(0), Fraction(rule.cap))


def added_points(counted: Counted, rules: Sequence[EngagementRule], size: int) -> ExactColumn:
    """Add up what the rules give; unknown where no count is known that can bring points."""
    return summed_points(rule_columns(counted, rules, size), size)


def summed_points(columns: Sequence[RuleColumn], size: int) -> ExactColumn:
    """Add up columns of points; unknown where no count is known that can bring points."""
    total = ExactColumn.of(np.zeros(size, dtype=np.int64))
    is_unknown = np.ones(size, dtype=np.bool_)
    for column in columns:
        if column.brings_points:
            total = total.plus(column.points.filled())
            is_unknown = is_unknown & column.points.unknown
    return total.hidden(is_unknown)


def _by_steps(counts: ExactColumn, steps: Sequence[Step]) -> ExactColumn:
    """Give the points of the highest step that a count reaches, none below the first."""
    edges = np.array([ceil(Fraction(step.at_least) * counts.denominator) for step in steps], dtype=object)
    given = [Fraction(0), *(Fraction(step.points) for step in steps)]
    places = np.searchsorted(edges, counts.numerators.astype(object), side="right")
    return ExactColumn.of_fractions(given).taken(places).hidden(counts.unknown)
