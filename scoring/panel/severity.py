"""How severe each judge is, with standard errors, and what entries would have with equal judges.

The additive model value = mean + entry + judge by least squares on the marks that exist, entries' and
judges' effects adding up to 0 each. For readers; where rules adjust marks, scoring does it exactly.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.judging.islands import Gap, gap_between

Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Severity:
    """The fitted model.

    `judges` has a row a judge: `offset` (above 0 is lenient), `standard_error`, `marks`. `entries` has a row
    an entry: `raw` (the plain mean), `adjusted`, `standard_error`, `marks`. `deviation` is the residuals'
    (degrees of freedom taken off). Standard errors and deviation are NaN where as many marks as unknowns
    leave nothing to tell them from.
    """

    mean: float
    deviation: float
    judges: pd.DataFrame
    entries: pd.DataFrame


def severity(marks: pd.DataFrame) -> Severity | Gap | None:
    """Fit the model to a table with a row an entry and a column a judge, NaN for a mark not given.

    Rows and columns without any mark are left out. Returns the gap (islands of judges, by place among the
    columns that are left) where the judges do not compare, None where there are no marks.
    """
    marks = marks.dropna(how="all").dropna(how="all", axis="columns")
    if marks.empty:
        return None
    entry, judge = np.nonzero(marks.notna().to_numpy())
    gap = gap_between(judge.astype(np.int64), entry.astype(np.int64), len(marks.columns))
    return gap if gap is not None else _fitted(marks, entry.astype(np.int64), judge.astype(np.int64))


def _fitted(marks: pd.DataFrame, entry: npt.NDArray[np.int64], judge: npt.NDArray[np.int64]) -> Severity:
    entry_codes, judge_codes = _effects(len(marks)), _effects(len(marks.columns))
    design = np.column_stack((np.ones(len(entry)), entry_codes[entry], judge_codes[judge]))
    values = marks.to_numpy(dtype=np.float64)[entry, judge]
    inverse = np.linalg.inv(design.T @ design)
    found = inverse @ design.T @ values
    squares = float(np.sum((values - design @ found) ** 2))
    freedom = len(values) - design.shape[1]
    variance = squares / freedom if freedom > 0 else np.nan
    width = len(marks)
    of_entries = np.column_stack((np.ones(width), entry_codes, np.zeros((width, judge_codes.shape[1]))))
    of_judges = np.column_stack((np.zeros((len(marks.columns), width)), judge_codes))
    judges = _table(of_judges, found, inverse * variance, marks.columns, "offset")
    entries = _table(of_entries, found, inverse * variance, marks.index, "adjusted")
    entries.insert(0, "raw", marks.mean(axis=1))
    return Severity(
        float(found[0]),
        float(np.sqrt(variance)),
        judges.assign(marks=marks.notna().sum(axis=0)),
        entries.assign(marks=marks.notna().sum(axis=1)),
    )


def _effects(size: int) -> Table:
    """Return the coding by which effects add up to 0: the last one is less the sum of the others."""
    return np.vstack((np.eye(size - 1), -np.ones(size - 1)))


def _table(contrasts: Table, found: Table, covariance: Table, index: pd.Index, name: str) -> pd.DataFrame:
    variances = np.einsum("ij,jk,ik->i", contrasts, covariance, contrasts)
    return pd.DataFrame({name: contrasts @ found, "standard_error": np.sqrt(variances)}, index=index)
