"""Writes exported rows as CSV or XLSX, the same bytes for the same rows; none of them runs as a formula."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.faults import refused
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.exported import Exported, Value
from pipeline.sheets.text_cells import MOST_DIGITS

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

AMBIGUOUS_DECIMALS = 3
MOST_ROWS = 1_048_575
COLUMN_WIDTH = 22

_FORMULA_LIKE = re.compile(r"'*[=+\-@＝＋－＠]")
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's clock has no zone; one instant, for equal bytes


def csv_from_export(export: Exported) -> bytes:
    """Return a CSV file: UTF-8 with a mark that Excel needs, commas, CRLF.

    A text that begins like a formula gets an apostrophe before it, which the import takes off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(export.headings)
    writer.writerows([_guarded(_written(value)) for value in row] for row in export.rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_from_export(export: Exported) -> bytes:
    """Return a workbook of one sheet under frozen headings: numbers as numbers, all else as text.

    A number of more digits than a spreadsheet keeps is text, too; a text that looks like the rich text of the
    file's own format is written in pieces, so that it stays text. Raises Refused for more rows than a
    sheet can have.
    """
    if len(export.rows) > MOST_ROWS:
        raise refused(FaultCode.TOO_MANY_ROWS, file=export.form.key, row=MOST_ROWS + 1)
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _MADE_AT})
        _fill(workbook, export)
    return out.getvalue()


def _fill(workbook: "Workbook", export: Exported) -> None:
    sheet = workbook.add_worksheet(export.form.key)
    as_text, bold = workbook.add_format({"num_format": "@"}), workbook.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(export.headings) - 1, COLUMN_WIDTH)
    for column, heading in enumerate(export.headings):
        sheet.write_string(0, column, heading, bold)
    for row, column, value in _cells(export):
        if isinstance(value, str) and value.startswith("<r>") and value.endswith("</r>"):
            sheet.write_rich_string(row, column, "<", "r", value[2:], as_text)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, as_text)
        else:
            sheet.write_number(row, column, value)


def _cells(export: Exported) -> Iterator[tuple[int, int, str | float]]:
    for row, values in enumerate(export.rows, start=1):
        for column, value in enumerate(values):
            if value is not None:
                yield row, column, _typed(value)


def _typed(value: str | int | Decimal) -> str | float:
    is_exact = not isinstance(value, str) and len(Decimal(value).as_tuple().digits) <= MOST_DIGITS
    return float(value) if is_exact else _written(value)


def _written(value: Value) -> str:
    """Return a value as text; three decimals get a fourth, since 1.234 could be read as 1234."""
    if not isinstance(value, Decimal):
        return "" if value is None else str(value)
    digits = format(value, "f")
    decimals = len(digits.partition(".")[2])
    return f"{digits}0" if decimals == AMBIGUOUS_DECIMALS else digits


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA_LIKE.match(text) else text
