"""What other scales, corrected counts and single raises would do to the awards, on fields worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring import ContestData, Rules, rank
from scoring.sureness import (
    Field,
    Moved,
    decided_shares,
    on_other_scales,
    simulated_weights,
    smallest_count_raise,
    smallest_mark_raise,
    with_rulings,
)
from scoring.suspicion import Ruling

Contest = Callable[..., ContestData]
FIRST = [{"name": "First", "count": 1}]


@pytest.fixture
def rules(weighted: Callable[..., Rules]) -> Rules:
    """Return 70 to 30 on share of the best, one criterion out of 100, one award."""
    return weighted(
        judging={"weight": 70, "criteria": [{"key": "x", "name": "X", "maximum": 100}]}, awards=FIRST
    )


@pytest.fixture
def field(contest: Contest) -> ContestData:
    """Return A with 90 points and 1,000 views, B with 86 and 3,000."""
    counts = {("A", "youtube", "views"): 1000, ("B", "youtube", "views"): 3000}
    marks = {("an", "A", "x"): 90, ("an", "B", "x"): 86}
    return contest("AB", counts, marks)


def test_a_jury_alone_decides_all_and_two_parts_share_it(field: ContestData, rules: Rules) -> None:
    """Totals 63 + 10 and 60.2 + 30: the judges' part goes by -2.8 of 17.2, the engagement's by 20."""
    assert decided_shares(field, rules) == {
        "judging": Fraction(-28, 172),
        "engagement": Fraction(200, 172),
    }


def test_engagement_decides_about_nine_tenths_of_seventy_to_thirty(rules: Rules) -> None:
    engagement = rules.engagement
    assert engagement is not None
    logarithmic = rules.model_copy(
        update={"engagement": engagement.model_copy(update={"scale": "log-min-max"})}
    )
    judging, counted = simulated_weights(logarithmic, Field(), samples=20, seed=7)
    assert (judging.part, counted.part) == ("judging", "engagement")
    assert judging.mean + counted.mean == pytest.approx(1)
    assert 0.8 < counted.mean < 0.95
    assert simulated_weights(logarithmic, Field(), samples=20, seed=7) == (judging, counted)


def test_another_scale_that_moves_the_award_is_named(contest: Contest, rules: Rules) -> None:
    """A 63 + 30·100/300, B 56 + 30: on min-max A's 10 become 0, on share of the best they stay."""
    counts = {("A", "youtube", "views"): 260, ("B", "youtube", "views"): 300}
    data = contest("AB", counts, {("an", "A", "x"): 90, ("an", "B", "x"): 80})
    moved = on_other_scales(data, rules, rank(data, rules))
    change = (Moved("A", "First", None), Moved("B", None, "First"))
    assert moved == dict.fromkeys(("min-max", "log-min-max", "percentile"), change)


def test_points_as_they_stand_have_no_other_scale(contest: Contest, jury: Callable[..., Rules]) -> None:
    data = contest("A", marks={("an", "A", "x"): 1})
    assert on_other_scales(data, jury(), rank(data, jury())) == {}


def test_what_is_taken_off_may_move_the_award(field: ContestData, rules: Rules) -> None:
    post, instant = (int(field.readings[name].iloc[1]) for name in ("post", "at_before"))
    taken_off = Ruling("median", "B", post, "views", instant, 2900)
    moved = with_rulings(field, rules, rank(field, rules), [taken_off])
    assert [(one.number, one.after) for one in moved] == [("B", None), ("A", "First")]


def test_the_smallest_mark_that_wins_is_found(contest: Contest, rules: Rules) -> None:
    """A 73.00, B 63 + 10 as well with 90 → every hundredth above 90 wins; B has 80, so 10.01 are needed."""
    counts = {("A", "youtube", "views"): 300, ("B", "youtube", "views"): 300}
    data = contest("AB", counts, {("an", "A", "x"): 90, ("an", "B", "x"): 80})
    found = smallest_mark_raise(data, rules, "B")
    assert found is not None
    assert (found.place, Decimal(found.by) / 10**6, found.award) == (("an", "x"), Decimal(10), "First")
    assert smallest_mark_raise(data, rules, "A") is None


def test_the_smallest_count_that_wins_is_found(field: ContestData, rules: Rules) -> None:
    """A needs 63 + 30·v/3000 from 90.2 on while v is below 3,000: 2,720 views, 1,720 more."""
    found = smallest_count_raise(field, rules, "A")
    assert found is not None
    assert (found.place[1], found.by, found.award) == ("views", 1720, "First")


def test_a_jury_has_no_count_to_raise_and_counts_no_mark(
    contest: Contest, jury: Callable[..., Rules]
) -> None:
    data = contest("AB", marks={("an", "A", "x"): 1, ("an", "B", "x"): 2})
    assert smallest_count_raise(data, jury(awards={"First": 1}), "A") is None
    engaged = Rules.model_validate(
        {
            "counts": {"channels": ["youtube"]},
            "engagement": {"points": {"views": 1}, "scale": "none"},
            "total": {"combine": "sum"},
        }
    )
    assert smallest_mark_raise(data, engaged, "A") is None
