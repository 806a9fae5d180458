"""The least weight that must move, against a linear programme written out by trying all corners."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from scoring.sureness import Profile, smallest_moves

POINTS = st.integers(0, 20).map(Fraction)
WEIGHTS = st.lists(st.integers(1, 5), min_size=3, max_size=3).map(
    lambda parts: [Fraction(part, sum(parts)) for part in parts]
)


def test_the_move_names_the_weights_and_the_two_entries() -> None:
    """90·0,7 + 0·0,3 = 63 and 60·0,7 + 60·0,3 = 60: equal where the lead 30a - 60(1 - a) is 0, at a = 2/3."""
    ranked = [Profile("A", (Fraction(90), Fraction(0))), Profile("B", (Fraction(60), Fraction(60)))]
    (move,) = smallest_moves(ranked, [Fraction(7, 10), Fraction(3, 10)], [1])
    assert (move.leaves, move.enters, move.moved) == ("A", "B", Fraction(1, 30))
    assert move.weights == (Fraction(2, 3), Fraction(1, 3))


def test_who_is_better_on_every_part_never_loses_the_place() -> None:
    ranked = [Profile("A", (Fraction(9), Fraction(8))), Profile("B", (Fraction(5), Fraction(5)))]
    assert smallest_moves(ranked, [Fraction(1, 2), Fraction(1, 2)], [1, 2]) == []


@given(st.tuples(POINTS, POINTS, POINTS), st.tuples(POINTS, POINTS, POINTS), WEIGHTS)
def test_no_corner_of_the_programme_is_nearer(
    one: tuple[Fraction, ...], other: tuple[Fraction, ...], weights: list[Fraction]
) -> None:
    ranked = sorted(
        (Profile("A", one), Profile("B", other)),
        key=lambda entry: -sum(w * p for w, p in zip(weights, entry.points, strict=True)),
    )
    found = smallest_moves(ranked, weights, [1])
    leads = [a - b for a, b in zip(ranked[0].points, ranked[1].points, strict=True)]
    corners = list(_corners(leads, weights))
    assert [move.moved for move in found] == ([min(corners)] if corners else [])
    for move in found:
        assert sum(move.weights) == 1
        assert min(move.weights) >= 0
        assert sum(w * lead for w, lead in zip(move.weights, leads, strict=True)) == 0


def _corners(leads: list[Fraction], weights: list[Fraction]) -> list[Fraction]:
    """Return how far the weights of equal totals lie where one weight is as now or nothing, or all are."""
    found = []
    if sum(w * lead for w, lead in zip(weights, leads, strict=True)) == 0:
        found.append(Fraction(0))
    for one, other in combinations(range(3), 2):
        (third,) = {0, 1, 2} - {one, other}
        for fixed in (weights[third], Fraction(0)):
            free = 1 - fixed
            slope = leads[one] - leads[other]
            if slope:
                first = (-fixed * leads[third] - free * leads[other]) / slope
                changed = {one: first, other: free - first, third: fixed}
                if min(changed.values()) >= 0:
                    found.append(
                        sum((abs(changed[place] - weights[place]) for place in range(3)), Fraction(0)) / 2
                    )
    return found
