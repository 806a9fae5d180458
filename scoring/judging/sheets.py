"""Marks laid out as sheets: one row a judge and entry, one column a criterion."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from scoring.coding import coded, numbered, places_among
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
        if rows.all():
            return self
        return Sheets(self.judge[rows], self.entry[rows], self.marks[rows], self.is_marked[rows], self.names)

    def of_criteria(self, places: Ints) -> "Sheets":
        """Return the sheets with some of the criteria alone, without those that have no mark on any."""
        if len(places) == self.marks.shape[1]:
            return self
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
    judge, names = _judges_of(marks)
    size = max(entries.size, 1)
    pairs, sheet = numbered(judge * size + entry, len(names) * size)
    width = len(criteria)
    cells = sheet * width + criterion
    filled = np.bincount(cells, minlength=len(pairs) * width)
    if filled.max(initial=0) > 1:
        _refuse(filled[cells] > 1, "doubled-mark", marks)
    table = np.zeros(len(pairs) * width, dtype=np.int64)
    table[cells] = marks["mark_millionths"].to_numpy(dtype=np.int64)
    judges, places = np.divmod(pairs, size)
    return Sheets(judges, places, table.reshape(-1, width), filled.reshape(-1, width) > 0, names)


def _judges_of(marks: pd.DataFrame) -> tuple[Ints, tuple[str, ...]]:
    """Return each mark's judge as a place among the judges' names in order."""
    codes, found = coded(marks["judge"])
    names = sorted(map(str, found))
    place_of = pd.Index(names, dtype=object).get_indexer(found.astype(str).astype(object))
    return np.asarray(place_of[codes], dtype=np.int64), tuple(names)


def _criteria_of(marks: pd.DataFrame, criteria: tuple[Criterion, ...]) -> Ints:
    places = places_among(marks["criterion"], pd.Index([one.key for one in criteria], dtype=object))
    refuse_rows(places < 0, "unknown-criterion", marks, "marks", "criterion")
    highest = np.array([min(int(one.maximum * MILLION), LARGEST) for one in criteria], dtype=np.int64)
    values = marks["mark_millionths"].to_numpy(dtype=np.int64)
    _refuse((values < 0) | (values > highest[places]), "mark-out-of-range", marks)
    return places


def _refuse(wrong: Mask, code: str, marks: pd.DataFrame) -> None:
    """Raise ScoringError for the first wrong mark; its value is `judge, criterion, mark`."""
    if wrong.any():
        row = marks.iloc[int(np.argmax(wrong))]
        mark = Decimal(int(row["mark_millionths"])) / MILLION
        value = f"{row['judge']}, {row['criterion']}, {mark:f}"
        raise ScoringError(code, table="marks", column="mark", entry=str(row["number"]), value=value)
