"""Turn counts and marks into points, ranks and awards, exactly, and keep the whole way.

Frames and a validated value (`Rules`) in, a `Ranking` out. No I/O, no clock, no sentences for people.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.applying import rank
    from scoring.clauses import CLAUSES, Clause, rule_clauses
    from scoring.contest import ContestData
    from scoring.counts.windows import window_s
    from scoring.digest import canonical_json, rules_digest
    from scoring.errors import ScoringError
    from scoring.notices import MISSING, NOTICES
    from scoring.ranking import (
        CountBounds,
        CountedMetric,
        CriterionMean,
        MetricScore,
        Notice,
        PartScore,
        RankedEntry,
        RankedUnit,
        Ranking,
    )
    from scoring.rules import (
        Award,
        Counts,
        Criterion,
        Engagement,
        EngagementRule,
        Flags,
        Goalposts,
        Judging,
        Part,
        Ratio,
        Rules,
        Step,
        Threshold,
        Total,
    )
    from scoring.rules.faults import RULE_FAULTS

__all__ = [
    "CLAUSES",
    "MISSING",
    "NOTICES",
    "RULE_FAULTS",
    "Award",
    "Clause",
    "ContestData",
    "CountBounds",
    "CountedMetric",
    "Counts",
    "Criterion",
    "CriterionMean",
    "Engagement",
    "EngagementRule",
    "Flags",
    "Goalposts",
    "Judging",
    "MetricScore",
    "Notice",
    "Part",
    "PartScore",
    "RankedEntry",
    "RankedUnit",
    "Ranking",
    "Ratio",
    "Rules",
    "ScoringError",
    "Step",
    "Threshold",
    "Total",
    "canonical_json",
    "rank",
    "rule_clauses",
    "rules_digest",
    "window_s",
]

_MODULES = {
    "applying": ("rank",),
    "clauses": ("CLAUSES", "Clause", "rule_clauses"),
    "contest": ("ContestData",),
    "counts.windows": ("window_s",),
    "digest": (
        "canonical_json",
        "rules_digest",
    ),
    "errors": ("ScoringError",),
    "notices": (
        "MISSING",
        "NOTICES",
    ),
    "ranking": (
        "CountBounds",
        "CountedMetric",
        "CriterionMean",
        "MetricScore",
        "Notice",
        "PartScore",
        "RankedEntry",
        "RankedUnit",
        "Ranking",
    ),
    "rules": (
        "Award",
        "Counts",
        "Criterion",
        "Engagement",
        "EngagementRule",
        "Flags",
        "Goalposts",
        "Judging",
        "Part",
        "Ratio",
        "Rules",
        "Step",
        "Threshold",
        "Total",
    ),
    "rules.faults": ("RULE_FAULTS",),
}


def __getattr__(name: str) -> object:
    """Import what is asked for only then, so that reading rules does not load pandas."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"scoring.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
