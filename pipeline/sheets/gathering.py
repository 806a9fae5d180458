"""Gathers every fault of a sheet with its place, so that a file is refused once and in full."""

from collections.abc import Callable
from typing import TypeVar

from pipeline.faults import Fault, Refused
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.sheet import Cell, Row, Sheet, is_blank, shown

Value = TypeVar("Value")


class CellFault(Exception):  # noqa: N818
    """A cell that cannot be read, or not in one way only: a code and the parameters of its sentence."""

    def __init__(self, code: FaultCode, **parameters: object) -> None:
        super().__init__(f"{code} {parameters}")
        self.code = code
        self.parameters = parameters


class Faults:
    """The faults found so far in one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.found: list[Fault] = []
        self._seen: set[tuple[FaultCode, int, str, object]] = set()

    def add(self, code: FaultCode, row: Row, column: str, **parameters: object) -> None:
        """Note a fault of a cell, once; its place and its value join the parameters."""
        value = parameters.pop("value", None) or shown(row.cells.get(column))
        if (code, row.number, column, value) in self._seen:
            return
        self._seen.add((code, row.number, column, value))
        place = {
            "file": self.sheet.place,
            "row": row.number,
            "column": self.sheet.headings.get(column, column),
        }
        self.found.append(Fault(code, {**place, "value": value, **parameters}))

    def add_heading(self, code: FaultCode, column: str, **parameters: object) -> None:
        """Note a fault of a column's heading."""
        heading = self.sheet.headings.get(column, column)
        self.add(code, Row(self.sheet.heading_row, {column: heading}), column, **parameters)

    def refuse(self) -> None:
        """Raise Refused with everything that was found, in the order of the rows; else do nothing."""
        if self.found:
            raise Refused(*sorted(self.found, key=lambda fault: int(str(fault.parameters["row"]))))


class RowReader:
    """Reads the cells of one row; what cannot be read is noted and comes back as None."""

    def __init__(self, row: Row, faults: Faults) -> None:
        self.row = row
        self.faults = faults
        self.is_sound = True

    def read(self, column: str, parser: Callable[[Cell], Value]) -> Value | None:
        """Return what the cell says, or None where it is empty, absent or at fault."""
        value = self.row.cells.get(column)
        if is_blank(value):
            return None
        try:
            return parser(value)
        except CellFault as fault:
            self.add(fault.code, column, **fault.parameters)
            return None

    def need(self, column: str, parser: Callable[[Cell], Value]) -> Value | None:
        """Return what the cell says; an empty cell is a fault."""
        if is_blank(self.row.cells.get(column)):
            self.add(FaultCode.CELL_EMPTY, column)
            return None
        return self.read(column, parser)

    def add(self, code: FaultCode, column: str, **parameters: object) -> None:
        """Note a fault of this row."""
        self.is_sound = False
        self.faults.add(code, self.row, column, **parameters)
