"""A file's rows as they were read, every cell with its place; it knows no form and no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pipeline.faults import Fault

Cell = str | int | float | date | datetime | time | timedelta | None
"""What stands in a cell: text in a CSV file, a typed value in a workbook (a yes/no cell is a bool)."""

INVISIBLE = "\u200b\u2060\ufeff"
VALUE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one row from left to right; `number` is its row, in a CSV file the line it begins on."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a CSV file or of one sheet of a workbook, not yet divided into headings and data."""

    file: str
    sheet: str | None
    rows: Sequence[RawRow]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: its place and its cells by the key of their column."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one form: `headings` maps a column's key to the heading as the file spells it.

    `heading_row` is the place of the headings; `further` holds the keys of the columns that the form does
    not name: metrics or criteria. `notes` tell what of the file was left out.
    """

    file: str
    name: str | None
    heading_row: int
    headings: Mapping[str, str]
    further: Sequence[str]
    rows: Sequence[Row]
    notes: Sequence[Fault] = ()

    @property
    def place(self) -> str:
        """Return the file's name, with the sheet's where there is one."""
        return place(self.file, self.name)


def place(file: str, sheet: str | None) -> str:
    """Return how a file, or a sheet of it, is named to people.

    >>> place("a.xlsx", "Bài dự thi")
    'a.xlsx [Bài dự thi]'
    """
    return file if sheet is None else f"{file} [{sheet}]"


def is_blank(value: Cell) -> bool:
    r"""Tell whether a cell holds nothing that can be seen.

    >>> is_blank("\u00a0"), is_blank(0)
    (True, False)
    """
    return value is None or (isinstance(value, str) and not "".join(value.split()).strip(INVISIBLE))


def shown(value: Cell) -> str:
    """Return a cell as a fault quotes it: on one line and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= VALUE_LENGTH else f"{text[:VALUE_LENGTH]}…"
