"""Marks laid out as sheets: one row a judge and entry, one column a criterion."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from scoring.entries import Entries
from scoring.errors import ScoringError, refuse_rows
from scoring.exact import LARGEST, Ints, Mask
from scoring.rules import Criterion

MILLION = 10**6


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """One row a sheet: its judge's and entry's places, the marks in millionths, which of them were given.

    `names` are the judges' short names in order.
    """

    judge: Ints
    entry: Ints
    marks: Ints
    is_marked: Mask
    names: tuple[str, ...]

    @property
    def is_complete(self) -> Mask:
        """Which sheets have a mark on every criterion."""
        is_complete: Mask = np.all(self.is_marked, axis=1)
        return is_complete

    def taken(self, rows: Mask) -> "Sheets":
        """Return some of the sheets."""
        return Sheets(self.judge[rows], self.entry[rows], self.marks[rows], self.is_marked[rows], self.names)

    def of_criteria(self, places: Ints) -> "Sheets":
        """Return the sheets with some of the criteria alone, without those that have no mark on any."""
        marked = self.is_marked[:, places]
        narrow = Sheets(self.judge, self.entry, self.marks[:, places], marked, self.names)
        return narrow.taken(np.any(marked, axis=1))


def sheets_of(marks: pd.DataFrame, entries: Entries, criteria: tuple[Criterion, ...]) -> Sheets:
    """Lay out the marks.

    Raises ScoringError for a mark of an unknown entry or criterion, a doubled one, or one outside 0 to the
    maximum.
    """
    entry = entries.places_of(marks, "marks")
    criterion = _criteria_of(marks, criteria)
    codes, found = pd.factorize(marks["judge"], sort=True)
    sheet, keys = pd.factorize(codes.astype(np.int64) * max(entries.size, 1) + entry)
    width = len(criteria)
    cells = sheet * width + criterion
    filled = np.bincount(cells, minlength=len(keys) * width)
    _refuse(filled[cells] > 1, "doubled-mark", marks)
    table = np.zeros(len(keys) * width, dtype=np.int64)
    table[cells] = marks["mark_millionths"].to_numpy(dtype=np.int64)
    judge, place = np.divmod(np.asarray(keys, dtype=np.int64), max(entries.size, 1))
    names = tuple(str(name) for name in found)
    return Sheets(judge, place, table.reshape(-1, width), filled.reshape(-1, width) > 0, names)


def _criteria_of(marks: pd.DataFrame, criteria: tuple[Criterion, ...]) -> Ints:
    places = pd.Index([one.key for one in criteria]).get_indexer(pd.Index(marks["criterion"]))
    refuse_rows(places < 0, "unknown-criterion", marks, "marks", "criterion")
    highest = np.array([min(int(one.maximum * MILLION), LARGEST) for one in criteria], dtype=np.int64)
    values = marks["mark_millionths"].to_numpy(dtype=np.int64)
    _refuse((values < 0) | (values > highest[places]), "mark-out-of-range", marks)
    return places.astype(np.int64)


def _refuse(wrong: Mask, code: str, marks: pd.DataFrame) -> None:
    """Raise ScoringError for the first wrong mark; its value is `judge, criterion, mark`."""
    if wrong.any():
        row = marks.iloc[int(np.argmax(wrong))]
        mark = Decimal(int(row["mark_millionths"])) / MILLION
        value = f"{row['judge']}, {row['criterion']}, {mark:f}"
        raise ScoringError(code, table="marks", column="mark", entry=str(row["number"]), value=value)
