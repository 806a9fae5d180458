"""Reads the rows of a CSV file: UTF-8, parted by comma, semicolon or tab; every cell is text."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from pipeline.faults import refused
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.forms import Form
from pipeline.sheets.heading_rows import ROWS_SEARCHED, heading_score
from pipeline.sheets.sheet import RawRow, Table

DELIMITERS = (",", ";", "\t")
MOST_COLUMNS = 500

_GUARDED = re.compile(r"'+[=+\-@＝＋－＠]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def table_from_csv(content: bytes, file: str, form: Form) -> Table:
    """Return the rows of a CSV file, parted by the sign under which most of the form's headings are found.

    An apostrophe that guards a text beginning like a formula is taken off. Raises Refused for another
    encoding than UTF-8, for quotes that do not close, and for more columns than any form has.
    """
    text = _decoded(content, file)
    delimiter = max(DELIMITERS, key=lambda sign: _score(text, file, sign, form))
    return Table(file, None, tuple(_rows(text, file, delimiter)))


def _decoded(content: bytes, file: str) -> str:
    if content.startswith(_UTF16_MARKS):
        raise refused(FaultCode.CSV_UTF16, file=file)
    if b"\0" in content:
        raise refused(FaultCode.CSV_NUL, file=file, row=_line(content, content.index(b"\0")))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        raise refused(
            FaultCode.CSV_NOT_UTF8, file=file, row=_line(content, error.start), value=byte
        ) from None


def _line(content: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", content[:position])) + 1


def _score(text: str, file: str, delimiter: str, form: Form) -> tuple[tuple[int, int], int]:
    head = "".join(text.splitlines(keepends=True)[:ROWS_SEARCHED])
    rows: Sequence[RawRow] = tuple(_rows(head, file, delimiter, is_strict=False))
    scores = (
        (heading_score(row.cells[:MOST_COLUMNS], form), min(len(row.cells), MOST_COLUMNS)) for row in rows
    )
    return max(scores, default=((0, 0), 0))


def _rows(text: str, file: str, delimiter: str, *, is_strict: bool = True) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    begins_on = 1
    try:
        for cells in reader:
            if is_strict and len(cells) > MOST_COLUMNS:
                raise refused(FaultCode.TOO_MANY_COLUMNS, file=file, row=begins_on, limit=MOST_COLUMNS)
            yield RawRow(begins_on, tuple(map(_unguarded, cells)))
            begins_on = reader.line_num + 1
    except csv.Error as error:
        is_long = "field larger" in str(error)
        code = FaultCode.CSV_CELL_TOO_LONG if is_long else FaultCode.CSV_QUOTES
        raise refused(code, file=file, row=begins_on) from None


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
