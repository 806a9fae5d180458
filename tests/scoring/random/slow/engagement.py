"""Engagement by the written rules: points by rules, scales compared with a field, indicators."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from math import floor
from typing import Any

Column = tuple[str, str]
Known = Sequence[Fraction]


def measures_of(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what each metric is worth, the short forms written out."""
    if "points" in table:
        return [{"metric": metric, "points": points} for metric, points in table["points"].items()]
    if "weights" in table:
        return [{"metric": metric, "weight": weight} for metric, weight in table["weights"].items()]
    return list(table["rules"])


def count_of(counts: Mapping[Column, Sequence[int | None]], rule: Mapping[str, Any]) -> int | None:
    """Add up the known counts that a rule reads, None where none is known."""
    known = [
        count
        for (channel, metric), found in counts.items()
        for count in found
        if count is not None and metric == rule["metric"] and rule.get("channel") in (None, channel)
    ]
    return sum(known) if known else None


def points_of(count: int | None, rule: Mapping[str, Any]) -> Fraction | None:
    """Return the points that a count brings by one rule."""
    if count is None:
        return None
    if rule.get("steps"):
        reached = [Fraction(step["points"]) for step in rule["steps"] if count >= step["at_least"]]
        points = reached[-1] if reached else Fraction(0)
    else:
        share = Fraction(count) / Fraction(rule.get("per", 1))
        rounding = rule.get("round", "none")
        share = {
            "none": share,
            "down": Fraction(floor(share)),
            "half-up": Fraction(floor(share + Fraction(1, 2))),
        }[rounding]
        points = share * Fraction(rule.get("points", 1))
    return min(points, Fraction(rule["cap"])) if "cap" in rule and not rule.get("steps") else points


def brings_points(rule: Mapping[str, Any]) -> bool:
    """Tell whether a rule can bring points at all."""
    return bool(rule.get("steps")) or rule.get("points", 1) != 0


def scaled(value: Fraction, field: Known, scale: Mapping[str, Any]) -> Fraction:
    """Bring one number of the field to a scale."""
    kind, goalposts = scale["scale"], scale.get("goalposts")
    if kind == "none":
        return value
    if kind == "target":
        return min(100 * value / Fraction(scale["target"]), Fraction(100))
    if goalposts:
        ends = (Fraction(goalposts.get("low", 0)), Fraction(goalposts["high"]))
        return _between(value, *ends, kind)
    if kind == "rank-table":
        better = sum(other > value for other in field)
        return Fraction([*scale["rank_points"], *[0] * len(field)][better])
    if kind == "pot":
        pot, total = Fraction(scale.get("pot", 100)), sum(field)
        return pot * value / total if total else pot / len(field)
    return _compared(value, list(field), kind, scale.get("winsorise", 0))


def _compared(value: Fraction, field: list[Fraction], kind: str, most: int) -> Fraction:
    if most and kind in ("share-of-best", "min-max"):
        highest = _winsorised_top(field, most)
        value, field = min(value, highest), [min(other, highest) for other in field]
    if max(field) == min(field):
        return Fraction(100)
    if kind == "percentile":
        lower, same = sum(other < value for other in field), sum(other == value for other in field)
        return 100 * (lower + Fraction(same - 1, 2)) / (len(field) - 1)
    if kind == "share-of-best":
        return 100 * value / max(field)
    return _between(value, min(field), max(field), kind)


def _between(value: Fraction, low: Fraction, high: Fraction, kind: str) -> Fraction:
    inside = min(max(value, low), high)
    if kind == "log-min-max":
        inside, low, high = logarithm(inside), logarithm(low), logarithm(high)
    return 100 * (inside - low) / (high - low)


def logarithm(number: Fraction) -> Fraction:
    """Return ln(1 + number) with 50 digits, rounded half-even to 12 decimals."""
    with localcontext() as context:
        context.prec = 50
        exact = (Decimal((number + 1).numerator) / Decimal((number + 1).denominator)).ln()
        return Fraction(exact.quantize(Decimal("1E-12"), rounding=ROUND_HALF_EVEN))


def _winsorised_top(field: Known, most: int) -> Fraction:
    """Lower the highest, then the two highest, and so on, while skewness and kurtosis are both too high."""
    numbers = sorted(field)
    lowered = 0
    while len(numbers) >= 4 and lowered < most and _is_skewed(numbers):
        lowered += 1
        numbers = numbers[:-lowered] + [numbers[-lowered - 1]] * lowered
    return numbers[-1]


def _is_skewed(numbers: list[Fraction]) -> bool:
    """Skewness and excess kurtosis as statistics programs give them for a sample (type 2)."""
    n, mean = len(numbers), sum(numbers) / len(numbers)
    second, third, fourth = (sum((one - mean) ** power for one in numbers) / n for power in (2, 3, 4))
    if not second:
        return False
    squared = third**2 / second**3 * Fraction(n * (n - 1), (n - 2) ** 2)
    kurtosis = Fraction(n - 1, (n - 2) * (n - 3)) * ((n + 1) * (fourth / second**2 - 3) + 6)
    return squared >= 4 and kurtosis >= Fraction(7, 2)
