"""Ranks and ties: who shares one, what settles it, and who has none."""

from collections.abc import Callable

import pytest

from scoring import ContestData, Ranking, Rules, ScoringError, rank

Contest = Callable[..., ContestData]
Jury = Callable[..., Rules]

Weighted = Callable[..., Rules]


def _ranks(ranking: Ranking) -> dict[str, int | None]:
    return {entry.number: entry.rank for entry in ranking.entries}


def test_equal_totals_share_a_rank_and_the_next_is_skipped(marked: Contest, jury: Jury) -> None:
    ranking = rank(marked(10, 9, 9, 8), jury())
    assert [(one.rank, one.tied) for one in ranking.entries] == [(1, False), (2, True), (2, True), (4, False)]


def test_decimals_are_exact_so_that_equal_sums_tie(contest: Contest, jury: Jury) -> None:
    marks = {
        ("an", number, key): mark
        for number, given in (("A", "123"), ("B", "321"))
        for key, mark in zip("xyz", (f"0.{one}" for one in given), strict=True)
    }
    ranking = rank(contest("AB", marks=marks), jury(keys="xyz"))
    assert _ranks(ranking) == {"A": 1, "B": 1}


@pytest.mark.parametrize(("rank_on", "ranks"), [("exact", [1, 2, 3]), ("printed", [1, 1, 1])])
def test_what_is_ranked_on_is_a_rule(rank_on: str, ranks: list[int], marked: Contest, jury: Jury) -> None:
    data = marked([10] * 4 + [11] * 3, ["10.4"] * 8, [10] * 5 + [11] * 3)
    ranking = rank(data, jury(rank_on=rank_on, digits=1))
    assert {str(entry.total) for entry in ranking.entries} == {"10.4"}
    assert [_ranks(ranking)[number] for number in "ABC"] == ranks


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


def test_who_was_first_wins_and_an_unknown_instant_comes_last(marked: Contest, jury: Jury) -> None:
    data = marked(5, 5, 5, submitted={"B": 200, "C": 100})
    assert _ranks(rank(data, jury(ties=["submitted_at"]))) == {"C": 1, "B": 2, "A": 3}


def test_ties_are_settled_on_printed_totals_too(marked: Contest, jury: Jury) -> None:
    data = marked("5.4", "5.3", "5.2", submitted={"A": 3, "B": 1, "C": 2})
    rules = jury(ties=["submitted_at"], rank_on="printed", digits=0)
    assert _ranks(rank(data, rules)) == {"B": 1, "C": 2, "A": 3}


def test_those_who_left_stand_last_and_the_ranks_close_up(marked: Contest, jury: Jury) -> None:
    data = marked(9, 8, 7, 6, statuses={"A": "disqualified", "C": "withdrawn"})
    ranking = rank(data, jury())
    assert [(one.number, one.rank, one.status) for one in ranking.entries] == [
        ("B", 1, "competing"),
        ("D", 2, "competing"),
        ("C", None, "withdrawn"),
        ("A", None, "disqualified"),
    ]
    assert [one.missing for one in ranking.entries] == [()] * 4


def test_numbers_stand_in_the_order_in_which_people_count(contest: Contest, jury: Jury) -> None:
    ranking = rank(contest(["10", "2", "A10", "A9", "1"]), jury())
    assert list(_ranks(ranking)) == ["1", "2", "10", "A9", "A10"]
    assert [notice.code for notice in ranking.notices] == ["nobody-ranked"]


def test_no_entries_make_an_empty_ranking_that_says_so(contest: Contest, weighted: Weighted) -> None:
    ranking = rank(contest([]), weighted())
    assert (ranking.entries, ranking.columns) == ((), ())
    assert [notice.code for notice in ranking.notices] == ["no-entries"]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("number", "A", r"doubled-number: entries\.number of entry A: A"),
        ("status", "gone", r"unknown-status: entries\.status of entry B: gone"),
    ],
)
def test_entries_that_cannot_be_are_refused(
    column: str, value: str, message: str, marked: Contest, jury: Jury
) -> None:
    data = marked(1, 2)
    data.entries.loc[1, column] = value
    with pytest.raises(ScoringError, match=message):
        rank(data, jury())


@pytest.mark.parametrize("kind", ["str", "string", "category"])
def test_text_may_stand_in_any_type_that_pandas_has_for_it(
    kind: str, contest: Contest, weighted: Weighted
) -> None:
    counts = {("A", "youtube", "views"): 5, ("B", "youtube", "views"): None, ("C", "facebook", "views"): 2}
    marks = {("an", number, key): 10 for number in "ABC" for key in "xy"}
    data = contest("ABC", counts, marks)
    text = {
        name: {
            column: kind for column in frame.columns if frame[column].dtype == object and column != "group"
        }
        for name, frame in (("entries", data.entries), ("readings", data.readings), ("marks", data.marks))
    }
    other = ContestData(
        data.entries.astype(text["entries"]),
        data.readings.astype(text["readings"]),
        data.marks.astype(text["marks"]),
        data.at,
    )
    assert rank(other, weighted()) == rank(data, weighted())
