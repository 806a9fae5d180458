"""From marks to judge points: complete sheets only, weighted criteria, the mean over the judges."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from scoring.entries import Entries
from scoring.errors import ScoringError, refuse_rows
from scoring.exact import LARGEST, ExactColumn, Ints, Mask
from scoring.rules import Criterion, Judging

MILLION = 10**6


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """One row a sheet: its entry's place, the marks in millionths by criterion, whether it is complete."""

    entry: Ints
    marks: Ints
    is_complete: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the judges gave, a row an entry: points, the mean of each criterion, how many sheets count.

    `points` are unknown with fewer than the least number of judges, a mean without any. `has_marks` is set
    where there is any mark, `has_incomplete` where a sheet did not count.
    """

    points: ExactColumn
    means: dict[str, ExactColumn]
    judges: Ints
    has_marks: Mask
    has_incomplete: Mask
    incomplete_sheets: int

    @property
    def has_too_few(self) -> Mask:
        """Which entries have marks, but sheets of fewer judges than are needed."""
        return self.has_marks & self.points.unknown


def judged(marks: pd.DataFrame, entries: Entries, rules: Judging, *, to_hundred: bool) -> Judged:
    """Give judge points: the mean over sheets of the sum of weight * mark / maximum.

    With `to_hundred` full marks on everything are 100, else the sum of the weights. Raises ScoringError for
    a mark of an unknown entry or criterion, a doubled one, or one outside 0 to the maximum.
    """
    sheets = _sheets(marks, entries, rules)
    entry = sheets.entry[sheets.is_complete]
    judges = np.bincount(entry, minlength=entries.size)
    means = {
        criterion.key: _mean(sheets.marks[sheets.is_complete, place], entry, judges)
        for place, criterion in enumerate(rules.criteria)
    }
    points = _points(means, rules, to_hundred=to_hundred).hidden(judges < rules.minimum_judges)
    incomplete = entries.competing[sheets.entry] & ~sheets.is_complete
    return Judged(
        points,
        means,
        judges,
        entries.marked(sheets.entry),
        entries.marked(sheets.entry[incomplete]),
        int(incomplete.sum()),
    )


def _mean(marks: Ints, entry: Ints, judges: Ints) -> ExactColumn:
    column = ExactColumn.of(marks, denominator=MILLION).reduced()
    return column.summed_by(entry, len(judges)).divided_by(judges)


def _points(means: dict[str, ExactColumn], rules: Judging, *, to_hundred: bool) -> ExactColumn:
    """Add up the criteria's weighted means: the same as the mean of the sheets' weighted sums."""
    weights = sum((Fraction(criterion.weight) for criterion in rules.criteria), Fraction(0))
    factor = Fraction(100) / weights if to_hundred else Fraction(1)
    first, *others = (
        means[criterion.key].times(factor * Fraction(criterion.weight) / Fraction(criterion.maximum))
        for criterion in rules.criteria
    )
    for other in others:
        first = first.plus(other)
    return first


def _sheets(marks: pd.DataFrame, entries: Entries, rules: Judging) -> Sheets:
    entry = entries.places_of(marks, "marks")
    criterion = _criteria_of(marks, rules.criteria)
    judge = pd.factorize(marks["judge"])[0]
    sheet, keys = pd.factorize(judge * entries.size + entry)
    width = len(rules.criteria)
    cells = sheet * width + criterion
    filled = np.bincount(cells, minlength=len(keys) * width)
    _refuse(filled[cells] > 1, "doubled-mark", marks)
    table = np.zeros(len(keys) * width, dtype=np.int64)
    table[cells] = marks["mark_millionths"].to_numpy(dtype=np.int64)
    is_complete = np.all(filled.reshape(-1, width) > 0, axis=1)
    return Sheets(keys % max(entries.size, 1), table.reshape(-1, width), is_complete)


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
