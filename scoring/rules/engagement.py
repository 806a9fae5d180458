"""The rules on engagement: what counts are worth, and how the points are brought to a common scale."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from scoring.rules.faults import (
    STANDARD_METRICS,
    AtLeastOne,
    Key,
    Name,
    NotNegative,
    Percent,
    Positive,
    by_name,
    rule_fault,
    without_doubles,
)
from scoring.rules.table import RulesTable

Scale = Literal[
    "none", "target", "share-of-best", "min-max", "log-min-max", "percentile", "rank-table", "pot"
]
SCALES_TO_HUNDRED = ("target", "share-of-best", "min-max", "log-min-max", "percentile")
"""The scales whose points lie between 0 and 100 whatever the counts."""

WINSORISED = ("share-of-best", "min-max")
"""The scales on which one extreme entry presses all others together."""


class Step(RulesTable):
    """From this count on, these points."""

    at_least: NotNegative
    points: NotNegative


def _ascending(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    for lower, higher in pairwise(steps):
        if lower.at_least >= higher.at_least or lower.points >= higher.points:
            raise rule_fault("steps-not-ascending", found=f"{higher.at_least}: {higher.points}")
    return steps


class Goalposts(RulesTable):
    """Fixed ends of a scale: the raw points that make 0 and those that make 100."""

    low: NotNegative = Decimal(0)
    high: Positive


class EngagementRule(RulesTable):
    """What one metric is worth: `points` for every `per` counts, at most `cap`; or a table of steps.

    Without a channel the counts of all channels are added first. `round` rounds count / per to a whole
    number before it is multiplied. `weight`, and a scale of its own, are for mode `indicators`.
    """

    metric: Key
    channel: Key | None = None
    per: Positive = Decimal(1)
    points: NotNegative | None = None
    round: Literal["none", "down", "half-up"] = "none"
    cap: Positive | None = None
    steps: Annotated[tuple[Step, ...], AfterValidator(_ascending)] = ()
    weight: Percent | None = None
    scale: Scale | None = None
    target: Positive | None = None
    goalposts: Goalposts | None = None

    @property
    def name(self) -> str:
        """The metric, with its channel where the rule is for one alone."""
        return f"{self.channel}_{self.metric}" if self.channel else self.metric

    @property
    def is_plain(self) -> bool:
        """Whether every count of the metric, on any channel, brings just its points."""
        return not (self.channel or self.steps or self.cap) and self.round == "none" and self.per == 1


class Threshold(RulesTable):
    """The least count of a metric with which an entry is ranked, for one group of entries or for all."""

    metric: Key
    channel: Key | None = None
    at_least: AtLeastOne
    group: Name | None = None


class Ratio(RulesTable):
    """The most of one metric, in per cent of another, with which an entry is ranked: likes of the views."""

    metric: Key
    of: Key
    at_most: Percent


def _in_order(points: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Put the standard metrics first and the others by name: tables that say the same become the same."""
    if not any(points.values()):
        raise rule_fault("points-all-zero")
    others = sorted(points.keys() - set(STANDARD_METRICS))
    return {metric: points[metric] for metric in (*STANDARD_METRICS, *others) if metric in points}


PerMetric = Annotated[Mapping[Key, NotNegative], AfterValidator(_in_order)]


class Engagement(RulesTable):
    """How counts become engagement points.

    Mode `points`: points for each metric are added up, times the group's multiplier, at most `cap`, then
    scaled. Mode `indicators`: each metric is scaled for itself, then they are added by their weights in per
    cent. `field`: the entries that a relative scale compares with: those that compete, all that were ever
    accepted, or only those that are ranked. `winsorise`: at most so many of the field's highest points are
    lowered to the next one before a relative scale, as long as the points are skewed. `maximum` is what
    engagement adds at most under `bonus`, `part` the part of the contest that it belongs to.
    """

    weight: Percent | None = None
    mode: Literal["points", "indicators"] = "points"
    points: PerMetric | None = None
    weights: PerMetric | None = None
    rules: Annotated[tuple[EngagementRule, ...], without_doubles(lambda rule: rule.name)] = ()
    cap: Positive | None = None
    multipliers: Annotated[Mapping[Name, Positive], AfterValidator(by_name)] = Field(default_factory=dict)
    thresholds: Annotated[
        tuple[Threshold, ...],
        without_doubles(lambda one: " ".join(filter(None, (one.channel, one.metric, one.group)))),
    ] = ()
    ratios: Annotated[tuple[Ratio, ...], without_doubles(lambda one: f"{one.metric} {one.of}")] = ()
    winsorise: AtLeastOne | None = None
    scale: Scale
    target: Positive | None = None
    goalposts: Goalposts | None = None
    rank_points: tuple[NotNegative, ...] = ()
    pot: Positive | None = None
    field: Literal["competing", "accepted", "ranked"] = "competing"
    maximum: Positive | None = None
    part: Key | None = None

    @property
    def measures(self) -> tuple[EngagementRule, ...]:
        """What each metric is worth, the short forms `points` and `weights` written out as rules."""
        if self.points is not None:
            return tuple(EngagementRule(metric=metric, points=each) for metric, each in self.points.items())
        if self.weights is not None:
            return tuple(EngagementRule(metric=metric, weight=each) for metric, each in self.weights.items())
        return self.rules
