"""Bring points to a common scale, fixed or relative to a field of entries.

Where all of the field are equal, a relative scale gives everyone the same full points.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.engagement.winsorising import winsorised
from scoring.exact import ExactColumn, Mask
from scoring.irrational import logarithm, logarithms
from scoring.rules import Engagement, EngagementRule, Goalposts
from scoring.rules.engagement import WINSORISED

FULL = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with what it is fixed by, as far as the rules fix it."""

    kind: str
    target: Decimal | None
    goalposts: Goalposts | None
    rank_points: tuple[Decimal, ...]
    pot: Decimal | None
    winsorise: int | None

    @property
    def is_relative(self) -> bool:
        """Whether an entry's points depend on the other entries."""
        return self.kind not in ("none", "target") and self.goalposts is None


def scale_of(engagement: Engagement, rule: EngagementRule | None = None) -> Scale:
    """Return the scale of the rules, or of one indicator: its own, else that of them all."""
    whole = Scale(
        engagement.scale,
        engagement.target,
        engagement.goalposts,
        engagement.rank_points,
        engagement.pot,
        engagement.winsorise,
    )
    if rule is None:
        return whole
    kind = rule.scale or whole.kind
    goalposts = rule.goalposts or (whole.goalposts if rule.scale is None else None)
    return replace(whole, kind=kind, target=rule.target or whole.target, goalposts=goalposts)


def scaled(points: ExactColumn, field: Mask, scale: Scale) -> ExactColumn:
    """Scale every known row; `field` are the entries that a relative scale compares with.

    `none` leaves the points. `target`: 100 * x / target, at most 100. `share-of-best`: 100 * x / best.
    `min-max`: 100 * (x - low) / (high - low), the least and the highest of the field or the goalposts,
    beyond which nothing counts; `log-min-max` the same on logarithms of 1 + x. `percentile`: the share of
    the others that are lower, ties half. `rank-table`: the points of the rank. `pot`: the pot in
    proportion.
    """
    if scale.kind == "none":
        return points
    if scale.kind == "target":
        return points.times(FULL / Fraction(scale.target or 1)).clipped(Fraction(0), Fraction(FULL))
    if scale.goalposts:
        return _between(points, *_ends(scale.goalposts, scale.kind), scale.kind)
    if scale.winsorise and scale.kind in WINSORISED:
        points = winsorised(points, field, scale.winsorise)
    return RELATIVE[scale.kind](points, points.hidden(~field), scale)


def decides_nothing(points: ExactColumn, field: Mask, scale: Scale) -> bool:
    """Tell whether the scale had only equal points to compare."""
    compared = points.hidden(~field)
    return scale.kind != "none" and compared.highest() is not None and compared.highest() == compared.lowest()


def _full(points: ExactColumn) -> ExactColumn:
    return ExactColumn.of(np.full(len(points.numerators), FULL), points.unknown)


def _share_of_best(points: ExactColumn, field: ExactColumn, scale: Scale) -> ExactColumn:  # noqa: ARG001
    best = field.highest()
    if best is None or best == field.lowest():
        return _full(points)
    return points.times(FULL / best).clipped(Fraction(0), Fraction(FULL))


def _min_max(points: ExactColumn, field: ExactColumn, scale: Scale) -> ExactColumn:
    low, high = field.lowest(), field.highest()
    if low is None or high is None or low == high:
        return _full(points)
    if scale.kind == "log-min-max":
        low, high = logarithm(low), logarithm(high)
    return _between(points, low, high, scale.kind)


def _between(points: ExactColumn, low: Fraction, high: Fraction, kind: str) -> ExactColumn:
    found = logarithms(points) if kind == "log-min-max" else points
    return found.clipped(low, high).shifted(-low).times(FULL / (high - low))


def _ends(goalposts: Goalposts, kind: str) -> tuple[Fraction, Fraction]:
    low, high = Fraction(goalposts.low), Fraction(goalposts.high)
    return (logarithm(low), logarithm(high)) if kind == "log-min-max" else (low, high)


def _percentile(points: ExactColumn, field: ExactColumn, scale: Scale) -> ExactColumn:  # noqa: ARG001
    known = np.sort(field.numerators[~field.unknown])
    if len(known) < 2 or known[0] == known[-1]:
        return _full(points)
    lower = np.searchsorted(known, points.numerators, side="left")
    not_higher = np.searchsorted(known, points.numerators, side="right")
    halves = np.clip(lower + not_higher - 1, 0, 2 * (len(known) - 1))
    return ExactColumn.of(halves, points.unknown).times(Fraction(FULL, 2 * (len(known) - 1)))


def _rank_table(points: ExactColumn, field: ExactColumn, scale: Scale) -> ExactColumn:
    known = np.sort(field.numerators[~field.unknown])
    higher = len(known) - np.searchsorted(known, points.numerators, side="right")
    table = ExactColumn.of_fractions([*map(Fraction, scale.rank_points), Fraction(0)])
    return table.taken(np.minimum(higher, len(scale.rank_points))).hidden(points.unknown)


def _pot(points: ExactColumn, field: ExactColumn, scale: Scale) -> ExactColumn:
    pot = Fraction(FULL if scale.pot is None else scale.pot)
    count = int((~field.unknown).sum())
    total = sum(field.numerators.tolist())
    if not total:
        return ExactColumn.of(np.ones(len(points.numerators), dtype=np.int64), points.unknown).times(
            pot / max(count, 1)
        )
    return points.times(pot * points.denominator / total)


RELATIVE: Mapping[str, Callable[[ExactColumn, ExactColumn, Scale], ExactColumn]] = {
    "share-of-best": _share_of_best,
    "min-max": _min_max,
    "log-min-max": _min_max,
    "percentile": _percentile,
    "rank-table": _rank_table,
    "pot": _pot,
}
