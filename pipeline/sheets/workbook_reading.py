"""Reads the cells of an XLSX workbook with openpyxl; it runs no formula and follows no link."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol, cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.faults import Fault, Refused, refused
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.sheet import Cell, RawRow, Table, place
from pipeline.sheets.workbook_kinds import LARGEST_UNPACKED

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_CELLS = 2_000_000

_DAMAGE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, struct.error, ParseError, EOFError, OSError,
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError,
)  # fmt: skip
"""What openpyxl and the modules below it raise for a damaged file."""
_FORMULA = re.compile(rb"<(\w+:)?f[ />]")


class _CellInFile(Protocol):
    value: Cell
    data_type: str
    number_format: str
    row: int
    column: int


class _SheetInFile(Protocol):
    """A sheet as openpyxl opens it for reading only."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterator[tuple[_CellInFile, ...]]: ...


def tables_from_workbook(content: bytes, file: str) -> list[Table]:
    """Return every visible sheet, formulas by their stored values; raises Refused for damage."""
    with _read_quietly(file):
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_table(sheet, file) for sheet in _visible(workbook)] or [Table(file, None, ())]


def check_formulas(content: bytes, table: Table) -> None:
    """Raise Refused if a formula of the sheet has no stored value: no spreadsheet has computed it yet."""
    with _read_quietly(table.file):
        formulas = _formulas(content)
    faults = tuple(_formula_faults(table, formulas))
    if faults:
        raise Refused(*faults)


@contextmanager
def _read_quietly(file: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except MemoryError as error:
        raise refused(FaultCode.WORKBOOK_TOO_LARGE, file=file, limit=LARGEST_UNPACKED // 2**20) from error
    except _DAMAGE as error:
        raise refused(FaultCode.WORKBOOK_DAMAGED, file=file) from error


def _visible(workbook: "Workbook") -> list[_SheetInFile]:
    sheets = cast("list[_SheetInFile]", workbook.worksheets)
    return [sheet for sheet in sheets if sheet.sheet_state == "visible"]


def _table(sheet: _SheetInFile, file: str) -> Table:
    rows: list[RawRow] = []
    cells = 0
    for number, row in enumerate(_all_rows(sheet), start=1):
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise refused(FaultCode.TOO_MANY_ROWS, file=place(file, sheet.title), row=number)
        if row:
            rows.append(RawRow(number, tuple(map(_value, row))))
    return Table(file, sheet.title, tuple(rows))


def _all_rows(sheet: _SheetInFile) -> Iterator[tuple[_CellInFile, ...]]:
    """Return the rows that are there, whatever extent the sheet claims to have."""
    sheet.reset_dimensions()
    return sheet.iter_rows()


def _value(cell: _CellInFile) -> Cell:
    value = cell.value
    if isinstance(value, str):
        return value.replace("_x000D_", "\r")
    if isinstance(value, datetime) and value.time() == time.min and "h" not in cell.number_format.lower():
        return value.date()
    return value


def _formulas(content: bytes) -> set[tuple[str, int, int]]:
    """Return sheet, row and column of every formula; the second reading is spared where there is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/" in name]
        if not any(_FORMULA.search(archive.read(name)) for name in sheets):
            return set()
    workbook = load_workbook(io.BytesIO(content), read_only=True)
    return {
        (sheet.title, cell.row, cell.column)
        for sheet in _visible(workbook)
        for row in _all_rows(sheet)
        for cell in row
        if cell.data_type == "f"
    }


def _formula_faults(table: Table, formulas: set[tuple[str, int, int]]) -> Iterator[Fault]:
    for row in table.rows:
        for column, value in enumerate(row.cells, start=1):
            if value is None and (table.sheet, row.number, column) in formulas:
                here = {"file": place(table.file, table.sheet), "row": row.number}
                yield Fault(FaultCode.FORMULA_WITHOUT_VALUE, here | {"column": get_column_letter(column)})
