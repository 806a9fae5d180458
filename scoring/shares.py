"""What each part of a contest adds to the total: the weights of the rules, multiplied out."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.rules import Rules


@dataclass(frozen=True, slots=True)
class Shares:
    """The judges' and the engagement's share of the total, between 0 and 1, or 1 where nothing is weighed.

    `of_judges` are the shares of the parts that are marked in the judges' points, in order; they add up
    to 1.
    """

    judges: Fraction
    engagement: Fraction
    of_judges: tuple[Fraction, ...]


def shares_of(rules: Rules) -> Shares:
    """Return the shares.

    The part that the engagement belongs to is divided by the weights of judging and engagement; where
    nothing is marked in it, engagement has all of it. Without such a part they divide the whole.
    """
    if rules.total.combine != "weighted":
        return Shares(Fraction(1), Fraction(1), (Fraction(1),))
    judging, engagement = _main_weights(rules)
    if not rules.parts:
        return Shares(judging, engagement, (Fraction(1),))
    own = rules.engagement.part if rules.engagement else None
    marked, counted = [], Fraction(0) if own else engagement
    for part in rules.parts:
        share = Fraction(part.weight) / 100
        is_marked = rules.judging is not None and bool(rules.judging.criteria_of(part.key))
        if part.key == own:
            counted = share * engagement if is_marked else share
        if is_marked:
            marked.append(share * (judging if own in (None, part.key) else 1))
    return Shares(sum(marked, Fraction(0)), counted, _of_judges(marked))


def _main_weights(rules: Rules) -> tuple[Fraction, Fraction]:
    weights = [part.weight if part else None for part in (rules.judging, rules.engagement)]
    judging, engagement = (Fraction(1) if weight is None else Fraction(weight) / 100 for weight in weights)
    return judging, engagement


def _of_judges(marked: list[Fraction]) -> tuple[Fraction, ...]:
    total = sum(marked, Fraction(0))
    return tuple(share / total if total else Fraction(1, len(marked)) for share in marked)
