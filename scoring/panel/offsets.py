"""How far each judge stands above or below the others, with standard errors, by the additive model."""

from dataclasses import dataclass
from math import isnan

import pandas as pd

from scoring.panel.severity import Severity, severity


@dataclass(frozen=True, slots=True)
class Offset:
    """One judge's offset in points; `error` is its standard error, None where no freedom is left."""

    judge: str
    offset: float
    error: float | None
    sheets: int


def judge_offsets_of(table: pd.DataFrame) -> tuple[Offset, ...] | None:
    """Return the judges' offsets, in the table's order, adding up to 0; None where judges cannot be compared.

    table: a row an entry, a column a judge, NaN where nothing was given.
    """
    found = severity(table)
    if not isinstance(found, Severity) or len(found.judges) < 2:
        return None
    return tuple(
        Offset(str(judge), float(row["offset"]), _known(row["standard_error"]), int(row["marks"]))
        for judge, row in found.judges.iterrows()
    )


def _known(error: float) -> float | None:
    return None if isnan(error) else float(error)
