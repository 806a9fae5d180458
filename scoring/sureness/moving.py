"""With any number of parts: the least weight that must move for an award to change hands, exactly.

Of all weights that add up to what they do now, those nearest to them at which two totals are equal. The norm
is half the sum of the absolute changes: the weight that moves from some parts to another one. That is a
linear programme with one equation, which filling the best part from the worst ones solves exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product


@dataclass(frozen=True, slots=True)
class Profile:
    """One ranked entry's points on each part, all on the scale that is weighed."""

    number: str
    points: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class WeightMove:
    """The nearest weights at which an entry leaves the first `places` and another one takes its place.

    `moved` is how much weight changes its part. At these very weights the two have equal totals.
    """

    places: int
    moved: Fraction
    weights: tuple[Fraction, ...]
    leaves: str
    enters: str


def smallest_moves(
    ranked: Sequence[Profile], weights: Sequence[Fraction], edges: Sequence[int]
) -> list[WeightMove]:
    """Return for each edge the smallest move, none for an edge that no weights change.

    `ranked` stands in rank order; `weights` are those of now, one a part. What ties decide is left out.
    """
    found = []
    for places in edges:
        moves = [
            WeightMove(places, *move, inside.number, outside.number)
            for inside, outside in product(ranked[:places], ranked[places:])
            if (move := _smallest_move(inside, outside, weights)) is not None
        ]
        found += sorted(moves, key=lambda one: (one.moved, one.leaves, one.enters))[:1]
    return found


def _smallest_move(
    inside: Profile, outside: Profile, weights: Sequence[Fraction]
) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """Take weight from the parts that favour the one inside most, and give it to the one that does least."""
    leads = [one - other for one, other in zip(inside.points, outside.points, strict=True)]
    lead = sum((weight * one for weight, one in zip(weights, leads, strict=True)), Fraction(0))
    least = min(range(len(leads)), key=leads.__getitem__)
    moved, changed = Fraction(0), list(weights)
    for part in sorted(range(len(leads)), key=leads.__getitem__, reverse=True):
        gain = leads[part] - leads[least]
        if lead <= 0 or not gain:
            break
        step = min(changed[part], lead / gain)
        changed[part], changed[least] = changed[part] - step, changed[least] + step
        moved, lead = moved + step, lead - step * gain
    return (moved, tuple(changed)) if lead <= 0 else None
