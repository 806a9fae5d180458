"""Severe and lenient judges: the published tables, and the refusals with what is missing."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from scoring import ContestData, Ranking, Rules, rank

Contest = Callable[..., ContestData]
SHROUT_FLEISS = ([9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7])
HOLES = {(1, 2), (4, 1), (5, 4)}
REFIT = ([9, 6], [7, 5], [8, 3], [5, 2])


def _rules(**judging: Any) -> Rules:  # noqa: ANN401 - a table's values are of any kind
    criteria = [{"key": "x", "name": "X", "maximum": 10}]
    return Rules.model_validate(
        {"judging": {"criteria": criteria, **judging}, "total": {"combine": "sum", "digits": 4}}
    )


@pytest.fixture
def table(contest: Contest) -> Callable[..., ContestData]:
    """Make a contest of rows of marks, entries and judges numbered from 1, without some cells."""

    def make(rows: Sequence[Sequence[object]], holes: set[tuple[int, int]] = frozenset()) -> ContestData:  # type: ignore[assignment]
        marks = {
            (f"J{judge}", str(entry), "x"): mark
            for entry, row in enumerate(rows, start=1)
            for judge, mark in enumerate(row, start=1)
            if mark is not None and (entry, judge) not in holes
        }
        return contest([str(entry) for entry in range(1, len(rows) + 1)], marks=marks)

    return make


def _points(ranking: Ranking) -> list[str]:
    return [str(entry.judge_points) for entry in sorted(ranking.entries, key=lambda one: one.number)]


def _told(ranking: Ranking) -> dict[str, tuple[tuple[str, ...], Any]]:
    return {one.code: (one.numbers, one.parameters) for one in ranking.notices if "severity" in one.code}


def test_with_every_cell_filled_the_means_stay_and_it_is_said(table: Callable[..., ContestData]) -> None:
    ranking = rank(table(SHROUT_FLEISS), _rules(severity="additive"))
    assert _points(ranking) == ["6.0000", "3.0000", "6.5000", "4.0000", "7.5000", "4.7500"]
    assert _told(ranking).keys() == {"severity-changes-nothing"}


@pytest.mark.parametrize("level", ["sheet", "criterion"])
def test_a_missing_severe_judge_is_made_up_for(level: str, table: Callable[..., ContestData]) -> None:
    data = table(SHROUT_FLEISS, HOLES)
    raw = rank(data, _rules())
    assert _points(raw) == ["7.3333", "3.0000", "6.5000", "3.0000", "7.0000", "4.7500"]
    ranking = rank(data, _rules(severity="additive", level=level))
    assert _points(ranking) == ["6.5063", "3.0000", "6.5000", "3.7206", "7.4349", "4.7500"]
    assert [raw.entries[0].number, *(one.number for one in ranking.entries[:3])] == ["1", "5", "1", "3"]
    assert ranking.entries[1].exact_raw_judge_points == raw.entries[0].exact_judge_points


@pytest.mark.parametrize(
    ("refit", "published"),
    [
        ("range", ["7.5000", "5.9833", "5.5334", "3.5000"]),
        ("deviation", ["8.3578", "6.1423", "5.4851", "2.5148"]),
    ],
)
def test_z_values_are_brought_back_as_the_rules_say(
    refit: str, published: list[str], table: Callable[..., ContestData]
) -> None:
    ranking = rank(table(REFIT), _rules(severity="z", refit=refit))
    assert _points(ranking) == published
    by_number = {entry.number: entry.exact_raw_judge_points for entry in ranking.entries}
    assert [float(by_number[str(place)] or 0) for place in range(1, 5)] == [7.5, 6, 5.5, 3.5]


def test_z_is_refused_where_judges_marked_different_entries(table: Callable[..., ContestData]) -> None:
    ranking = rank(table(REFIT, {(2, 1)}), _rules(severity="z", refit="range"))
    assert _told(ranking).keys() == {"severity-unequal-panels"}
    assert _points(ranking)[0] == "7.5000"
    assert ranking.entries[0].exact_raw_judge_points is None


def test_equal_marks_are_z_values_of_nothing_and_it_is_said(table: Callable[..., ContestData]) -> None:
    ranking = rank(table(([5, 1], [5, 2], [5, 3])), _rules(severity="z", refit="range"))
    assert _told(ranking) == {"severity-equal-marks": ((), {"judge": "J1"})}
    assert _points(ranking) == ["3.0000", "3.5000", "4.0000"]


@pytest.mark.parametrize(
    ("rows", "code", "numbers", "parameters"),
    [
        (
            ([5, 6, None, None], [4, 7, None, None], [None, None, 5, 3], [None, None, 2, 2]),
            "severity-islands",
            (),
            {"islands": "J1, J2 | J3, J4"},
        ),
        (
            ([5, 6, None, None], [4, 7, 6, 5], [None, None, 5, 3]),
            "severity-bridge-entry",
            ("2",),
            {"islands": "J1, J2 | J3, J4"},
        ),
        (
            ([5, 6, None], [4, 7, None], [None, 5, 3], [None, 2, 2]),
            "severity-bridge-judge",
            (),
            {"islands": "J1 | J3", "judge": "J2"},
        ),
    ],
)
def test_judges_who_do_not_compare_are_not_adjusted_and_named(
    rows: Sequence[Sequence[object]],
    code: str,
    numbers: tuple[str, ...],
    parameters: dict[str, str],
    table: Callable[..., ContestData],
) -> None:
    ranking = rank(table(rows), _rules(severity="additive"))
    assert _told(ranking) == {code: (numbers, parameters)}
    assert all(entry.exact_raw_judge_points is None for entry in ranking.entries)
