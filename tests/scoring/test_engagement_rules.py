"""Points by rules: for every so many, rounded and capped, by steps, by channel, by group, by indicators."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from scoring import ContestData, MetricScore, Rules, rank

Contest = Callable[..., ContestData]


def _rules(**engagement: Any) -> Rules:  # noqa: ANN401 - a table's values are of any kind
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube", "facebook"]},
            "engagement": {"scale": "none", **engagement},
            "total": {"combine": "sum"},
        }
    )


@pytest.fixture
def likes(contest: Contest) -> Callable[..., ContestData]:
    """Make a contest of one entry with likes on YouTube and on Facebook."""
    return lambda youtube, facebook=None: contest(
        ["1"], {("1", "youtube", "likes"): youtube, ("1", "facebook", "likes"): facebook}
    )


TEN = {"metric": "likes", "per": 10, "points": 1}


@pytest.mark.parametrize(
    ("rule", "youtube", "facebook", "points"),
    [
        ({**TEN, "round": "down", "cap": 100}, 759, None, 75),
        ({**TEN, "round": "down", "cap": 100}, 1000, None, 100),
        ({**TEN, "round": "down", "cap": 100}, 5000, None, 100),
        ({**TEN, "round": "down"}, 755, 4, 75),
        ({**TEN, "round": "down"}, 755, 5, 76),
        ({**TEN, "round": "half-up"}, 755, None, 76),
        ({**TEN, "round": "half-up"}, 754, None, 75),
        (TEN, 759, None, Fraction(759, 10)),
        ({**TEN, "channel": "facebook"}, 759, 30, 3),
        ({"metric": "likes", "points": 2, "cap": 7}, 4, None, 7),
    ],
)
def test_points_come_for_every_so_many(
    rule: dict[str, Any],
    youtube: int,
    facebook: int | None,
    points: object,
    likes: Callable[..., ContestData],
) -> None:
    assert rank(likes(youtube, facebook), _rules(rules=[rule])).entries[0].raw_engagement == points


@pytest.mark.parametrize(("count", "points"), [(0, 0), (99, 0), (100, 5), (999, 5), (1000, 9), (5000, 9)])
def test_steps_give_the_points_of_the_highest_that_is_reached(
    count: int, points: int, likes: Callable[..., ContestData]
) -> None:
    steps = [{"at_least": 100, "points": 5}, {"at_least": 1000, "points": 9}]
    (entry,) = rank(likes(count), _rules(rules=[{"metric": "likes", "steps": steps}])).entries
    assert entry.raw_engagement == points
    assert entry.metrics == (MetricScore("likes", None, count, Fraction(points), None),)


def test_there_is_a_cap_in_all(contest: Contest) -> None:
    counts = {("1", "youtube", "views"): 80, ("1", "youtube", "likes"): 70}
    (entry,) = rank(contest(["1"], counts), _rules(points={"views": 1, "likes": 1}, cap=100)).entries
    assert entry.raw_engagement == 100


def test_kinds_of_reaction_are_metrics_of_their_own(contest: Contest) -> None:
    counts = {("1", "facebook", "love"): 3, ("1", "facebook", "haha"): 2, ("1", "facebook", "angry"): 9}
    (entry,) = rank(contest(["1"], counts), _rules(points={"love": 2, "haha": 1})).entries
    assert entry.raw_engagement == 8


def test_a_group_has_a_multiplier_and_a_threshold_of_its_own(contest: Contest) -> None:
    data = contest("ABC", {(number, "youtube", "views"): 3000 for number in "ABC"})
    data.entries["group"] = ["pupils", "students", None]
    thresholds = [
        {"metric": "views", "at_least": 5001, "group": "pupils"},
        {"metric": "views", "at_least": 2001, "group": "students"},
    ]
    rules = _rules(points={"views": 1}, multipliers={"students": 2}, thresholds=thresholds)
    entries = {entry.number: entry for entry in rank(data, rules).entries}
    assert {number: entry.rank for number, entry in entries.items()} == {"A": None, "B": 1, "C": 2}
    assert [entries[number].raw_engagement for number in "ABC"] == [3000, 6000, 3000]
    assert entries["A"].missing == ("threshold",)


def test_indicators_are_scaled_each_and_then_weighed(contest: Contest) -> None:
    views, likes = {"A": 100, "B": 50, "C": 0}, {"A": 0, "B": 30, "C": None}
    counts: dict[tuple[str, str, str], int | None] = {}
    for number in "ABC":
        counts[number, "youtube", "views"] = views[number]
        counts[number, "youtube", "likes"] = likes[number]
    rules = _rules(
        scale="share-of-best",
        mode="indicators",
        rules=[
            {"metric": "views", "weight": 60},
            {"metric": "likes", "weight": 40, "scale": "target", "target": 60},
        ],
    )
    entries = {entry.number: entry for entry in rank(contest("ABC", counts), rules).entries}
    assert [entries[number].exact_engagement_points for number in "ABC"] == [60, 30 + 20, 0]
    assert [score.scaled for score in entries["B"].metrics] == [50, 50]
    assert entries["C"].missing == ("youtube_likes",)
    assert entries["A"].raw_engagement is None


def test_an_indicator_that_decides_nothing_is_named(contest: Contest) -> None:
    counts = {(number, "youtube", "views"): 7 for number in "AB"}
    rules = _rules(scale="percentile", mode="indicators", weights={"views": 100})
    notices = {notice.code: notice.parameters for notice in rank(contest("AB", counts), rules).notices}
    assert notices["indicator-decided-nothing"] == {"metric": "views", "scale": "percentile"}
