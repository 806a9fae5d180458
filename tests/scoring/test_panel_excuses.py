"""Conflicts, recusals and judges who marked only some entries."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from scoring import ContestData, Ranking, Rules, rank

Contest = Callable[..., ContestData]
Told = Callable[[Ranking], list[tuple[str, tuple[str, ...], Mapping[str, str]]]]


def _judges(**units: str | None) -> pd.DataFrame:
    return pd.DataFrame({"judge": list(units), "unit": list(units.values())}, dtype=object)


def test_a_mark_for_the_own_unit_is_left_out_and_it_is_said(
    marked: Contest, jury: Callable[..., Rules], told: Told
) -> None:
    data = replace(marked([90, 50], [60, 60]), judges=_judges(**{"judge 0": "A", "judge 1": None}))
    ranking = rank(data, jury())
    assert [(one.number, str(one.judge_points)) for one in ranking.entries] == [
        ("B", "60.00"),
        ("A", "50.00"),
    ]
    assert told(ranking) == [("conflict-left-out", ("A",), {"judge": "judge 0"})]


def test_a_recused_judge_is_not_missing(contest: Contest, jury: Callable[..., Rules], told: Told) -> None:
    marks = {("an", number, "x"): 5 for number in "ABC"} | {("binh", "A", "x"): 7}
    data = contest("ABC", marks=marks)
    recused = pd.DataFrame({"judge": ["binh"], "number": ["B"]})
    ranking = rank(replace(data, recusals=recused), jury())
    assert told(ranking) == [("judge-marked-some", ("C",), {"judge": "binh"})]
    assert [one.exact_judge_points for one in ranking.entries] == [6, 5, 5]


def test_a_recused_judges_mark_does_not_count(contest: Contest, jury: Callable[..., Rules]) -> None:
    data = contest("A", marks={("an", "A", "x"): 5, ("binh", "A", "x"): 7})
    recused = pd.DataFrame({"judge": ["binh"], "number": ["A"]})
    assert rank(replace(data, recusals=recused), jury()).entries[0].exact_judge_points == 5


def test_a_severe_judge_who_recuses_gives_the_entry_the_published_gain(
    contest: Contest, jury: Callable[..., Rules]
) -> None:
    given = [70, 79, 79, 79, 79, 80, 80]
    marks = {(f"J{place}", "A", "x"): mark for place, mark in enumerate(given)}
    data = contest("A", marks=marks)
    recused = pd.DataFrame({"judge": ["J0"], "number": ["A"]})
    points = [
        rank(one, jury()).entries[0].exact_judge_points for one in (data, replace(data, recusals=recused))
    ]
    assert points == [78, 78 + Fraction(4, 3)]
