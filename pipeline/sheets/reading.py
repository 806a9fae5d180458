"""Reads a file of one form, CSV or XLSX, into rows of cells with their places; it judges no cell's value."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.faults import Fault, Refused, refused
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.csv_reading import table_from_csv
from pipeline.sheets.forms import Form
from pipeline.sheets.headings import column_of, further_key, heading_faults, heading_row, heading_score
from pipeline.sheets.sheet import Cell, RawRow, Row, Sheet, Table, is_blank, place, shown
from pipeline.sheets.workbook_kinds import check_workbook, is_workbook

LARGEST_FILE = 64 * 2**20


def sheet_from_file(path: Path, form: Form) -> Sheet:
    """Read a file; raises Refused where it cannot be opened and for what is wrong with its form."""
    name = printable(path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refused(FaultCode.FILE_TOO_LARGE, file=name, limit=LARGEST_FILE // 2**20)
        content = path.read_bytes()
    except FileNotFoundError:
        raise refused(
            FaultCode.FILE_MISSING, file=name, folder=printable(str(path.absolute().parent))
        ) from None
    except IsADirectoryError:
        raise refused(FaultCode.FILE_IS_FOLDER, file=name) from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or type(error).__name__
        raise refused(FaultCode.FILE_UNREADABLE, file=name, cause=cause) from None
    return sheet_from_bytes(content, name, form)


def printable(name: str) -> str:
    """Return a name from the command line as text that can be stored, whatever bytes it was made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def sheet_from_bytes(content: bytes, file: str, form: Form) -> Sheet:
    """Read what a file called `file` holds; what it is, is told by its first bytes, not by its name.

    Of a workbook's visible sheets the one with the most of the form's headings is read, the first of equals.
    Raises Refused with all faults of the form.
    """
    if not content.strip():
        raise refused(FaultCode.FILE_EMPTY, file=file)
    if len(content) > LARGEST_FILE:
        raise refused(FaultCode.FILE_TOO_LARGE, file=file, limit=LARGEST_FILE // 2**20)
    return _sheet_from_table(_table(content, file, form), form)


def _table(content: bytes, file: str, form: Form) -> Table:
    if not is_workbook(content):
        return table_from_csv(content, file, form)
    check_workbook(content, file)
    from pipeline.sheets.workbook_reading import check_formulas, tables_from_workbook

    table = max(tables_from_workbook(content, file), key=lambda table: _score(table, form))
    check_formulas(content, table)
    return table


def _score(table: Table, form: Form) -> int:
    heads = heading_row(table, form)
    return 0 if heads is None else heading_score(table.rows[heads], form)


def _sheet_from_table(table: Table, form: Form) -> Sheet:
    heads = heading_row(table, form)
    if heads is None:
        columns = ", ".join(column.key for column in form.columns if column.required)
        raise refused(FaultCode.HEADINGS_MISSING, file=place(table.file, table.sheet), columns=columns)
    faults = [*heading_faults(table, table.rows[heads], form), *_length_faults(table, heads)]
    if faults:
        raise Refused(*faults)
    return _sheet(table, heads, form)


def _length_faults(table: Table, heads: int) -> Iterator[Fault]:
    """Yield the rows with more cells than headings: a sign inside a cell has parted it.

    Fewer cells are no fault, since spreadsheets leave out empty ones at a row's end.
    """
    width = len(table.rows[heads].cells)
    for row in table.rows[heads + 1 :]:
        surplus = [cell for cell in row.cells[width:] if not is_blank(cell)]
        if surplus:
            where = {"file": place(table.file, table.sheet), "row": row.number}
            yield Fault(FaultCode.ROW_TOO_LONG, where | {"width": width, "value": shown(surplus[0])})


def _sheet(table: Table, heads: int, form: Form) -> Sheet:
    cells = table.rows[heads].cells
    keys = [None if is_blank(cell) else column_of(cell, form) or further_key(cell) for cell in cells]
    headings = {key: shown(cell) for key, cell in zip(keys, cells, strict=True) if key is not None}
    further = [key for key, cell in zip(keys, cells, strict=True) if key and column_of(cell, form) is None]
    rows = [_row(row, keys) for row in table.rows[heads + 1 :] if not all(map(is_blank, row.cells))]
    return Sheet(table.file, table.sheet, table.rows[heads].number, headings, tuple(further), tuple(rows))


def _row(row: RawRow, keys: list[str | None]) -> Row:
    pairs: list[tuple[str | None, Cell]] = list(zip(keys, row.cells, strict=False))
    return Row(row.number, {key: cell for key, cell in pairs if key is not None})
