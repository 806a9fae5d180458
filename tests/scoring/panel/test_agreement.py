"""Agreement of judges against published tables.

Shrout & Fleiss 1979, table 2; Krippendorff 2004, chapter 11; the `anxiety` data of the R package irr.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.panel import (
    Agreement,
    agreement,
    concordance_test,
    intraclass_correlation,
    kendall_w,
    krippendorff_alpha,
    spreads,
)
from scoring.panel.agreement import _above

SHROUT_FLEISS = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
)
KRIPPENDORFF = pd.DataFrame(
    [
        [np.nan if mark == "*" else float(mark) for mark in judge.split()]
        for judge in (
            "* * * * * 3 4 1 2 1 1 3 3 * 3",
            "1 * 2 1 3 3 4 3 * * * * * * *",
            "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
        )
    ]
).T
ANXIETY = pd.DataFrame(
    [
        [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
        [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
        [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
    ]
).T


def test_the_six_correlations_of_shrout_and_fleiss() -> None:
    found = intraclass_correlation(SHROUT_FLEISS)
    assert found is not None
    forms = (
        found.one_way_single,
        found.random_single,
        found.fixed_single,
        found.one_way_mean,
        found.random_mean,
        found.fixed_mean,
    )
    assert [round(form, 4) for form in forms] == [0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093]


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.6914), ("ordinal", 0.8067), ("interval", 0.8108), ("ratio", 0.8089)]
)
def test_alpha_with_missing_marks(level: str, alpha: float) -> None:
    found = krippendorff_alpha(KRIPPENDORFF, level)  # type: ignore[arg-type]
    assert found is not None
    assert round(found, 4) == alpha


@pytest.mark.parametrize(("for_ties", "w"), [(False, 0.50192), (True, 0.53966)])
def test_concordance_of_the_anxiety_ratings(for_ties: bool, w: float) -> None:
    found = kendall_w(ANXIETY, for_ties=for_ties)
    assert found is not None
    assert round(found, 5) == w


@pytest.mark.parametrize(
    "marks",
    [
        pd.DataFrame(),
        pd.DataFrame([[5.0]]),
        pd.DataFrame([[5.0, 7.0]]),
        pd.DataFrame([[5.0], [6.0]]),
        pd.DataFrame([[5.0, 5.0], [5.0, 5.0]]),
    ],
)
def test_what_the_marks_cannot_tell_is_none(marks: pd.DataFrame) -> None:
    found = agreement(marks)
    assert found.intraclass is None
    assert found.concordance is None
    assert found.alpha is None or len(marks.columns) == 2


def test_a_missing_mark_leaves_alpha_alone() -> None:
    marks = SHROUT_FLEISS.astype(float).mask(SHROUT_FLEISS == 10)
    found = agreement(marks)
    assert found.alpha is not None
    assert found == Agreement(found.alpha, None, None)


tables = arrays(np.float64, st.tuples(st.integers(2, 8), st.integers(2, 5)), elements=st.integers(0, 10))


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_judges_changes_nothing(table: np.ndarray, random: object) -> None:
    turned = table[::-1, ::-1]
    for one, other in zip(_figures(table), _figures(turned), strict=True):
        assert (one is None) == (other is None)
        assert one is None or other is None or math.isclose(one, other, abs_tol=1e-9)


@given(tables)
def test_judges_who_agree_wholly_have_the_highest_figures(table: np.ndarray) -> None:
    same = np.repeat(table[:, :1], 3, axis=1)
    alpha, w = _figures(same)
    if len(np.unique(same)) > 1:
        assert alpha == pytest.approx(1)
        assert w == pytest.approx(1)
    else:
        assert (alpha, w) == (None, None)


def _figures(table: np.ndarray) -> tuple[float | None, float | None]:
    found = agreement(pd.DataFrame(table))
    return found.alpha, found.concordance


def test_the_widest_spread_stands_first_and_a_lone_mark_is_no_spread() -> None:
    marks = pd.DataFrame(
        {"an": [70.0, 90.0, 60.0], "binh": [75.0, 60.0, np.nan], "chi": [np.nan, 85.0, np.nan]},
        index=["01", "02", "03"],
    )
    found = spreads(marks)
    assert found.index.tolist() == ["02", "01"]
    assert found["spread"].tolist() == [30.0, 5.0]
    assert found["judges"].tolist() == [3, 2]


def test_the_published_test_of_the_anxiety_ratings() -> None:
    found = concordance_test(ANXIETY)
    assert found is not None
    assert (round(found.chi_square, 4), found.degrees_of_freedom) == (30.7604, 19)
    assert round(found.p, 5) == 0.04288
    assert concordance_test(pd.DataFrame()) is None


@pytest.mark.parametrize(
    ("statistic", "entries", "p"), [(5.991, 3, 0.05), (3.841, 2, 0.05), (9.488, 5, 0.05)]
)
def test_the_tabled_limits_of_chi_square(statistic: float, entries: int, p: float) -> None:
    assert round(_above(statistic, entries - 1), 4) == p
