"""How far judges agree: Krippendorff's alpha, intraclass correlations and Kendall's W.

Everywhere `marks` is a table with a row an entry and a column a judge; NaN is a mark that was not given.
A coefficient that the marks cannot tell (fewer than two judges or entries, all marks equal, a cell missing
where none may be) is None, never NaN.
"""

from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class IntraclassCorrelation:
    """The six forms of Shrout & Fleiss 1979: of one judge's marks, and of the mean of all k judges."""

    one_way_single: float
    random_single: float
    fixed_single: float
    one_way_mean: float
    random_mean: float
    fixed_mean: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """The coefficients of one panel; each is None where the marks cannot tell it."""

    alpha: float | None
    intraclass: IntraclassCorrelation | None
    concordance: float | None


@dataclass(frozen=True, slots=True)
class ConcordanceTest:
    """Kendall's W with what it is tested by."""

    w: float
    chi_square: float
    degrees_of_freedom: int
    p: float


def agreement(marks: pd.DataFrame) -> Agreement:
    """Return alpha at interval level, the intraclass correlations and W corrected for ties."""
    return Agreement(
        krippendorff_alpha(marks, "interval"), intraclass_correlation(marks), kendall_w(marks, for_ties=True)
    )


def krippendorff_alpha(marks: pd.DataFrame, level: Level) -> float | None:
    """Return Krippendorff's alpha: 1 is full agreement, 0 what chance gives; missing marks are allowed.

    Source: Krippendorff, Content Analysis (2004), chapter 11, as the package `krippendorff` computes it.
    """
    table = marks.to_numpy(dtype=np.float64)
    pairable = table[np.sum(~np.isnan(table), axis=1) >= 2]
    if len(np.unique(pairable[~np.isnan(pairable)])) < 2:
        return None
    from krippendorff import alpha

    return float(alpha(reliability_data=pairable.T, level_of_measurement=level))


def intraclass_correlation(marks: pd.DataFrame) -> IntraclassCorrelation | None:
    """Return the intraclass correlations of a table without a missing mark.

    Source: Shrout & Fleiss, Intraclass correlations: uses in assessing rater reliability, 1979, table 3.
    """
    table = marks.to_numpy(dtype=np.float64)
    entries, judges = table.shape
    if min(entries, judges) < 2 or np.isnan(table).any() or np.ptp(table) == 0:
        return None
    between, judge, rest, within = _mean_squares(table)
    differences = judges * (judge - rest) / entries
    forms = (
        (between - within, between + (judges - 1) * within),
        (between - rest, between + (judges - 1) * rest + differences),
        (between - rest, between + (judges - 1) * rest),
        (between - within, between),
        (between - rest, between + (judge - rest) / entries),
        (between - rest, between),
    )
    if any(divisor <= 0 for _, divisor in forms):
        return None
    return IntraclassCorrelation(*(float(part / divisor) for part, divisor in forms))


def kendall_w(marks: pd.DataFrame, *, for_ties: bool) -> float | None:
    """Return Kendall's coefficient of concordance of a table without a missing mark, 0 to 1.

    W = 12 S / (m² (n³ - n) - m T): S sums the squared deviations of the entries' rank sums over m judges and
    n entries, T sums t³ - t over each judge's groups of t equal marks; without `for_ties` T is 0.
    Source: Kendall & Babington Smith 1939; Siegel & Castellan 1988, section 9.6.
    """
    table = marks.to_numpy(dtype=np.float64)
    entries, judges = table.shape
    if min(entries, judges) < 2 or np.isnan(table).any():
        return None
    sums = pd.DataFrame(table).rank(method="average").to_numpy().sum(axis=1)
    squares = float(np.sum((sums - sums.mean()) ** 2))
    ties = sum(_tied(table[:, judge]) for judge in range(judges)) if for_ties else 0
    divisor = judges**2 * (entries**3 - entries) - judges * ties
    return 12 * squares / divisor if divisor else None


def concordance_test(marks: pd.DataFrame) -> ConcordanceTest | None:
    """Return W corrected for ties with its chi-square, m (n - 1) W on n - 1 degrees of freedom.

    `p` is how often judges without any common opinion would agree at least as far; the approximation is for
    more than seven entries (Siegel & Castellan 1988, section 9.6).
    """
    w = kendall_w(marks, for_ties=True)
    if w is None:
        return None
    entries, judges = marks.shape
    statistic = judges * (entries - 1) * w
    return ConcordanceTest(w, statistic, entries - 1, _above(statistic, entries - 1))


def _above(statistic: float, freedom: int) -> float:
    """Return the chi-square distribution's share above a value, by the recursion of the incomplete gamma.

    Source: Abramowitz & Stegun 1964, 26.4.4 and 26.4.5.
    """
    half = statistic / 2
    share = exp(-half) if freedom % 2 == 0 else erfc(sqrt(half))
    steps = np.arange(2 - freedom % 2, freedom, 2) / 2
    return share + sum(exp(step * log(half) - half - lgamma(step + 1)) for step in steps.tolist() if half)


def _mean_squares(table: Table) -> tuple[float, float, float, float]:
    """Return the mean squares between entries, between judges, of the rest, and within entries."""
    entries, judges = table.shape
    mean = table.mean()
    between = judges * float(np.sum((table.mean(axis=1) - mean) ** 2))
    judge = entries * float(np.sum((table.mean(axis=0) - mean) ** 2))
    within = float(np.sum((table - mean) ** 2)) - between
    return (
        between / (entries - 1),
        judge / (judges - 1),
        (within - judge) / ((entries - 1) * (judges - 1)),
        within / (entries * (judges - 1)),
    )


def _tied(marks: Table) -> int:
    counts = np.unique(marks, return_counts=True)[1].astype(np.int64)
    return int(np.sum(counts**3 - counts))
