"""Faults between a scale and the keys that only one scale reads."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import Place, allowed_where, detail, exactly_where, needed_where
from scoring.rules.engagement import WINSORISED

if TYPE_CHECKING:
    from scoring.rules.engagement import Engagement, EngagementRule

TARGET, RANK_TABLE, POT = 'scale = "target"', 'scale = "rank-table"', 'scale = "pot"'
BETWEEN_GOALPOSTS = ("min-max", "log-min-max")
GOALPOSTS = 'scale = "min-max" | "log-min-max"'
STRETCHED = 'scale = "share-of-best" | "min-max"'


def scale_faults(engagement: "Engagement") -> Iterator[InitErrorDetails]:
    """Yield what each scale in use lacks, and what no scale in use reads."""
    scales = {engagement.scale, *(rule.scale for rule in engagement.rules if rule.scale)}
    own = ("engagement",)
    is_target = engagement.scale == "target"
    is_given = bool(engagement.rules) and all(rule.target for rule in engagement.rules)
    yield from needed_where((*own, "target"), engagement.target, is_target and not is_given, TARGET)
    yield from allowed_where((*own, "target"), engagement.target, "target" in scales, TARGET)
    yield from _goalpost_faults(engagement, own, bool(scales & set(BETWEEN_GOALPOSTS)))
    yield from exactly_where(
        (*own, "rank_points"), engagement.rank_points, "rank-table" in scales, RANK_TABLE
    )
    yield from allowed_where((*own, "pot"), engagement.pot, "pot" in scales, POT)
    is_stretched = bool(scales & set(WINSORISED)) and not engagement.goalposts
    yield from allowed_where((*own, "winsorise"), engagement.winsorise, is_stretched, STRETCHED)
    yield from _rank_point_faults(engagement)
    for place, rule in enumerate(engagement.rules):
        yield from _own_scale_faults(rule, engagement, (*own, "rules", place))


def _own_scale_faults(
    rule: "EngagementRule", engagement: "Engagement", place: Place
) -> Iterator[InitErrorDetails]:
    scale = (rule.scale or engagement.scale) if engagement.mode == "indicators" else "none"
    lacks_target = scale == "target" and engagement.target is None
    is_told = engagement.scale == "target" and rule.scale is None
    yield from needed_where((*place, "target"), rule.target, lacks_target and not is_told, TARGET)
    yield from allowed_where((*place, "target"), rule.target, scale == "target", TARGET)
    yield from _goalpost_faults(rule, place, scale in BETWEEN_GOALPOSTS)


def _goalpost_faults(
    holder: "Engagement | EngagementRule", place: Place, holds: bool
) -> Iterator[InitErrorDetails]:
    goalposts = holder.goalposts
    yield from allowed_where((*place, "goalposts"), goalposts, holds, GOALPOSTS)
    if goalposts and goalposts.low >= goalposts.high:
        yield detail("goalposts-crossed", (*place, "goalposts", "low"), goalposts.low)


def _rank_point_faults(engagement: "Engagement") -> Iterator[InitErrorDetails]:
    for place, (higher, lower) in enumerate(pairwise(engagement.rank_points), start=1):
        if lower > higher:
            yield detail("rank-points-ascending", ("engagement", "rank_points", place), lower)
