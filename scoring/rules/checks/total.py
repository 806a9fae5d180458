"""Faults in what the outcome is decided by: ties, awards, units, the bonus."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import allowed_where, detail, exactly_where
from scoring.rules.faults import STANDARD_METRICS

if TYPE_CHECKING:
    from scoring.rules.contest import Rules


def total_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield what cannot settle a tie or be awarded under these rules, and keys without effect."""
    total = rules.total
    yield from allowed_where(("total", "best"), total.best, total.rank_by == "unit", 'rank_by = "unit"')
    if rules.engagement:
        is_bonus = total.combine == "bonus"
        place = ("engagement", "maximum")
        yield from exactly_where(place, rules.engagement.maximum, is_bonus, 'combine = "bonus"')
    measures = _measures(rules)
    yield from _tie_faults(rules, [*measures, "submitted_at", "decision"])
    yield from _award_faults(rules, ["total", *measures])


def _tie_faults(rules: "Rules", permitted: list[str]) -> Iterator[InitErrorDetails]:
    for place, tie in enumerate(rules.total.ties):
        if tie not in permitted:
            yield detail("unknown-tie", ("total", "ties", place), tie, permitted=", ".join(permitted))


def _award_faults(rules: "Rules", permitted: list[str]) -> Iterator[InitErrorDetails]:
    for place, award in enumerate(rules.awards):
        if award.by not in permitted:
            location = ("awards", place, "by")
            yield detail("unknown-award-measure", location, award.by, permitted=", ".join(permitted))
        told = ("awards", place, "changed")
        yield from exactly_where(told, award.changed, award.planned is not None, "planned = …")


def _measures(rules: "Rules") -> list[str]:
    judging = ["judges", *(f"criterion:{one.key}" for one in rules.judging.criteria)] if rules.judging else []
    engagement = ["engagement"] if rules.engagement else []
    metrics = dict.fromkeys((*(rule.metric for rule in rules.measures), *STANDARD_METRICS))
    return [*judging, *engagement, *(f"metric:{metric}" for metric in metrics)]
