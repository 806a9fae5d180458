"""Totals, ranks, ties and awards: the worked examples, and what is said beside them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from scoring import NOTICES, ContestData, Ranking, Rules, ScoringError, rank

Contest = Callable[..., ContestData]
Weighted = Callable[..., Rules]


def _jury(*, awards: Mapping[str, int] | None = None, keys: str = "x", **total: object) -> Rules:
    criteria = [{"key": key, "name": key, "maximum": 1000, "weight": 1000} for key in keys]
    return Rules.model_validate(
        {
            "judging": {"criteria": criteria},
            "total": {"combine": "sum", **total},
            "awards": [{"name": name, "count": count} for name, count in (awards or {}).items()],
        }
    )


@pytest.fixture
def marked(contest: Contest) -> Callable[..., ContestData]:
    """Make a contest of entries A, B, … with the judges' marks of each on criterion x."""

    def make(*marks: object, **more: object) -> ContestData:
        numbers = "ABCDEFG"[: len(marks)]
        rows = {
            (f"judge {place}", number, "x"): mark
            for number, given in zip(numbers, marks, strict=True)
            for place, mark in enumerate(given if isinstance(given, list) else [given])
        }
        return contest(numbers, marks=rows, **more)

    return make


def _ranks(ranking: Ranking) -> dict[str, int | None]:
    return {entry.number: entry.rank for entry in ranking.entries}


def _notices(ranking: Ranking) -> list[tuple[str, tuple[str, ...], Mapping[str, str]]]:
    return [(notice.code, notice.numbers, notice.parameters) for notice in ranking.notices]


def test_equal_totals_share_a_rank_and_the_next_is_skipped(marked: Callable[..., ContestData]) -> None:
    ranking = rank(marked(10, 9, 9, 8), _jury())
    assert [(one.rank, one.tied) for one in ranking.entries] == [(1, False), (2, True), (2, True), (4, False)]


def test_decimals_are_exact_so_that_equal_sums_tie(contest: Contest) -> None:
    marks = {
        ("an", number, key): mark
        for number, given in (("A", "123"), ("B", "321"))
        for key, mark in zip("xyz", (f"0.{one}" for one in given), strict=True)
    }
    ranking = rank(contest("AB", marks=marks), _jury(keys="xyz"))
    assert _ranks(ranking) == {"A": 1, "B": 1}


@pytest.mark.parametrize(("rank_on", "ranks"), [("exact", [3, 2, 1]), ("printed", [1, 1, 1])])
def test_what_is_ranked_on_is_a_rule(
    rank_on: str, ranks: list[int], marked: Callable[..., ContestData]
) -> None:
    data = marked([10] * 4 + [11] * 3 + [0] * 0, ["10.4"] * 8, [10] * 5 + [11] * 3)
    ranking = rank(data, _jury(rank_on=rank_on, digits=1))
    assert {str(entry.total) for entry in ranking.entries} == {"10.4"}
    assert [_ranks(ranking)[number] for number in "ABC"] == ranks


@pytest.fixture
def example(contest: Contest) -> ContestData:
    """Jury and views A (90, 1000), B (86, 3000), C (80, 98000)."""
    jury, views = {"A": 90, "B": 86, "C": 80}, {"A": 1000, "B": 3000, "C": 98000}
    return contest(
        "ABC",
        {(number, "youtube", "views"): count for number, count in views.items()},
        {("an", number, "x"): mark for number, mark in jury.items()},
    )


HUNDRED: dict[str, Any] = {
    "engagement": {"weight": 30, "points": {"views": 1}, "scale": "min-max"},
    "judging": {"weight": 70, "criteria": [{"key": "x", "name": "X", "maximum": 100}]},
}


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


