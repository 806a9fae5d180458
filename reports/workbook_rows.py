"""Fill a framed workbook with its sheets' rows, as they come and without keeping them.

XlsxWriter makes the frame: every sheet with its headings and, below them, one row of empty cells that carry
the columns' formats. That row gives its place to the sheet's own. Texts stand in their cells as they are.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.plaintext import visible_text
from reports.workbook_sheet import LINE_POINTS, Column, Sheet, Value

_MOST_EXACT = 10**15
_MOST_SIGNS = 32_767
_PLACE = "\0"
"""Stands for the row's number in a cell that is used in many rows."""

_ROWS_AT_ONCE = 500
_FORMATS = re.compile(
    r"""<row r="(?P<place>\d+)"[^>]*>(?P<cells>(?:<c r="[A-Z]+\d+" s="\d+"/>)+)</row></sheetData>"""
)
_DIMENSION = re.compile(r'(<dimension ref="A1:[A-Z]+)\d+"')
_ESCAPE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def filled(frame: bytes, sheets: Sequence[Sheet]) -> bytes:
    """Return the workbook with the rows of its sheets, which come in the workbook's order."""
    out = BytesIO()
    parts = {f"xl/worksheets/sheet{place}.xml": sheet for place, sheet in enumerate(sheets, start=1)}
    with ZipFile(BytesIO(frame)) as framed, ZipFile(out, "w", ZIP_DEFLATED) as book:
        for part in framed.infolist():
            content, sheet = framed.read(part), parts.get(part.filename)
            with book.open(_as_old(part), "w") as file:
                if sheet is None:
                    file.write(content)
                else:
                    file.writelines(piece.encode() for piece in _pieces(content.decode(), sheet))
    return out.getvalue()


def _as_old(part: ZipInfo) -> ZipInfo:
    fresh = ZipInfo(part.filename, part.date_time)
    fresh.compress_type, fresh.external_attr = ZIP_DEFLATED, part.external_attr
    return fresh


def _pieces(frame: str, sheet: Sheet) -> Iterator[str]:
    formats = _FORMATS.search(frame)
    if formats is None:
        msg = f"the frame of the sheet {sheet.name!r} has no row of formats"
        raise ValueError(msg)
    first = int(formats["place"])
    last = first - 1 + sheet.height
    yield _DIMENSION.sub(rf'\g<1>{last}"', frame[: formats.start()], count=1)
    yield from _rows(sheet, first, re.findall(r' s="(\d+)"', formats["cells"]))
    yield "</sheetData>" + frame[formats.end() :]


def _rows(sheet: Sheet, first: int, styles: Sequence[str]) -> Iterator[str]:
    cells = [_Cells(place, style) for place, style in enumerate(styles)]
    heights = _heights(sheet.columns)
    pieces: list[str] = []
    for place, row in enumerate(sheet.rows, start=first):
        number = str(place)
        written = "".join(
            [
                column[value] if isinstance(value, str) else column.number(value)
                for column, value in zip(cells, row, strict=True)
                if value is not None and value != ""
            ]
        )
        pieces.append(f'<row r="{number}"{heights(row)}>{written.replace(_PLACE, number)}</row>')
        if len(pieces) == _ROWS_AT_ONCE:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)


class _Cells(dict[str, str]):
    """The cells of a column by their texts, each made once, for a row whose number is still to be put in."""

    def __init__(self, place: int, style: str) -> None:
        super().__init__()
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

        self._begin = f'<c r="{xl_col_to_name(place)}{_PLACE}" s="{style}"'

    def __missing__(self, text: str) -> str:
        self[text] = cell = f'{self._begin} t="inlineStr"><is><t>{_written(text)}</t></is></c>'
        return cell

    def number(self, value: float) -> str:
        """Return the cell of a number; as a text where it has more digits than a cell holds."""
        if abs(value) >= _MOST_EXACT:
            return self[f"{value:.0f}"]
        return f"{self._begin}><v>{value!r}</v></c>"


def _written(text: str) -> str:
    visible = _UNWRITABLE.sub("�", visible_text(text))[:_MOST_SIGNS]
    return escape(_ESCAPE.sub(r"_x005F\1", visible), quote=False)


def _heights(columns: Sequence[Column]) -> Callable[[Sequence[Value]], str]:
    """Return what tells the height of a row: not every program fits the height of rows itself."""
    wrapped = [(place, int(column.width)) for place, column in enumerate(columns) if column.is_wrapped]
    if not wrapped:
        return lambda _row: ""
    return lambda row: _height(max(_lines(row[place], width) for place, width in wrapped))


def _height(lines: int) -> str:
    return f' ht="{LINE_POINTS * lines}" customHeight="1"'


def _lines(value: Value, width: int) -> int:
    return max(len(wrap(value, width)), 1) if isinstance(value, str) and len(value) > width else 1
