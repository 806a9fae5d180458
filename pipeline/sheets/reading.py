"""Reads a file of one form, CSV or XLSX, into rows of cells with their places; it judges no cell's value."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.faults import Fault, Refused, refused
from pipeline.sheets.codes import FaultCode, NoteCode
from pipeline.sheets.csv_reading import table_from_csv
from pipeline.sheets.forms import Form
from pipeline.sheets.heading_rows import Heads, heads_of, names_required
from pipeline.sheets.headings import column_of, further_key, heading_faults
from pipeline.sheets.sheet import Cell, RawRow, Row, Sheet, Table, is_blank, place, shown
from pipeline.sheets.text_cells import folded, without_marks
from pipeline.sheets.workbook_kinds import check_workbook, is_workbook

LARGEST_FILE = 64 * 2**20
TOTALS = frozenset({"tong", "tong cong", "tong so", "cong", "total", "totals", "sum", "grand total"})
"""What the first words of a row of totals are, without marks."""


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

    Of a workbook's visible sheets the one with the most of the form's headings is read, the first of equals;
    rows of totals are left out. Raises Refused with all faults of the form.
    """
    if not content.strip():
        raise refused(FaultCode.FILE_EMPTY, file=file)
    if len(content) > LARGEST_FILE:
        raise refused(FaultCode.FILE_TOO_LARGE, file=file, limit=LARGEST_FILE // 2**20)
    return _sheet(content, file, form)


def _sheet(content: bytes, file: str, form: Form) -> Sheet:
    if not is_workbook(content):
        return _sheet_from_table(table_from_csv(content, file, form), form)
    check_workbook(content, file)
    from pipeline.sheets.workbook_reading import check_formulas, tables_from_workbook

    tables = tables_from_workbook(content, file)
    table = max(tables, key=lambda one: _score(one, form))
    check_formulas(content, table)
    left_out = [one for one in tables if one is not table and _is_of_form(one, form)]
    return _sheet_from_table(table, form, left_out)


def _score(table: Table, form: Form) -> tuple[int, int, int]:
    heads = heads_of(table, form)
    return (0, 0, 0) if heads is None else heads.score


def _is_of_form(table: Table, form: Form) -> bool:
    heads = heads_of(table, form)
    return heads is not None and names_required(heads, form)


def _sheet_from_table(table: Table, form: Form, left_out: Sequence[Table] = ()) -> Sheet:
    """Divide a table into headings and data; `left_out` are the workbook's other sheets of the form."""
    heads = heads_of(table, form)
    if heads is None:
        columns = ", ".join(column.key for column in form.columns if column.required)
        raise refused(FaultCode.HEADINGS_MISSING, file=place(table.file, table.sheet), columns=columns)
    faults = [*heading_faults(table, heads.row, form), *_length_faults(table, heads)]
    if faults:
        raise Refused(*faults)
    return replace(_parted(table, heads, form), notes=tuple(_notes(table, heads, left_out)))


def _length_faults(table: Table, heads: Heads) -> Iterator[Fault]:
    """Yield the rows with more cells than headings: a sign inside a cell has parted it.

    Fewer cells are no fault, since spreadsheets leave out empty ones at a row's end.
    """
    width = len(heads.row.cells)
    for row in table.rows[heads.first_data :]:
        surplus = [cell for cell in row.cells[width:] if not is_blank(cell)]
        if surplus:
            where = {"file": place(table.file, table.sheet), "row": row.number}
            yield Fault(FaultCode.ROW_TOO_LONG, where | {"width": width, "value": shown(surplus[0])})


def _parted(table: Table, heads: Heads, form: Form) -> Sheet:
    cells = heads.row.cells
    keys = [None if is_blank(cell) else column_of(cell, form) or further_key(cell) for cell in cells]
    headings = {key: shown(cell) for key, cell in zip(keys, cells, strict=True) if key is not None}
    further = [key for key, cell in zip(keys, cells, strict=True) if key and column_of(cell, form) is None]
    data = (row for row in table.rows[heads.first_data :] if not all(map(is_blank, row.cells)))
    rows = tuple(_row(row, keys) for row in data if not _is_total(row))
    return Sheet(table.file, table.sheet, heads.row.number, headings, tuple(further), rows)


def _row(row: RawRow, keys: list[str | None]) -> Row:
    pairs: list[tuple[str | None, Cell]] = list(zip(keys, row.cells, strict=False))
    return Row(row.number, {key: cell for key, cell in pairs if key is not None})


def _is_total(row: RawRow) -> bool:
    """Tell whether a row has the totals of those above: its first words say so."""
    first = next((cell for cell in row.cells if not is_blank(cell)), None)
    return isinstance(first, str) and without_marks(folded(first)).strip(" :.") in TOTALS


def _notes(table: Table, heads: Heads, left_out: Sequence[Table]) -> Iterator[Fault]:
    where = place(table.file, table.sheet)
    for row in table.rows[heads.first_data :]:
        if _is_total(row):
            yield Fault(NoteCode.TOTAL_LEFT_OUT, {"file": where, "row": row.number})
    if left_out:
        names = ", ".join(f"“{other.sheet}”" for other in left_out)
        yield Fault(NoteCode.SHEETS_LEFT_OUT, {"file": where, "sheets": names})
