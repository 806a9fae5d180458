"""The entries in a fixed order, by which all other columns of a ranking are laid out."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.errors import refuse_rows
from scoring.exact import ExactColumn, Ints, Mask

STATUSES = ("competing", "withdrawn", "disqualified")
DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """The entries by number, digits in it read as a number: 2 stands before 10.

    `statuses` are places in STATUSES; `submitted_at` is in seconds since 1970; a group may be None.
    """

    numbers: npt.NDArray[np.object_]
    statuses: Ints
    submitted_at: ExactColumn
    units: npt.NDArray[np.object_]
    groups: npt.NDArray[np.object_]

    @property
    def size(self) -> int:
        """How many entries there are, those that left included."""
        return len(self.numbers)

    @property
    def competing(self) -> Mask:
        """Which entries compete."""
        return np.equal(self.statuses, 0)

    def named(self, rows: Mask) -> tuple[str, ...]:
        """Return the numbers of the competing ones among these entries."""
        return tuple(self.numbers[rows & self.competing])

    def marked(self, places: Ints) -> Mask:
        """Return which entries are among these places."""
        rows = np.zeros(self.size, dtype=np.bool_)
        rows[places] = True
        return rows

    def taken(self, rows: Ints) -> "Entries":
        """Return some of the entries."""
        return Entries(
            self.numbers[rows],
            self.statuses[rows],
            self.submitted_at.taken(rows),
            self.units[rows],
            self.groups[rows],
        )

    def places_of(self, frame: pd.DataFrame, table: str) -> Ints:
        """Return where the entries of a table's rows stand; raises ScoringError for an unknown number."""
        places = pd.Index(self.numbers).get_indexer(pd.Index(frame["number"])).astype(np.int64)
        refuse_rows(places < 0, "unknown-number", frame, table, "number")
        return places


def ordered_entries(frame: pd.DataFrame) -> Entries:
    """Put the entries in order; raises ScoringError for a doubled number or an unknown status."""
    frame = frame.iloc[sorted(range(len(frame)), key=_natural_keys(frame["number"]).__getitem__)]
    statuses = pd.Index(STATUSES).get_indexer(pd.Index(frame["status"])).astype(np.int64)
    refuse_rows(frame["number"].duplicated().to_numpy(), "doubled-number", frame, "entries", "number")
    refuse_rows(statuses < 0, "unknown-status", frame, "entries", "status")
    submitted_at = ExactColumn.of(*whole_numbers(frame["submitted_at"]))
    numbers, units, groups = (_texts(frame[name]) for name in ("number", "unit", "group"))
    return Entries(numbers, statuses, submitted_at, units, groups)


def _texts(series: pd.Series) -> npt.NDArray[np.object_]:
    """Return texts as they are, None where there is none."""
    return series.astype(object).where(series.notna(), None).to_numpy(dtype=object)


def whole_numbers(series: pd.Series) -> tuple[Ints, Mask]:
    """Return a nullable column's whole numbers, 0 where there is none, and where that is."""
    nullable = series.astype("Int64")
    return np.asarray(nullable.fillna(0), dtype=np.int64), nullable.isna().to_numpy(dtype=np.bool_)


def _natural_keys(numbers: pd.Series) -> list[tuple[str, str]]:
    return [(DIGITS.sub(_padded, number), number) for number in numbers.tolist()]


def _padded(digits: re.Match[str]) -> str:
    return digits[0].zfill(20)