def test_printed_parts_add_up_to_the_printed_total(contest: Contest, weighted: Weighted) -> None:
    counts = {("A", "youtube", "views"): 1, ("B", "youtube", "views"): 3}
    marks = {("an", number, "x"): "33.33" for number in "AB"}
    entry = rank(
        contest("AB", counts, marks),
        weighted(**HUNDRED | {"engagement": {**HUNDRED["engagement"], "scale": "share-of-best"}}),
    ).entries[1]
    assert (entry.number, str(entry.total)) == ("A", "33.33")
    assert (str(entry.judge_part), str(entry.engagement_part)) == ("23.33", "10.00")


@pytest.mark.parametrize(
    ("jury", "votes", "printed"),
    [
        (["0.4"], 0.4, ("1", "0", "1")),
        (["0.3"], 0.4, ("0", "1", "1")),
        (["0.8"], 0.8, ("1", "1", "2")),
        (["0.2"], 0.2, ("0", "0", "0")),
        (["0.25"], 0.25, ("1", "0", "1")),
        (["0.5"], 1, ("1", "1", "2")),
    ],
)
def test_the_last_digit_goes_to_the_part_that_lost_more(
    jury: list[str], votes: float, printed: tuple[str, str, str], contest: Contest
) -> None:
    table = {
        "counts": {"channels": ["zalo"]},
        "engagement": {"points": {"votes": 1}, "scale": "none"},
        "judging": {"criteria": [{"key": "x", "name": "X", "maximum": 1}]},
        "total": {"combine": "sum", "digits": 0},
    }
    table["engagement"]["points"] = {"votes": __import__("decimal").Decimal(str(votes))}
    (entry,) = rank(
        contest("A", {("A", "zalo", "votes"): 1}, {("an", "A", "x"): jury[0]}), Rules.model_validate(table)
    ).entries
    assert (str(entry.judge_part), str(entry.engagement_part), str(entry.total)) == printed


TIES = [
    (["criterion:x"], "BA"),
    (["criterion:y"], "AB"),
    (["metric:shares"], "BA"),
    (["metric:comments", "criterion:y"], "AB"),
    (["submitted_at"], "AB"),
    (["metric:likes", "submitted_at"], "BA"),
]


@pytest.mark.parametrize(("ties", "order"), TIES)
def test_ties_are_settled_in_the_order_of_the_chain(
    ties: list[str], order: str, contest: Contest, weighted: Weighted
) -> None:
    counts = {
        ("A", "youtube", "views"): 5,
        ("B", "youtube", "views"): 5,
        ("A", "youtube", "shares"): 1,
        ("B", "youtube", "shares"): 1,
        ("B", "facebook", "shares"): 1,
        ("A", "youtube", "likes"): None,
        ("B", "youtube", "likes"): 0,
    }
    marks = {("an", "A", "x"): 10, ("an", "A", "y"): 30, ("an", "B", "x"): 20, ("an", "B", "y"): 20}
    data = contest("AB", counts, marks, submitted={"A": 7, "B": 8})
    rules = weighted(total={"combine": "weighted", "ties": ties})
    assert [(one.number, one.rank, one.tied) for one in rank(data, rules).entries] == [
        (order[0], 1, False),
        (order[1], 2, False),
    ]


def test_who_was_first_wins_and_an_unknown_instant_comes_last(marked: Callable[..., ContestData]) -> None:
    data = marked(5, 5, 5, submitted={"B": 200, "C": 100})
    assert _ranks(rank(data, _jury(ties=["submitted_at"]))) == {"C": 1, "B": 2, "A": 3}


def test_ties_are_settled_on_printed_totals_too(marked: Callable[..., ContestData]) -> None:
    data = marked("5.4", "5.3", "5.2", submitted={"A": 3, "B": 1, "C": 2})
    rules = _jury(ties=["submitted_at"], rank_on="printed", digits=0)
    assert _ranks(rank(data, rules)) == {"B": 1, "C": 2, "A": 3}


def _awards(ranking: Ranking) -> dict[str, str | None]:
    return {entry.number: entry.award for entry in ranking.entries}


