"""Faults within the rules on judging."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import allowed_where, detail, exactly_where

if TYPE_CHECKING:
    from scoring.rules.contest import Rules
    from scoring.rules.judging import Judging


def judging_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield what is wrong within the judging table, and what the total asks of it."""
    judging = rules.judging
    if judging:
        yield from _own_faults(judging)
        yield from _total_faults(judging, is_weighted=rules.total.combine == "weighted")


def _own_faults(judging: "Judging") -> Iterator[InitErrorDetails]:
    is_trimmed = judging.aggregate == "trimmed"
    yield from exactly_where(("judging", "drop"), judging.drop, is_trimmed, 'aggregate = "trimmed"')
    yield from exactly_where(("judging", "refit"), judging.refit, judging.severity == "z", 'severity = "z"')
    severity = None if judging.severity == "off" else judging.severity
    joining = 'aggregate = "mean" | "median" | "trimmed"'
    yield from allowed_where(("judging", "severity"), severity, judging.aggregate != "sum", joining)
    needed = 2 * (judging.drop or 0) + 1
    if is_trimmed and judging.minimum_judges < needed:
        found = judging.minimum_judges
        yield detail("drop-needs-judges", ("judging", "minimum_judges"), found, needed=str(needed))
    if judging.incomplete == "count-marked" and judging.level == "sheet":
        yield detail("incomplete-needs-criterion", ("judging", "level"), judging.level)


def _total_faults(judging: "Judging", *, is_weighted: bool) -> Iterator[InitErrorDetails]:
    if is_weighted and judging.aggregate == "sum":
        permitted = "mean, median, trimmed"
        yield detail("sum-not-weighted", ("judging", "aggregate"), "sum", permitted=permitted)
    most = Decimal(100) if is_weighted else _sum_of_weights(judging)
    least = judging.minimum_points
    if least is not None and least > most and judging.aggregate != "sum":
        yield detail("gate-too-high", ("judging", "minimum_points"), least, most=f"{most:f}")


def _sum_of_weights(judging: "Judging") -> Decimal:
    return sum((criterion.weight for criterion in judging.criteria), Decimal(0))
