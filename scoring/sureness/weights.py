"""At which weights an award changes hands, exactly: totals are straight lines in the weight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product


@dataclass(frozen=True, slots=True)
class Parts:
    """One ranked entry's judge points and engagement points, both on the scale that is weighed."""

    number: str
    judges: Fraction
    engagement: Fraction


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """The judges' weight (0 to 1) at which one entry leaves the first `places` and another takes its place.

    At that very weight the two have equal totals; just beyond it they have changed places.
    """

    places: int
    weight: Fraction
    leaves: str
    enters: str


def edge_changes(ranked: Sequence[Parts], weight: Fraction, edges: Sequence[int]) -> list[EdgeChange]:
    """Return for each edge the nearest change below and above today's weight of the judges.

    `ranked` stands in rank order, `edges` are numbers of places (2 for two first prizes, then 5, …); an edge
    at or beyond the last entry never changes. A change that would need a weight below 0 or above 1 is none.
    What ties decide is left out: it is the totals alone that are followed.
    """
    found: list[EdgeChange] = []
    for places in edges:
        changes = [change for change in _crossings(ranked, places, weight) if 0 <= change.weight <= 1]
        below = [change for change in changes if change.weight <= weight]
        above = [change for change in changes if change.weight > weight]
        found += sorted(below, key=lambda change: (-change.weight, change.leaves, change.enters))[:1]
        found += sorted(above, key=lambda change: (change.weight, change.leaves, change.enters))[:1]
    return found


def _crossings(ranked: Sequence[Parts], places: int, weight: Fraction) -> Iterator[EdgeChange]:
    """Follow each entry within the edge and each outside it to the weight at which their totals are equal."""
    for inside, outside in product(ranked[:places], ranked[places:]):
        at_zero = inside.engagement - outside.engagement
        slope = (inside.judges - outside.judges) - at_zero
        if slope:
            yield EdgeChange(places, -at_zero / slope, inside.number, outside.number)
        elif not at_zero:
            yield EdgeChange(places, weight, inside.number, outside.number)
