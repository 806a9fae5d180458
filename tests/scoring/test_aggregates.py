"""How several judges become one: mean, median, sum, trimmed, at the level of sheets or criteria."""

import csv
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring import ContestData, Rules, rank

Contest = Callable[..., ContestData]
DATA = Path(__file__).parent / "data"


def _rules(*keys: str, **judging: Any) -> Rules:  # noqa: ANN401 - a table's values are of any kind
    criteria = [{"key": key, "name": key, "maximum": 100} for key in keys or ("x",)]
    return Rules.model_validate({"judging": {"criteria": criteria, **judging}, "total": {"combine": "sum"}})


@pytest.mark.parametrize(
    ("marks", "judging", "points"),
    [
        ([1, 2, 9], {"aggregate": "median"}, 2),
        ([1, 2, 4, 9], {"aggregate": "median"}, 3),
        ([1, 2, 9], {"aggregate": "sum"}, 12),
        ([1, 2, 4, 9], {"aggregate": "trimmed", "drop": 1, "minimum_judges": 3}, 3),
        ([7, 7, 7], {"aggregate": "trimmed", "drop": 1, "minimum_judges": 3}, 7),
        ([0, 1, 5, 6, 9], {"aggregate": "trimmed", "drop": 2, "minimum_judges": 5}, 5),
        ([1, 9], {"aggregate": "trimmed", "drop": 1, "minimum_judges": 3}, None),
    ],
)
def test_judges_are_joined_as_the_rules_say(
    marks: list[int], judging: dict[str, Any], points: int | None, marked: Contest
) -> None:
    assert rank(marked(marks), _rules(**judging)).entries[0].exact_judge_points == points


def test_the_level_at_which_judges_are_joined_matters(contest: Contest) -> None:
    marks = {
        (f"J{place}", "A", key): mark
        for place, pair in enumerate([(1, 9), (5, 5), (9, 2)])
        for key, mark in zip("xy", pair, strict=True)
    }
    data = contest("A", marks=marks)
    by_sheet = rank(data, _rules("x", "y", aggregate="median")).entries[0]
    by_criterion = rank(data, _rules("x", "y", aggregate="median", level="criterion")).entries[0]
    assert by_sheet.exact_judge_points == by_criterion.exact_judge_points == 10
    data.marks.loc[0, "mark_millionths"] = 6_000_000
    assert rank(data, _rules("x", "y", aggregate="median")).entries[0].exact_judge_points == 11
    assert rank(data, _rules("x", "y", aggregate="median", level="criterion")).entries[0].total == 11


def test_an_entry_that_lacks_a_judge_has_no_sum_and_it_is_said(contest: Contest) -> None:
    marks = {("an", "A", "x"): 5, ("binh", "A", "x"): 6, ("an", "B", "x"): 90}
    ranking = rank(contest("AB", marks=marks), _rules(aggregate="sum"))
    assert [(one.number, one.rank, one.missing) for one in ranking.entries] == [
        ("A", 1, ()),
        ("B", None, ("judges",)),
    ]
    assert ("sum-needs-every-judge", ("B",)) in [(one.code, one.numbers) for one in ranking.notices]


def test_what_is_marked_on_an_incomplete_sheet_counts_where_the_rules_say_so(contest: Contest) -> None:
    marks = {("an", "A", "x"): 10, ("an", "A", "y"): 20, ("binh", "A", "x"): 30}
    rules = _rules("x", "y", level="criterion", incomplete="count-marked")
    ranking = rank(contest("A", marks=marks), rules)
    assert ranking.entries[0].exact_judge_points == 20 + 20
    assert "incomplete-sheets" not in [notice.code for notice in ranking.notices]


def test_a_gate_leaves_out_who_has_too_few_points(marked: Contest) -> None:
    ranking = rank(marked(50, 49), _rules(minimum_points=50))
    assert [(one.number, one.rank, one.missing) for one in ranking.entries] == [
        ("A", 1, ()),
        ("B", None, ("gate",)),
    ]


def _halfpipe(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_halfpipe_final_comes_out_by_rules_alone(contest: Contest) -> None:
    runs = [row for row in _halfpipe("halfpipe_2026_marks.csv") if row["judge1"]]
    marks = {
        (f"judge{judge}", f"{row['rider']}-{row['run']}", "run"): row[f"judge{judge}"]
        for row in runs
        for judge in range(1, 7)
    }
    data = contest([f"{row['rider']}-{row['run']}" for row in runs], marks=marks)
    data.entries["unit"] = [row["rider"] for row in runs]
    judging = {"aggregate": "trimmed", "drop": 1, "minimum_judges": 6}
    judging["criteria"] = [{"key": "run", "name": "Run", "maximum": 100}]
    total = {"combine": "sum", "rank_by": "unit", "best": 1}
    ranking = rank(data, Rules.model_validate({"judging": judging, "total": total}))
    scores = {entry.number: entry.exact_judge_points for entry in ranking.entries}
    for row in runs:
        assert scores[f"{row['rider']}-{row['run']}"] == Fraction(row["official_run_score"]), row
    judged = {row["rider"] for row in runs}
    final = [row for row in _halfpipe("halfpipe_2026_final.csv") if row["rider"] in judged]
    order = [row["rider"] for row in sorted(final, key=lambda row: int(row["official_rank"]))]
    assert [unit.unit for unit in ranking.units] == order
    best = {unit.unit: unit.exact_total for unit in ranking.units}
    assert best == {row["rider"]: Fraction(row["best_score"]) for row in final}
