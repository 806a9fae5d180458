"""What a rules table can have wrong between its parts, each of which is right for itself."""

from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.counts import count_faults
from scoring.rules.checks.engagement import engagement_faults
from scoring.rules.checks.judging import judging_faults
from scoring.rules.checks.parts import part_faults
from scoring.rules.checks.total import total_faults
from scoring.rules.checks.weights import weight_faults

if TYPE_CHECKING:
    from scoring.rules.contest import Rules

CHECKS = (part_faults, count_faults, engagement_faults, judging_faults, weight_faults, total_faults)


def crossed_faults(rules: "Rules") -> list[InitErrorDetails]:
    """Return every fault between the parts of the rules, for one `ValidationError`."""
    return [fault for check in CHECKS for fault in check(rules)]
