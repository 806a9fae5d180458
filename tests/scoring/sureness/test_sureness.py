"""How sure a ranking is, against worked figures and slow searches."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import rank
from scoring.sureness import (
    Moved,
    Parts,
    edge_changes,
    effective_weights,
    without_each_entry,
    without_each_judge,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoring import ContestData, Rules

points = st.integers(0, 100).map(Fraction)
fields = st.lists(st.tuples(points, points), min_size=2, max_size=7)


@given(fields)
def test_effective_weights_are_numpys_covariances(field: list[tuple[Fraction, Fraction]]) -> None:
    judges, engagement = zip(*field, strict=True)
    shares = effective_weights({"judges": judges, "engagement": engagement})
    table = np.array(field, dtype=float)
    totals = table.sum(axis=1)
    if shares is None:
        assert np.ptp(totals) == 0
        return
    assert sum(shares.values()) == 1
    expected = np.cov(table[:, 0], totals)[0, 1] / np.var(totals, ddof=1)
    assert float(shares["judges"]) == pytest.approx(expected, abs=1e-9)


def placed(field: list[Parts], weight: Fraction) -> list[Parts]:
    def total(entry: Parts) -> Fraction:
        return weight * entry.judges + (1 - weight) * entry.engagement

    return sorted(field, key=lambda entry: (-total(entry), entry.number))


def top(field: list[Parts], weight: Fraction, places: int) -> set[str]:
    return {entry.number for entry in placed(field, weight)[:places]}


@given(fields, st.integers(1, 99), st.integers(1, 6))
def test_the_first_places_hold_until_the_weight_that_is_told_and_no_further(
    field: list[tuple[Fraction, Fraction]], percent: int, places: int
) -> None:
    entries = [Parts(str(place), *parts) for place, parts in enumerate(field)]
    weight = Fraction(percent, 100)
    ranked = placed(entries, weight)
    changes = edge_changes(ranked, weight, [places])
    above = [change for change in changes if change.weight > weight]
    tiny = Fraction(1, 10**9)
    now = top(entries, weight, places)
    if any(change.weight == weight for change in changes):
        return
    if not above:
        assert top(entries, Fraction(1) - tiny, places) == now
        return
    assert top(entries, above[0].weight - tiny, places) == now
    if above[0].weight + tiny <= 1:
        assert top(entries, above[0].weight + tiny, places) != now


def test_an_edge_names_the_weight_and_the_two_entries() -> None:
    ranked = [Parts("A", Fraction(90), Fraction(40)), Parts("B", Fraction(80), Fraction(60))]
    changes = edge_changes(ranked, Fraction(70, 100), [1, 2])
    assert [(change.places, change.weight, change.leaves, change.enters) for change in changes] == [
        (1, Fraction(2, 3), "A", "B")
    ]


def test_disqualifying_the_viral_entry_turns_the_two_behind_it(
    contest: Callable[..., ContestData], weighted: Callable[..., Rules]
) -> None:
    marks = {("j", "A", "x"): 90, ("j", "B", "x"): 86, ("j", "C", "x"): 80}
    views = {"A": 1000, "B": 3000, "C": 98000}
    data = contest("ABC", {(number, "youtube", "views"): count for number, count in views.items()}, marks)
    rules = weighted(
        engagement={"weight": 30, "points": {"views": 1}, "scale": "min-max"},
        judging={"weight": 70, "criteria": [{"key": "x", "name": "X", "maximum": 100}]},
    )
    moved = without_each_entry(data, rules, rank(data, rules))
    assert {entry.number for entry in moved["C"]} == {"A", "B"}
    assert moved["A"] == ()


def test_the_judge_whose_marks_decide_an_award_is_named(
    marked: Callable[..., ContestData], jury: Callable[..., Rules]
) -> None:
    data = marked([9, 9, 5], [8, 8, 8])
    rules = jury(awards={"First": 1})
    now = rank(data, rules)
    moved = without_each_judge(data, rules, now)
    assert moved["judge 2"] == (Moved("B", "First", None), Moved("A", None, "First"))
    assert moved["judge 0"] == ()
