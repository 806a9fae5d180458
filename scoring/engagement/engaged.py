"""All engagement columns of a ranking: what each rule gives, the raw sum, and the scaled points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.counts.columns import CountColumn, counted
from scoring.engagement.points import RuleColumn, rule_columns, summed_points
from scoring.engagement.scales import decides_nothing, scale_of, scaled
from scoring.entries import Entries
from scoring.exact import ExactColumn, Ints, Mask
from scoring.ranking import Notice
from scoring.rules import Engagement, EngagementRule


@dataclass(frozen=True, slots=True, eq=False)
class Engaged:
    """What engagement gives, a row an entry.

    `rules` are the points of each rule, times the group's multiplier; `scaled` the same, scaled, in mode
    `indicators`. `raw` is their sum before scaling, None in mode `indicators`. `points` are unknown for
    entries outside the field or that left.
    """

    rules: tuple[RuleColumn, ...]
    scaled: tuple[ExactColumn, ...]
    raw: ExactColumn | None
    points: ExactColumn
    field: Mask

    @property
    def is_known(self) -> Mask:
        """Where a count is known that can bring points."""
        known = [~column.points.unknown for column in self.rules if column.brings_points]
        is_known: Mask = np.any(known, axis=0)
        return is_known

    def taken(self, rows: Ints) -> "Engaged":
        """Return some of the rows."""
        return Engaged(
            tuple(column.taken(rows) for column in self.rules),
            tuple(column.taken(rows) for column in self.scaled),
            self.raw and self.raw.taken(rows),
            self.points.taken(rows),
            self.field[rows],
        )


def engaged(columns: Sequence[CountColumn], entries: Entries, rules: Engagement, ranked: Mask) -> Engaged:
    """Give engagement points; `ranked` are the entries that everything but their counts lets rank."""
    given = tuple(
        RuleColumn(one.rule, one.counts, _multiplied(one.points, entries, rules))
        for one in rule_columns(counted(columns), rules.measures, entries.size)
    )
    raw = summed_points(given, entries.size)
    field = _field(entries, rules, ranked)
    is_shown = entries.competing & field
    if rules.mode == "indicators":
        each = tuple(scaled(one.points, field, scale_of(rules, one.rule)) for one in given)
        return Engaged(given, each, None, _weighed(each, rules.measures).hidden(~is_shown), field)
    if rules.cap is not None:
        raw = raw.clipped(Fraction(0), Fraction(rules.cap))
    return Engaged(given, (), raw, scaled(raw, field, scale_of(rules)).hidden(~is_shown), field)


def engagement_notices(given: Engaged, rules: Engagement) -> Iterator[Notice]:
    """Yield what had only equal points to compare and so decided nothing."""
    if given.raw is not None and decides_nothing(given.raw, given.field, scale_of(rules)):
        yield Notice("metric-decided-nothing", (), {"scale": rules.scale})
    for column, _ in zip(given.rules, given.scaled, strict=False):
        scale = scale_of(rules, column.rule)
        if decides_nothing(column.points, given.field, scale):
            yield Notice("indicator-decided-nothing", (), {"metric": column.rule.name, "scale": scale.kind})


def _multiplied(points: ExactColumn, entries: Entries, rules: Engagement) -> ExactColumn:
    if not rules.multipliers:
        return points
    factors = [Fraction(rules.multipliers.get(group or "", 1)) for group in entries.groups]
    return points.times_each(factors)


def _field(entries: Entries, rules: Engagement, ranked: Mask) -> Mask:
    if rules.field == "accepted":
        return np.ones(entries.size, dtype=np.bool_)
    return entries.competing & ranked if rules.field == "ranked" else entries.competing


def _weighed(scaled_columns: Sequence[ExactColumn], measures: Sequence[EngagementRule]) -> ExactColumn:
    """Add up the indicators by their weights; an unknown one adds nothing."""
    weighed = [
        RuleColumn(rule, column, column.times(Fraction(rule.weight or 0) / 100))
        for rule, column in zip(measures, scaled_columns, strict=True)
    ]
    return summed_points(weighed, len(scaled_columns[0].numerators))
