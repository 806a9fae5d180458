"""From judge points and engagement points to the total and its parts, exact and as printed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.exact import ExactColumn, Mask, Whole
from scoring.rules import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What each part adds to the total, a row an entry; a part is None where the rules have none."""

    judges: ExactColumn | None
    engagement: ExactColumn | None
    total: ExactColumn

    def without(self, rows: Mask) -> "Totals":
        """Return the totals with these rows' total unknown."""
        return Totals(self.judges, self.engagement, self.total.hidden(rows))

    def printed(self, digits: int) -> tuple[Whole | None, Whole | None, Whole]:
        """Return both parts and the total in units of the last of `digits` decimals; the parts add up to it.

        The total is rounded half up. What the parts, rounded down, lack of it goes to the one that lost
        more by rounding, to the judges' where both lost the same, and to both where two units are lacking.
        """
        total = self.total.rounded_half_up(digits)
        if self.judges is None or self.engagement is None:
            return (total if self.judges else None), (total if self.engagement else None), total
        judges, engagement = self.judges.floored(digits), self.engagement.floored(digits)
        lacking = total - judges - engagement
        raised = (lacking > 1) | ((lacking > 0) & self._judges_lost_more(judges, engagement, digits))
        judges = judges + raised
        return judges, total - judges, total

    def _judges_lost_more(self, judges: Whole, engagement: Whole, digits: int) -> Mask:
        lost = [
            part.times(10**digits).plus(ExactColumn.of(-floored))
            for part, floored in ((self.judges, judges), (self.engagement, engagement))
            if part is not None
        ]
        is_more: Mask = lost[0].plus(lost[1].times(-1)).numerators >= 0
        return is_more


def combined(judges: ExactColumn | None, engagement: ExactColumn | None, rules: Rules) -> Totals:
    """Add the parts up: by their weights in per cent under `weighted`, as they stand under `sum`.

    The total is unknown where a part of the rules is.
    """
    is_weighted = rules.total.combine == "weighted"
    judges = _part(judges, rules.judging.weight if rules.judging and is_weighted else None)
    engagement = _part(engagement, rules.engagement.weight if rules.engagement and is_weighted else None)
    first, *others = (part for part in (judges, engagement) if part is not None)
    return Totals(judges, engagement, first.plus(others[0]) if others else first)


def _part(points: ExactColumn | None, weight: Decimal | None) -> ExactColumn | None:
    return points if points is None or weight is None else points.times(Fraction(weight) / 100)