def test_awards_go_to_positions_in_their_order(marked: Callable[..., ContestData]) -> None:
    ranking = rank(marked(9, 8, 7, 6), _jury(awards={"Nhất": 1, "Nhì": 2}))
    assert _awards(ranking) == {"A": "Nhất", "B": "Nhì", "C": "Nhì", "D": None}
    assert _notices(ranking) == []


def test_who_ties_at_the_edge_of_an_award_shares_it_and_it_is_said(
    marked: Callable[..., ContestData],
) -> None:
    ranking = rank(marked(9, 8, 8, 7), _jury(awards={"Nhất": 1, "Nhì": 1, "Ba": 1}))
    assert _awards(ranking) == {"A": "Nhất", "B": "Nhì", "C": "Nhì", "D": None}
    assert _notices(ranking) == [
        ("award-shared", ("B", "C"), {"award": "Nhì"}),
        ("award-not-given", (), {"award": "Ba", "count": "1"}),
    ]


def test_a_tie_within_an_award_needs_no_notice(marked: Callable[..., ContestData]) -> None:
    ranking = rank(marked(9, 8, 8, 7), _jury(awards={"Nhất": 1, "Nhì": 2}))
    assert _awards(ranking) == {"A": "Nhất", "B": "Nhì", "C": "Nhì", "D": None}
    assert _notices(ranking) == []


def test_awards_that_nobody_is_left_for_are_said(marked: Callable[..., ContestData]) -> None:
    ranking = rank(marked(9, 8), _jury(awards={"Nhất": 1, "Nhì": 3}))
    assert _notices(ranking) == [("award-not-given", (), {"award": "Nhì", "count": "2"})]


def test_those_who_left_stand_last_and_the_ranks_close_up(marked: Callable[..., ContestData]) -> None:
    data = marked(9, 8, 7, 6, statuses={"A": "disqualified", "C": "withdrawn"})
    ranking = rank(data, _jury())
    assert [(one.number, one.rank, one.status) for one in ranking.entries] == [
        ("B", 1, "competing"),
        ("D", 2, "competing"),
        ("C", None, "withdrawn"),
        ("A", None, "disqualified"),
    ]
    assert [one.missing for one in ranking.entries] == [()] * 4


def test_numbers_stand_in_the_order_in_which_people_count(contest: Contest) -> None:
    ranking = rank(contest(["10", "2", "A10", "A9", "1"]), _jury())
    assert list(_ranks(ranking)) == ["1", "2", "10", "A9", "A10"]
    assert [notice.code for notice in ranking.notices] == ["nobody-ranked"]


def test_no_entries_make_an_empty_ranking_that_says_so(contest: Contest, weighted: Weighted) -> None:
    ranking = rank(contest([]), weighted())
    assert (ranking.entries, ranking.columns) == ((), ())
    assert _notices(ranking) == [("no-entries", (), {})]


def test_weights_that_nothing_asks_for_are_said(marked: Callable[..., ContestData]) -> None:
    table = _jury().model_dump() | {"engagement": None}
    table["judging"]["weight"] = 60
    ranking = rank(marked(1), Rules.model_validate(table))
    assert _notices(ranking) == [("weights-unused", (), {})]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("number", "A", r"doubled-number: entries\.number of entry A: A"),
        ("status", "gone", r"unknown-status: entries\.status of entry B: gone"),
    ],
)
def test_entries_that_cannot_be_are_refused(
    column: str, value: str, message: str, marked: Callable[..., ContestData]
) -> None:
    data = marked(1, 2)
    data.entries.loc[1, column] = value
    with pytest.raises(ScoringError, match=message):
        rank(data, _jury())


def test_every_notice_has_the_parameters_that_the_list_promises(marked: Callable[..., ContestData]) -> None:
    rankings = [rank(marked(9, 9), _jury(awards={"Nhất": 1, "Nhì": 1})), rank(marked(), _jury())]
    for notice in (notice for ranking in rankings for notice in ranking.notices):
        assert tuple(notice.parameters) == NOTICES[notice.code]
