"""The rules of a contest as one frozen, self-checking value: the form of the config's contest tables.

Numbers are whole or decimal (read TOML with `parse_float=Decimal`), never floats and never text.
"""

from scoring.rules.contest import Rules
from scoring.rules.counts import Counts
from scoring.rules.engagement import Engagement, EngagementRule, Goalposts, Ratio, Step, Threshold
from scoring.rules.flags import Flags
from scoring.rules.judging import Criterion, Judging
from scoring.rules.total import Award, Part, Total

__all__ = [
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
]
