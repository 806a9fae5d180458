"""Judge points come from complete sheets alone, weighted by criterion, as the mean over judges."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring import ContestData, CriterionMean, Ranking, Rules, ScoringError, rank

Contest = Callable[..., ContestData]
Told = Callable[[Ranking], list[tuple[str, tuple[str, ...], Mapping[str, str]]]]
X = {"key": "x", "name": "X", "maximum": 60}
Y = {"key": "y", "name": "Y", "maximum": 40}


def _rules(*criteria: Mapping[str, Any], combine: str = "weighted", minimum: int = 1) -> Rules:
    judging = {"criteria": criteria or (X, Y), "minimum_judges": minimum}
    return Rules.model_validate({"judging": judging, "total": {"combine": combine}})


def test_a_sheet_counts_the_sum_of_weight_times_mark_over_maximum(contest: Contest) -> None:
    marks = {("an", "1", "x"): 30, ("an", "1", "y"): 40}
    (entry,) = rank(contest(["1"], marks=marks), _rules()).entries
    assert entry.exact_judge_points == 70
    assert entry.criteria == (CriterionMean("x", Fraction(30), 1), CriterionMean("y", Fraction(40), 1))


@pytest.mark.parametrize(("combine", "points"), [("weighted", Fraction(275, 4)), ("sum", Fraction(11, 4))])
def test_under_weighted_full_marks_are_a_hundred_and_under_sum_the_weights(
    combine: str, points: Fraction, contest: Contest
) -> None:
    rules = _rules({**X, "weight": 3}, {**Y, "weight": 1}, combine=combine)
    marks = {("an", "1", "x"): 45, ("an", "1", "y"): 20}
    (entry,) = rank(contest(["1"], marks=marks), rules).entries
    assert entry.exact_judge_points == points


def test_judge_points_are_the_mean_over_judges(contest: Contest) -> None:
    marks = {(judge, "1", "x"): mark for judge, mark in (("an", 1), ("binh", "1.5"), ("chi", 0))}
    (entry,) = rank(contest(["1"], marks=marks), _rules(X, combine="sum")).entries
    assert (entry.exact_judge_points, entry.judges, str(entry.judge_points)) == (Fraction(5, 6), 3, "0.83")


def test_an_incomplete_sheet_does_not_count_and_it_is_said(contest: Contest, told: Told) -> None:
    marks = {("an", "1", "x"): 60, ("an", "1", "y"): 40, ("binh", "1", "x"): 0}
    ranking = rank(contest(["1"], marks=marks), _rules())
    assert ranking.entries[0].exact_judge_points == 100
    assert ranking.entries[0].judges == 1
    assert told(ranking) == [("incomplete-sheets", ("1",), {"count": "1"})]


def test_with_too_few_judges_an_entry_is_not_ranked_and_it_is_said(contest: Contest, told: Told) -> None:
    marks = {("an", "1", "x"): 5, ("binh", "1", "x"): 6, ("an", "2", "x"): 60}
    ranking = rank(contest(["1", "2", "3"], marks=marks), _rules(X, minimum=2))
    assert [(one.number, one.rank, one.missing) for one in ranking.entries] == [
        ("1", 1, ()),
        ("2", None, ("judges",)),
        ("3", None, ("marks",)),
    ]
    assert ranking.entries[1].judge_points is None
    assert ranking.entries[1].criteria == (CriterionMean("x", Fraction(60), 1),)
    assert told(ranking) == [
        ("too-few-judges", ("2",), {"minimum": "2"}),
        ("judge-marked-some", ("2",), {"judge": "binh"}),
    ]


def test_a_criterion_that_weighs_nothing_changes_no_points_but_must_be_marked(contest: Contest) -> None:
    marks = {("an", "1", "x"): 30, ("an", "1", "y"): 1, ("an", "2", "x"): 30}
    entries = rank(contest(["1", "2"], marks=marks), _rules(X, {**Y, "weight": 0})).entries
    assert [(entry.number, entry.exact_judge_points) for entry in entries] == [("1", 50), ("2", None)]


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ({("an", "9", "x"): 1}, r"unknown-number: marks\.number of entry 9: 9"),
        ({("an", "1", "z"): 1}, r"unknown-criterion: marks\.criterion of entry 1: z"),
        ({("an", "1", "x"): "60.000001"}, r"mark-out-of-range: marks\.mark of entry 1: an, x, 60\.000001"),
        ({("an", "1", "x"): -1}, r"mark-out-of-range: marks\.mark of entry 1: an, x, -1"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(
    marks: dict[tuple[str, str, str], Any], message: str, contest: Contest
) -> None:
    with pytest.raises(ScoringError, match=message) as refusal:
        rank(contest(["1"], marks=marks), _rules())
    assert refusal.value.parameters.keys() == {"table", "column", "entry", "value"}


def test_a_doubled_mark_is_refused(contest: Contest) -> None:
    data = contest(["1"], marks={("an", "1", "x"): 1, ("an", "1", "y"): 2})
    data.marks["criterion"] = "y"
    with pytest.raises(ScoringError, match=r"doubled-mark: marks\.mark of entry 1: an, y, 1"):
        rank(data, _rules())


def test_marks_are_not_looked_at_where_the_rules_have_no_judges(contest: Contest) -> None:
    table = {
        "counts": {"channels": ["youtube"]},
        "engagement": {"points": {"views": 1}, "scale": "none"},
        "total": {"combine": "sum"},
    }
    data = contest(["1"], {("1", "youtube", "views"): 4}, {("an", "1", "q"): 9})
    (entry,) = rank(data, Rules.model_validate(table)).entries
    assert (entry.judge_points, entry.judge_part, entry.total) == (None, None, Decimal("4.00"))
