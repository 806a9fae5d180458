"""From judge points and engagement points to the total and its parts, exact and as printed."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.exact import ExactColumn, Ints, Mask, Whole
from scoring.rules import Engagement, Rules
from scoring.rules.engagement import SCALES_TO_HUNDRED
from scoring.shares import Shares


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What each part adds to the total, a row an entry; a part is None where the rules have none."""

    judges: ExactColumn | None
    engagement: ExactColumn | None
    total: ExactColumn

    def without(self, rows: Mask) -> "Totals":
        """Return the totals with these rows' total unknown."""
        return Totals(self.judges, self.engagement, self.total.hidden(rows))

    def taken(self, rows: Ints) -> "Totals":
        """Return some of the rows."""
        return Totals(
            self.judges and self.judges.taken(rows),
            self.engagement and self.engagement.taken(rows),
            self.total.taken(rows),
        )

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


def combined(
    judges: ExactColumn | None, engagement: ExactColumn | None, rules: Rules, shares: Shares
) -> Totals:
    """Add the parts up: by their shares under `weighted`, as they stand under `sum`, else judges first.

    The total is unknown where a part of the rules is; only a bonus that is unknown adds nothing.
    """
    combine = rules.total.combine
    if combine == "bonus" and judges and engagement and rules.engagement:
        added = _bonus(engagement, rules.engagement)
        return Totals(judges, added, judges.plus(added))
    if combine in ("engagement-breaks-ties", "separate") and judges:
        return Totals(judges, None, judges)
    judges = judges and judges.times(shares.judges)
    engagement = engagement and engagement.times(shares.engagement)
    first, *others = (part for part in (judges, engagement) if part is not None)
    return Totals(judges, engagement, first.plus(others[0]) if others else first)


def _bonus(engagement: ExactColumn, rules: Engagement) -> ExactColumn:
    """Return what engagement adds on top: its share of 100 times the maximum, or its points up to it."""
    maximum = Fraction(rules.maximum or 0)
    is_to_hundred = rules.mode == "indicators" or rules.scale in SCALES_TO_HUNDRED
    points = engagement.times(maximum / 100) if is_to_hundred else engagement
    return points.clipped(Fraction(0), maximum).filled()
