"""Minimum points, one award a unit, skipped awards, side awards, and units that are ranked."""

from collections.abc import Callable
from typing import Any

from scoring import ContestData, Ranking, Rules, rank

Contest = Callable[..., ContestData]


def _rules(awards: list[dict[str, Any]], **total: object) -> Rules:
    criteria = [{"key": "x", "name": "X", "maximum": 1000}]
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"]},
            "judging": {"criteria": criteria},
            "total": {"combine": "sum", **total},
            "awards": awards,
        }
    )


def _awards(ranking: Ranking) -> dict[str, str | None]:
    return {entry.number: entry.award for entry in ranking.entries}


ONE, TWO = {"name": "Nhất", "count": 1}, {"name": "Nhì", "count": 2}


def test_an_award_is_not_given_below_its_minimum_and_the_next_one_is(marked: Contest) -> None:
    ranking = rank(marked(80, 70, 60), _rules([{**ONE, "minimum": 90}, TWO]))
    assert _awards(ranking) == {"A": "Nhì", "B": "Nhì", "C": None}
    assert ("award-not-given", {"award": "Nhất", "count": "1"}) in [
        (one.code, one.parameters) for one in ranking.notices
    ]


def test_one_award_a_unit_lets_the_next_move_up(marked: Contest) -> None:
    data = marked(9, 8, 7, 6)
    data.entries["unit"] = ["u", "u", "v", "w"]
    assert _awards(rank(data, _rules([ONE, TWO], one_award_a_unit=True))) == {
        "A": "Nhất",
        "B": None,
        "C": "Nhì",
        "D": "Nhì",
    }


def test_a_skipped_award_leaves_the_next_one_to_those_who_tie(marked: Contest) -> None:
    ranking = rank(marked(9, 9, 8), _rules([ONE, TWO], award_edge="skipped"))
    assert _awards(ranking) == {"A": "Nhì", "B": "Nhì", "C": None}
    assert ("award-skipped", ("A", "B")) in [(one.code, one.numbers) for one in ranking.notices]


def test_a_side_award_goes_by_its_own_measure_and_is_shared(contest: Contest) -> None:
    counts = {("A", "youtube", "shares"): 5, ("B", "youtube", "shares"): 9, ("C", "youtube", "shares"): 9}
    marks = {("an", number, "x"): mark for number, mark in (("A", 9), ("B", 5), ("C", 4))}
    awards = [ONE, {"name": "Chia sẻ", "count": 1, "by": "metric:shares"}]
    ranking = rank(contest("ABC", counts, marks), _rules(awards))
    assert [(one.number, one.award, one.side_awards) for one in ranking.entries] == [
        ("A", "Nhất", ()),
        ("B", None, ("Chia sẻ",)),
        ("C", None, ("Chia sẻ",)),
    ]


def test_units_are_ranked_by_their_best_entries(marked: Contest) -> None:
    data = marked(90, 40, 70, 70, 10)
    data.entries["unit"] = ["u", "u", "v", "v", "v"]
    ranking = rank(data, _rules([ONE], rank_by="unit", best=2))
    assert [(one.unit, one.rank, str(one.exact_total), one.award, one.numbers) for one in ranking.units] == [
        ("v", 1, "140", "Nhất", ("C", "D")),
        ("u", 2, "130", None, ("A", "B")),
    ]
    assert [(one.number, one.rank, one.award, one.missing) for one in ranking.entries] == [
        ("C", 1, "Nhất", ()),
        ("D", 1, "Nhất", ()),
        ("A", 2, None, ()),
        ("B", 2, None, ()),
        ("E", None, None, ("not-best-of-unit",)),
    ]


def test_the_best_single_entry_of_a_unit_may_count_alone(marked: Contest) -> None:
    data = marked(60, 90, 70)
    data.entries["unit"] = ["u", "u", "v"]
    ranking = rank(data, _rules([], rank_by="unit", best=1))
    assert [(one.number, one.rank) for one in ranking.entries] == [("B", 1), ("C", 2), ("A", None)]
