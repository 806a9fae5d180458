"""Judges' offsets against the published tables, and their errors against the formula for full tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from scoring.panel.offsets import judge_offsets_of
from scoring.panel.sheets import sheet_table
from scoring.rules import Criterion

SHROUT_FLEISS = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)


def offsets_of(table: pd.DataFrame) -> list[float]:
    found = judge_offsets_of(table)
    assert found is not None
    return [round(one.offset, 4) for one in found]


def test_the_offsets_of_the_published_table() -> None:
    assert offsets_of(SHROUT_FLEISS) == [2.375, -2.7917, -0.9583, 1.375]


def test_the_offsets_where_cells_are_missing() -> None:
    table = SHROUT_FLEISS.copy()
    for entry, judge in ((0, 1), (3, 0), (4, 3)):
        table.iloc[entry, judge] = np.nan
    assert offsets_of(table) == [2.1618, -2.4811, -0.9853, 1.3046]
    found = judge_offsets_of(table)
    assert found is not None
    assert [one.sheets for one in found] == [5, 5, 6, 5]


def test_the_errors_of_a_full_table_are_those_of_two_way_analysis_of_variance() -> None:
    residual_mean_square = 1.0194444  # Shrout & Fleiss 1979, table 3: EMS 1.02
    wanted = math.sqrt(residual_mean_square * (1 / 6) * (1 - 1 / 4))
    found = judge_offsets_of(SHROUT_FLEISS)
    assert found is not None
    assert [one.error for one in found] == pytest.approx([wanted] * 4, rel=1e-6)


def test_judges_who_share_no_entry_are_not_compared() -> None:
    apart = pd.DataFrame([[8, 7, np.nan, np.nan], [np.nan, np.nan, 6, 9]])
    assert judge_offsets_of(apart) is None
    assert judge_offsets_of(pd.DataFrame([[8.0]])) is None


def test_two_judges_and_too_few_marks_leave_no_error() -> None:
    found = judge_offsets_of(pd.DataFrame([[8.0, 6.0], [np.nan, 5.0], [7.0, np.nan]]))
    assert found is None, "one entry alone joins them"


def test_a_sheet_is_the_weighted_share_of_the_maxima_and_incomplete_ones_are_left_out() -> None:
    criteria = (
        Criterion.model_validate({"key": "a", "name": "A", "maximum": 10, "weight": 3}),
        Criterion.model_validate({"key": "b", "name": "B", "maximum": 5, "weight": 1}),
    )
    marks = pd.DataFrame(
        [
            ("j1", "01", "a", 8),
            ("j1", "01", "b", 5),
            ("j2", "01", "a", 9),
            ("j2", "02", "a", 1),
            ("j2", "02", "b", 0),
        ],
        columns=["judge", "number", "criterion", "mark_millionths"],
    ).assign(mark_millionths=lambda frame: frame["mark_millionths"] * 1_000_000)
    table = sheet_table(marks, criteria)
    assert table.index.tolist() == ["01", "02"]
    assert table.loc["01", "j1"] == pytest.approx((3 * 0.8 + 1) / 4 * 100)
    assert math.isnan(float(table.loc["01", "j2"]))  # type: ignore[arg-type]
    assert table.loc["02", "j2"] == pytest.approx(3 * 0.1 / 4 * 100)
