"""Totals and their parts: the worked examples, and figures that add up as printed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from scoring import ContestData, Rules, rank

Contest = Callable[..., ContestData]
Jury = Callable[..., Rules]

Weighted = Callable[..., Rules]


HUNDRED: dict[str, Any] = {
    "engagement": {"weight": 30, "points": {"views": 1}, "scale": "min-max"},
    "judging": {"weight": 70, "criteria": [{"key": "x", "name": "X", "maximum": 100}]},
}


@pytest.fixture
def example(contest: Contest) -> ContestData:
    """Jury and views A (90, 1000), B (86, 3000), C (80, 98000)."""
    jury, views = {"A": 90, "B": 86, "C": 80}, {"A": 1000, "B": 3000, "C": 98000}
    return contest(
        "ABC",
        {(number, "youtube", "views"): count for number, count in views.items()},
        {("an", number, "x"): mark for number, mark in jury.items()},
    )


def test_the_worked_example_comes_out(example: ContestData, weighted: Weighted) -> None:
    totals = {entry.number: str(entry.total) for entry in rank(example, weighted(**HUNDRED)).entries}
    assert totals == {"C": "86.00", "A": "63.00", "B": "60.82"}


def test_a_relative_scale_lets_a_disqualified_entry_change_the_order(
    example: ContestData, weighted: Weighted
) -> None:
    example.entries.loc[2, "status"] = "disqualified"
    ranking = rank(example, weighted(**HUNDRED))
    assert [(one.number, one.rank, str(one.total)) for one in ranking.entries] == [
        ("B", 1, "90.20"),
        ("A", 2, "63.00"),
        ("C", None, "None"),
    ]


def test_what_the_parts_add_to_the_total_is_printed(contest: Contest, weighted: Weighted) -> None:
    counts = {("A", "youtube", "views"): 1, ("B", "youtube", "views"): 3}
    marks = {("an", number, "x"): "33.33" for number in "AB"}
    rules = weighted(judging=HUNDRED["judging"])
    entry = rank(contest("AB", counts, marks), rules).entries[1]
    assert (str(entry.judge_points), str(entry.engagement_points)) == ("33.33", "33.33")
    assert (str(entry.judge_part), str(entry.engagement_part), str(entry.total)) == (
        "23.33",
        "10.00",
        "33.33",
    )


@pytest.mark.parametrize(
    ("mark", "vote", "printed"),
    [
        ("0.4", "0.4", ("1", "0", "1")),
        ("0.3", "0.4", ("0", "1", "1")),
        ("0.8", "0.8", ("1", "1", "2")),
        ("0.7", "0.9", ("1", "1", "2")),
        ("0.2", "0.2", ("0", "0", "0")),
        ("0.25", "0.25", ("1", "0", "1")),
        ("0.5", "1", ("1", "1", "2")),
    ],
)
def test_the_last_digit_goes_to_the_part_that_lost_more(
    mark: str, vote: str, printed: tuple[str, str, str], contest: Contest
) -> None:
    table = {
        "counts": {"channels": ["zalo"]},
        "engagement": {"points": {"votes": Decimal(vote)}, "scale": "none"},
        "judging": {"criteria": [{"key": "x", "name": "X", "maximum": 1}]},
        "total": {"combine": "sum", "digits": 0},
    }
    data = contest("A", {("A", "zalo", "votes"): 1}, {("an", "A", "x"): mark})
    (entry,) = rank(data, Rules.model_validate(table)).entries
    assert (str(entry.judge_part), str(entry.engagement_part), str(entry.total)) == printed


def test_weights_that_nothing_asks_for_are_said(marked: Contest, jury: Jury) -> None:
    table = jury().model_dump() | {"engagement": None}
    table["judging"]["weight"] = 60
    ranking = rank(marked(1), Rules.model_validate(table))
    assert "weights-unused" in [notice.code for notice in ranking.notices]
