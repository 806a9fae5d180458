"""How severe judges are, against published and independently computed figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring.judging.islands import Gap
from scoring.panel import Severity, severity

SHROUT_FLEISS = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    index=range(1, 7),
    columns=range(1, 5),
    dtype=float,
)


def _with_holes() -> pd.DataFrame:
    marks = SHROUT_FLEISS.copy()
    for entry, judge in ((1, 2), (4, 1), (5, 4)):
        marks.loc[entry, judge] = np.nan
    return marks


def _fitted(marks: pd.DataFrame) -> Severity:
    found = severity(marks)
    assert isinstance(found, Severity)
    return found


@pytest.mark.parametrize(
    ("marks", "mean", "offsets", "adjusted"),
    [
        (SHROUT_FLEISS, 5.2917, [2.3750, -2.7917, -0.9583, 1.3750], [6, 3, 6.5, 4, 7.5, 4.75]),
        (
            _with_holes(),
            5.3186,
            [2.1618, -2.4811, -0.9853, 1.3046],
            [6.5063, 3, 6.5, 3.7206, 7.4349, 4.75],
        ),
    ],
)
def test_the_published_offsets_come_out(
    marks: pd.DataFrame, mean: float, offsets: list[float], adjusted: list[float]
) -> None:
    found = _fitted(marks)
    assert round(found.mean, 4) == mean
    assert found.judges["offset"].round(4).tolist() == offsets
    assert found.entries["adjusted"].round(4).tolist() == adjusted


def test_raw_and_adjusted_stand_side_by_side() -> None:
    raw = _fitted(_with_holes()).entries["raw"]
    assert raw.round(4).tolist() == [7.3333, 3, 6.5, 3, 7, 4.75]


def test_with_every_cell_filled_the_errors_are_those_of_the_analysis_of_variance() -> None:
    """The residual mean square of the table is 1.02 (Shrout & Fleiss 1979, table 3)."""
    found = _fitted(SHROUT_FLEISS)
    assert round(found.deviation**2, 2) == 1.02
    assert found.judges["standard_error"].to_numpy() == pytest.approx(found.deviation * (3 / 24) ** 0.5)
    assert found.entries["standard_error"].to_numpy() == pytest.approx(found.deviation / 2)


def test_with_holes_the_errors_are_those_of_the_generalised_inverse() -> None:
    marks = _with_holes()
    entry, judge = np.nonzero(marks.notna().to_numpy())
    design = np.hstack((np.eye(6)[entry], np.eye(4)[judge]))
    spread = np.linalg.pinv(design.T @ design)
    centred = np.hstack((np.zeros((4, 6)), np.eye(4) - 0.25))
    expected = np.sqrt(np.diag(centred @ spread @ centred.T))
    found = _fitted(marks)
    assert found.judges["standard_error"].to_numpy() == pytest.approx(expected * found.deviation)
    assert found.judges["marks"].tolist() == [5, 5, 6, 5]


def test_judges_who_do_not_compare_are_named_and_not_fitted() -> None:
    marks = pd.DataFrame([[5, 6, None, None], [None, None, 5, 3]], dtype=float)
    assert severity(marks) == Gap(((0, 1), (2, 3)))
    assert severity(pd.DataFrame()) is None


def test_as_many_unknowns_as_marks_leave_no_error_to_tell() -> None:
    found = _fitted(pd.DataFrame([[5.0], [7.0]], index=["A", "B"], columns=["an"]))
    assert found.entries["adjusted"].tolist() == [5.0, 7.0]
    assert np.isnan(found.deviation)
