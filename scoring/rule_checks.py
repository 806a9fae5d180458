"""What a rules table can have wrong between its parts, each of which is right for itself."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rule_faults import STANDARD_METRICS, rule_fault

if TYPE_CHECKING:
    from scoring.rules import Rules


def crossed_faults(rules: "Rules") -> list[InitErrorDetails]:
    """Return every fault between the parts of the rules, for one `ValidationError`."""
    return [*_part_faults(rules), *_weight_faults(rules), *_tie_faults(rules)]


def _part_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    if not rules.engagement and not rules.judging:
        yield _detail("nothing-to-rank-by", ())
    if rules.metrics and not rules.counts:
        yield _detail("counts-missing", ("counts",))
    if rules.engagement and rules.engagement.scale == "none" and rules.total.combine == "weighted":
        permitted = "share-of-best, min-max"
        yield _detail("scale-needed", ("engagement", "scale"), "none", permitted=permitted)


def _weight_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    weights = {
        name: part.weight for name in ("engagement", "judging") if (part := getattr(rules, name)) is not None
    }
    given = [weight for weight in weights.values() if weight is not None]
    if rules.total.combine != "weighted":
        return
    if len(weights) > len(given) and len(weights) > 1:
        yield from (_detail("weight-missing", (name, "weight")) for name in weights if weights[name] is None)
    elif given and sum(given) != 100:
        yield _detail("weights-not-100", (list(weights)[-1], "weight"), sum(given, Decimal(0)))


def _tie_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    permitted = _possible_ties(rules)
    for place, tie in enumerate(rules.total.ties):
        if tie not in permitted:
            yield _detail("unknown-tie", ("total", "ties", place), tie, permitted=", ".join(permitted))


def _possible_ties(rules: "Rules") -> list[str]:
    judging = ["judges", *(f"criterion:{one.key}" for one in rules.judging.criteria)] if rules.judging else []
    engagement = ["engagement"] if rules.engagement else []
    metrics = dict.fromkeys((*rules.points, *STANDARD_METRICS))
    return [*judging, *engagement, *(f"metric:{metric}" for metric in metrics), "submitted_at"]


def _detail(
    code: str, location: tuple[str | int, ...], found: object = None, **context: str
) -> InitErrorDetails:
    if found is not None:
        context["found"] = str(found)
    return InitErrorDetails(type=rule_fault(code, **context), loc=location, input=found)
