"""Turn counts and marks into points, ranks and awards, exactly, and keep the whole way.

Frames and a validated value (`Rules`) in, a `Ranking` out. No I/O, no clock, no sentences for people.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.applying import rank
    from scoring.contest import ContestData
    from scoring.digest import canonical_json, rules_digest
    from scoring.errors import ScoringError
    from scoring.notices import MISSING, NOTICES
    from scoring.ranking import CountedMetric, CriterionMean, Notice, RankedEntry, Ranking
    from scoring.rule_faults import RULE_FAULTS
    from scoring.rules import Award, Counts, Criterion, Engagement, Judging, Rules, Total

__all__ = [
    "MISSING",
    "NOTICES",
    "RULE_FAULTS",
    "Award",
    "ContestData",
    "CountedMetric",
    "Counts",
    "Criterion",
    "CriterionMean",
    "Engagement",
    "Judging",
    "Notice",
    "RankedEntry",
    "Ranking",
    "Rules",
    "ScoringError",
    "Total",
    "canonical_json",
    "rank",
    "rules_digest",
]

_MODULES = {
    "applying": ("rank",),
    "contest": ("ContestData",),
    "digest": ("canonical_json", "rules_digest"),
    "errors": ("ScoringError",),
    "notices": ("MISSING", "NOTICES"),
    "ranking": ("CountedMetric", "CriterionMean", "Notice", "RankedEntry", "Ranking"),
    "rule_faults": ("RULE_FAULTS",),
    "rules": ("Award", "Counts", "Criterion", "Engagement", "Judging", "Rules", "Total"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for only then, so that reading rules does not load pandas."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"scoring.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
