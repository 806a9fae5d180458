"""Finds where a form's headings stand: in one row, or in two where a heading spans several columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.sheets.forms import Form
from pipeline.sheets.headings import column_of
from pipeline.sheets.sheet import Cell, RawRow, Table, is_blank

ROWS_SEARCHED = 20
ROWS_BELOW = 5
"""How many rows below the headings tell which columns have data."""


@dataclass(frozen=True, slots=True)
class Heads:
    """A table's headings: `row` has one for each column, `first_data` is the index of the row below them."""

    row: RawRow
    first_data: int
    score: tuple[int, int, int]


def heads_of(table: Table, form: Form) -> Heads | None:
    """Return the headings, among the first twenty rows, that name the most of the form's columns.

    Required columns count more than all else, then that no column with data lacks a heading. A title above
    the headings is passed over; None is "no row has any heading of the form".
    """
    found = [heads for heads in _candidates(table, form) if heads.score[2]]
    return max(found, key=lambda heads: heads.score, default=None)


def heading_score(cells: Sequence[Cell], form: Form) -> tuple[int, int]:
    """Return how many of the form's columns are named: of the required ones, and of all."""
    found = {column_of(cell, form) for cell in cells} - {None}
    return sum(column.key in found for column in form.columns if column.required), len(found)


def names_required(heads: Heads, form: Form) -> bool:
    """Tell whether every required column is named."""
    return heads.score[0] == sum(column.required for column in form.columns)


def _candidates(table: Table, form: Form) -> Iterator[Heads]:
    """Yield each row as headings, then each two rows that can be headings together."""
    searched = table.rows[:ROWS_SEARCHED]
    for index, row in enumerate(searched):
        yield _heads(table, row, index + 1, form)
    for index, (upper, lower) in enumerate(zip(searched, table.rows[1:], strict=False)):
        if _can_be_under(lower, upper, form):
            cells = tuple(_joined(above, below, form) for above, below in _spread(upper, lower))
            yield _heads(table, RawRow(lower.number, cells), index + 2, form)


def _heads(table: Table, row: RawRow, first_data: int, form: Form) -> Heads:
    below = [data.cells for data in table.rows[first_data : first_data + ROWS_BELOW]]
    filled = {column for cells in below for column, cell in enumerate(cells) if not is_blank(cell)}
    holes = len(filled - {column for column, cell in enumerate(row.cells) if not is_blank(cell)})
    required, known = heading_score(row.cells, form)
    return Heads(row, first_data, (required, -holes, known))


def _can_be_under(lower: RawRow, upper: RawRow, form: Form) -> bool:
    """Tell whether a row may go on with the headings of the one above, as none that has data does."""
    required = {column.key for column in form.columns if column.required}
    pairs = zip(upper.cells, lower.cells, strict=False)
    return not any(
        column_of(above, form) in required and not is_blank(below) and column_of(below, form) is None
        for above, below in pairs
    )


def _spread(upper: RawRow, lower: RawRow) -> Iterator[tuple[Cell, Cell]]:
    """Yield the cells of two rows in pairs; a heading above reaches over the blanks to its right."""
    reaching: Cell = None
    for above, below in zip_longest(upper.cells, lower.cells):
        reaching = above if not is_blank(above) else None if is_blank(below) else reaching
        yield reaching, below


def _joined(above: Cell, below: Cell, form: Form) -> Cell:
    """Return what two cells name together: `Liên kết` above `YouTube`, or the other way about."""
    if is_blank(below) or is_blank(above):
        return above if is_blank(below) else below
    words = (str(below), f"{above} {below}", f"{below} {above}")
    return next((word for word in words if column_of(word, form)), below)
