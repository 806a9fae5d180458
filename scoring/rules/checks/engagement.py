"""Faults within the rules on engagement: what is worth points, and in which mode."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import Place, allowed_where, detail, exactly_where, needed_where
from scoring.rules.checks.scales import scale_faults

if TYPE_CHECKING:
    from scoring.rules.contest import Rules
    from scoring.rules.engagement import Engagement, EngagementRule

ADDING, SCALING = 'mode = "points"', 'mode = "indicators"'


def engagement_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield what is wrong within the engagement table."""
    engagement = rules.engagement
    if engagement:
        yield from _form_faults(engagement)
        yield from _doubled_counts(engagement)
        yield from scale_faults(engagement)
        for place, rule in enumerate(engagement.rules):
            yield from _rule_faults(rule, ("engagement", "rules", place), engagement.mode)


def _form_faults(engagement: "Engagement") -> Iterator[InitErrorDetails]:
    """There is one form of what counts are worth, and it is that of the mode."""
    is_adding = engagement.mode == "points"
    points, weights, rules = engagement.points, engagement.weights, engagement.rules
    own = points if is_adding else weights
    if own is not None and rules:
        yield detail("points-twice", ("engagement", "rules"))
    if not rules:
        yield from needed_where(("engagement", "points"), points, is_adding, ADDING)
        yield from needed_where(("engagement", "weights"), weights, not is_adding, SCALING)
    if rules and is_adding and not any(rule.steps or rule.points for rule in rules):
        yield detail("points-all-zero", ("engagement", "rules"))
    yield from allowed_where(("engagement", "points"), points, is_adding, ADDING)
    yield from allowed_where(("engagement", "weights"), weights, not is_adding, SCALING)
    yield from allowed_where(("engagement", "cap"), engagement.cap, is_adding, ADDING)


def _doubled_counts(engagement: "Engagement") -> Iterator[InitErrorDetails]:
    everywhere = {rule.metric for rule in engagement.rules if rule.channel is None}
    for place, rule in enumerate(engagement.rules):
        if rule.channel is not None and rule.metric in everywhere:
            yield detail("counted-twice", ("engagement", "rules", place, "metric"), rule.metric)


def _rule_faults(rule: "EngagementRule", place: Place, mode: str) -> Iterator[InitErrorDetails]:
    is_adding = mode == "points"
    yield from exactly_where((*place, "weight"), rule.weight, not is_adding, SCALING)
    yield from allowed_where((*place, "scale"), rule.scale, not is_adding, SCALING)
    yield from allowed_where((*place, "points"), rule.points, not rule.steps, "steps = []")
    yield from needed_where((*place, "points"), rule.points, is_adding and not rule.steps, ADDING)
    rounding = None if rule.round == "none" else rule.round
    yield from allowed_where((*place, "round"), rounding, not rule.steps, "steps = []")
