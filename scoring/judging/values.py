"""Values that judges gave, one row a judge and entry, and how those of one entry are joined."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from scoring.exact import ExactColumn, Ints, Mask
from scoring.judging.sheets import MILLION, Sheets
from scoring.rules import Criterion, Judging


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """One row a value: its judge's and its entry's place. `size` is how many entries there are."""

    judge: Ints
    entry: Ints
    values: ExactColumn
    size: int

    @property
    def judges(self) -> Ints:
        """How many judges gave a value, a row an entry."""
        return np.bincount(self.entry, minlength=self.size)

    def with_values(self, values: ExactColumn) -> "Values":
        """Return other values of the same judges for the same entries."""
        return replace(self, values=values)

    def taken(self, rows: Mask) -> "Values":
        """Return some of the rows."""
        return Values(self.judge[rows], self.entry[rows], self.values.taken(rows), self.size)


def criterion_values(sheets: Sheets, place: int, size: int) -> Values:
    """Return the marks on one criterion, of the sheets that have one."""
    rows = sheets.is_marked[:, place]
    marks = ExactColumn.of(sheets.marks[rows, place], denominator=MILLION).reduced()
    return Values(sheets.judge[rows], sheets.entry[rows], marks, size)


def sheet_values(sheets: Sheets, criteria: tuple[Criterion, ...], size: int) -> Values:
    """Return what each sheet counts: the sum of weight * mark / maximum."""
    columns = [
        ExactColumn.of(sheets.marks[:, place], denominator=MILLION).reduced()
        for place in range(len(criteria))
    ]
    return Values(sheets.judge, sheets.entry, weighed(columns, criteria), size)


def weighed(columns: list[ExactColumn], criteria: tuple[Criterion, ...]) -> ExactColumn:
    """Add up weight * value / maximum over the criteria."""
    first, *others = (
        column.times(Fraction(criterion.weight) / Fraction(criterion.maximum))
        for column, criterion in zip(columns, criteria, strict=True)
    )
    for other in others:
        first = first.plus(other)
    return first


def joined(values: Values, rules: Judging) -> ExactColumn:
    """Join the values of each entry's judges as the rules say; unknown where there are none or too few."""
    return JOINING[rules.aggregate](values, rules.drop or 0)


def _mean(values: Values, drop: int) -> ExactColumn:  # noqa: ARG001
    return values.values.summed_by(values.entry, values.size).divided_by(values.judges)


def _sum(values: Values, drop: int) -> ExactColumn:  # noqa: ARG001
    """Add up; an entry that lacks a judge of the panel has no sum."""
    panel = len(np.unique(values.judge))
    return values.values.summed_by(values.entry, values.size).hidden(values.judges < panel)


def _median(values: Values, drop: int) -> ExactColumn:  # noqa: ARG001
    inner = (values.judges - 1) // 2
    return _inner_mean(values, inner)


def _trimmed(values: Values, drop: int) -> ExactColumn:
    return _inner_mean(values, np.full(values.size, drop))


def _inner_mean(values: Values, drop: Ints) -> ExactColumn:
    """Return the mean without each entry's `drop` lowest and `drop` highest values."""
    order = np.lexsort((values.values.order_codes(), values.entry))
    entry = values.entry[order]
    starts = np.concatenate(([0], np.cumsum(values.judges)))[entry]
    place = np.arange(len(order)) - starts
    is_inner = (place >= drop[entry]) & (place < values.judges[entry] - drop[entry])
    rows = order[is_inner]
    sums = values.values.taken(rows).summed_by(values.entry[rows], values.size)
    return sums.divided_by(np.bincount(values.entry[rows], minlength=values.size))


JOINING: dict[str, Callable[[Values, int], ExactColumn]] = {
    "mean": _mean,
    "sum": _sum,
    "median": _median,
    "trimmed": _trimmed,
}
