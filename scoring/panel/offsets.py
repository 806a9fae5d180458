"""How far each judge stands above or below the others, with standard errors, by the additive model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.judging.islands import gap_between


@dataclass(frozen=True, slots=True)
class Offset:
    """One judge's offset in points; `error` is its standard error, None where no freedom is left."""

    judge: str
    offset: float
    error: float | None
    sheets: int


def judge_offsets_of(table: pd.DataFrame) -> tuple[Offset, ...] | None:
    """Return the judges' offsets, in the table's order, adding up to 0; None where judges cannot be compared.

    table: a row an entry, a column a judge, NaN where nothing was given. Least squares of value = mean +
    entry + judge on the cells that exist; errors are those of the estimates, with the residual variance.
    Judges cannot be compared where no chain of entries joins them, or one entry or judge alone does.
    """
    table = table.dropna(axis="columns", how="all")
    entry, judge = np.nonzero(table.notna().to_numpy())
    names = [str(name) for name in table.columns]
    if len(names) < 2 or gap_between(judge, entry, len(names)) is not None:
        return None
    values = table.to_numpy()[entry, judge]
    design = _design(entry, judge, len(table), len(names))
    solution, _, rank, _ = np.linalg.lstsq(design, values, rcond=None)
    freedom = len(values) - int(rank)
    left = values - design @ solution
    spread = np.linalg.pinv(design.T @ design) * (left @ left) / freedom if freedom > 0 else None
    contrasts = _contrasts(len(table), len(names))
    offsets = contrasts @ solution
    errors = None if spread is None else np.sqrt(np.diag(contrasts @ spread @ contrasts.T).clip(min=0))
    return tuple(
        Offset(name, float(offsets[place]), None if errors is None else float(errors[place]), int(count))
        for place, (name, count) in enumerate(zip(names, table.notna().sum(), strict=True))
    )


def _design(entry: np.ndarray, judge: np.ndarray, entries: int, judges: int) -> np.ndarray:
    """Return a column an entry and a column a judge; one column too many is left to the least squares."""
    design = np.zeros((len(entry), entries + judges))
    rows = np.arange(len(entry))
    design[rows, entry] = 1
    design[rows, entries + judge] = 1
    return design


def _contrasts(entries: int, judges: int) -> np.ndarray:
    """Return what makes offsets that add up to 0 out of a solution."""
    centred = np.eye(judges) - np.full((judges, judges), 1 / judges)
    return np.hstack([np.zeros((judges, entries)), centred])
