"""Faults in weights, which add up to exactly 100 and are never rescaled, and in what they weigh."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import Place, allowed_where, detail
from scoring.rules.engagement import SCALES_TO_HUNDRED

if TYPE_CHECKING:
    from scoring.rules.contest import Rules
    from scoring.rules.engagement import Engagement

PERMITTED = ", ".join((*SCALES_TO_HUNDRED, "rank-table", "pot"))


def weight_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield weights that are missing or do not add up, and engagement that can exceed 100 under them."""
    if rules.total.combine == "weighted":
        yield from _main_weight_faults(rules)
        if rules.engagement:
            yield from _range_faults(rules.engagement)
    if rules.engagement and rules.engagement.mode == "indicators":
        weights = [rule.weight for rule in rules.measures if rule.weight is not None]
        yield from _not_hundred("indicator-weights-not-100", ("engagement",), weights)
    yield from _not_hundred("part-weights-not-100", ("parts",), [part.weight for part in rules.parts])


def _main_weight_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    weights = {
        name: part.weight for name in ("engagement", "judging") if (part := getattr(rules, name)) is not None
    }
    given = [weight for weight in weights.values() if weight is not None]
    if _stand_apart(rules):
        for name, weight in weights.items():
            yield from allowed_where((name, "weight"), weight, False, "criteria.part = engagement.part")
    elif len(weights) > len(given) and len(weights) > 1:
        yield from (detail("weight-missing", (name, "weight")) for name in weights if weights[name] is None)
    elif given and sum(given) != 100:
        yield detail("weights-not-100", (list(weights)[-1], "weight"), sum(given, Decimal(0)))


def _stand_apart(rules: "Rules") -> bool:
    """Whether engagement is a part of the contest for itself, in which nothing is marked."""
    if not rules.engagement or not rules.judging or rules.engagement.part is None:
        return False
    return not rules.judging.criteria_of(rules.engagement.part)


def _range_faults(engagement: "Engagement") -> Iterator[InitErrorDetails]:
    is_capped = engagement.cap is not None and engagement.cap <= 100
    if engagement.scale == "none" and engagement.mode == "points" and not is_capped:
        yield detail("scale-needed", ("engagement", "scale"), "none", permitted=PERMITTED)
    if engagement.mode == "indicators":
        for place, rule in enumerate(engagement.measures):
            if (rule.scale or engagement.scale) == "none":
                location = ("engagement", "rules", place, "scale") if rule.scale else ("engagement", "scale")
                yield detail("scale-needed", location, "none", permitted=PERMITTED)
    for name, most in (("rank_points", max(engagement.rank_points, default=None)), ("pot", engagement.pot)):
        if most is not None and most > 100:
            yield detail("above-100", ("engagement", name), most)


def _not_hundred(code: str, place: Place, weights: Sequence[Decimal]) -> Iterator[InitErrorDetails]:
    total = sum(weights, Decimal(0))
    if weights and total != 100:
        yield detail(code, place, total)
