"""The entries in a fixed order, by which all other columns of a ranking are laid out."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.coding import places_among
from scoring.errors import refuse_rows
from scoring.exact import ExactColumn, Ints, Mask

STATUSES = ("competing", "withdrawn", "disqualified")
DIGITS = re.compile("[0-9]+")
WIDTH = 20


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
        places = places_among(frame["number"], pd.Index(self.numbers, dtype=object))
        refuse_rows(places < 0, "unknown-number", frame, table, "number")
        return places


def ordered_entries(frame: pd.DataFrame) -> Entries:
    """Put the entries in order; raises ScoringError for a doubled number or an unknown status."""
    frame = frame.iloc[_natural_order(frame["number"].tolist())]
    statuses = places_among(frame["status"], pd.Index(STATUSES, dtype=object))
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


def _natural_order(numbers: list[str]) -> Ints:
    """Return the order in which people count: digits in a number are read as a number."""
    if len(set(map(len, numbers))) == 1 and (joined := "".join(numbers)).isascii() and joined.isdigit():
        return np.argsort(np.array(numbers), kind="stable")
    keys = [(_natural(number), number) for number in numbers]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def _natural(number: str) -> str:
    """Fill up each group of digits with zeros; most numbers are nothing but digits."""
    if number.isascii() and number.isdigit():
        return number.zfill(WIDTH)
    return DIGITS.sub(lambda digits: digits[0].zfill(WIDTH), number)
