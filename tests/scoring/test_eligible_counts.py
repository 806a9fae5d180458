"""Which counts and posts count at all: too old ones, too small ones, odd ratios, extremes."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest

from scoring import ContestData, Rules, rank

Contest = Callable[..., ContestData]
HOUR = 3600


def _rules(counts: dict[str, Any] | None = None, **engagement: Any) -> Rules:  # noqa: ANN401
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"], **(counts or {})},
            "engagement": {"points": {"views": 1}, "scale": "none", **engagement},
            "total": {"combine": "sum"},
        }
    )


def _totals(data: ContestData, rules: Rules) -> dict[str, Fraction | None]:
    return {entry.number: entry.exact_total for entry in rank(data, rules).entries}


@pytest.fixture
def read_at(contest: Contest, at: datetime) -> Callable[..., ContestData]:
    """Make a contest of one post, read so many hours before and (with more views) after the instant."""
    instant = int(at.timestamp())

    def make(before_h: int, after_h: int | None = None) -> ContestData:
        after = (None, None, None) if after_h is None else (200, instant + after_h * HOUR, "hand")
        row = ("A", "youtube", 1, "views", 100, instant - before_h * HOUR, "hand", *after)
        return contest("A", readings=[row])

    return make


@pytest.mark.parametrize(
    ("before_h", "after_h", "count"),
    [(12, None, 100), (13, None, None), (6, 6, 150), (6, 7, None), (0, 40, 100)],
)
def test_a_reading_beyond_the_tolerance_leaves_the_count_unknown(
    before_h: int, after_h: int | None, count: int | None, read_at: Callable[..., ContestData]
) -> None:
    ranking = rank(read_at(before_h, after_h), _rules({"tolerance_hours": 12}))
    (entry,) = ranking.entries
    assert entry.counts[0].count == count
    assert ("reading-too-old" in entry.missing) == (count is None)
    assert ("reading-too-old", ("A",)) in [(one.code, one.numbers) for one in ranking.notices] or count


def test_a_post_with_too_few_counts_does_not_count_at_all(contest: Contest, at: datetime) -> None:
    told = (int(at.timestamp()), "hand", None, None, None)
    rows = [
        ("A", "youtube", 1, "views", 2000, *told),
        ("A", "youtube", 1, "likes", 9, *told),
        ("A", "youtube", 2, "views", 1999, *told),
        ("A", "youtube", 2, "likes", 50, *told),
        ("B", "youtube", 3, "views", None, None, None, None, None, None),
        ("B", "youtube", 3, "likes", 70, *told),
    ]
    ranking = rank(contest("AB", readings=rows), _rules({"minimums": {"views": 2000}}, points={"likes": 1}))
    first, second = ranking.entries
    assert (first.number, first.exact_total) == ("A", Fraction(9))
    assert (second.exact_total, second.missing) == (None, ("counts", "post-below-minimum"))
    told_of = {one.code: one.numbers for one in ranking.notices}
    assert told_of["post-below-minimum"] == ("A", "B")


def test_likes_must_stay_within_their_share_of_the_views(contest: Contest) -> None:
    counts = {
        ("A", "youtube", "views"): 100,
        ("A", "youtube", "likes"): 65,
        ("B", "youtube", "views"): 100,
        ("B", "youtube", "likes"): 66,
        ("C", "youtube", "views"): 100,
        ("C", "youtube", "likes"): None,
    }
    ratios = [{"metric": "likes", "of": "views", "at_most": 65}]
    ranking = rank(contest("ABC", counts), _rules(ratios=ratios))
    assert {entry.number: entry.rank for entry in ranking.entries} == {"A": 1, "C": 1, "B": None}
    assert ranking.entries[-1].missing == ("ratio",)


SKEWED = (*range(1, 11), 30, 100)


@pytest.mark.parametrize(
    ("most", "scale", "best_of_30"),
    [
        (1, "share-of-best", Fraction(100)),
        (1, "min-max", Fraction(100)),
        (None, "share-of-best", Fraction(30)),
    ],
)
def test_an_extreme_count_is_lowered_to_the_next_one(
    most: int | None, scale: str, best_of_30: Fraction, contest: Contest
) -> None:
    """After 100 → 30 the skewness is 1.7120 and the excess kurtosis 1.8158: nothing more is lowered."""
    counts = {(str(place), "youtube", "views"): views for place, views in enumerate(SKEWED, start=1)}
    data = contest([str(place) for place in range(1, 13)], counts)
    totals = _totals(data, _rules(scale=scale, winsorise=most))
    assert (totals["12"], totals["11"]) == (Fraction(100), best_of_30)
    if most:
        assert _totals(data, _rules(scale=scale, winsorise=3)) == totals


def test_a_field_that_is_not_skewed_is_left_alone(contest: Contest) -> None:
    counts = {(name, "youtube", "views"): views for name, views in zip("ABCD", (1, 2, 3, 8), strict=True)}
    assert _totals(contest("ABCD", counts), _rules(scale="share-of-best", winsorise=3))["C"] == Fraction(
        75, 2
    )


def test_an_award_that_was_changed_later_says_what_was_planned_and_why() -> None:
    from scoring import Clause, rule_clauses

    table = {"name": "Giải Nhất", "count": 4, "planned": 3, "changed": "Quyết định 12"}
    rules = Rules.model_validate({**_rules().model_dump(exclude_unset=True), "awards": [table]})
    told = {"award": "Giải Nhất", "planned": "3", "count": "4", "because": "Quyết định 12"}
    assert rule_clauses(rules)[-1] == Clause("award-changed", told)
