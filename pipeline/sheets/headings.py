"""Tells which column a heading names, whatever its case, blanks, marks and notes."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.faults import Fault
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.forms import Column, Form
from pipeline.sheets.sheet import Cell, RawRow, Table, is_blank, place, shown
from pipeline.sheets.text_cells import folded, without_marks

NEARLY_THE_SAME = 0.86
"""So alike are a heading and its slip of one letter; a further column so near a known one is a slip, too."""

_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*:]")


def column_of(heading: Cell, form: Form) -> str | None:
    """Return the key of the column that a heading names, None for none of the form's.

    Case, blanks, the marks of letters and notes in brackets do not matter.

    >>> from pipeline.sheets.forms import ENTRIES
    >>> column_of("  SO BAO  DANH (*)", ENTRIES), column_of("Link YouTube", ENTRIES)
    ('number', 'link_youtube')
    """
    spaced = _spaced(heading)
    for column in form.columns:
        if _bare(spaced) in map(_bare, _headings(column)):
            return column.key
    for family in form.families:
        for name in map(_spaced, _headings(family)):
            if channel := _words_after(spaced, name):
                return family.key + channel
    return None


def _words_after(spaced: str, name: str) -> str:
    """Return what stands after a family's name in a heading, joined; nothing where it is another name."""
    words, length = spaced.split(), len(name.split())
    return "".join(words[length:]) if _bare(" ".join(words[:length])) == _bare(name) else ""


def further_key(heading: Cell) -> str:
    """Return the key of a column that the form does not name: lower case, blanks as underscores."""
    return folded(str(heading)).replace(" ", "_")


def nearest_heading(heading: Cell, form: Form, cutoff: float = 0.6) -> str | None:
    """Return the form's heading that looks most like the given one, None if none does."""
    known = {_bare(name): name for column in (*form.columns, *form.families) for name in _headings(column)}
    close = get_close_matches(_bare(heading), known, n=1, cutoff=cutoff)
    return known[close[0]] if close else None


def heading_faults(table: Table, row: RawRow, form: Form) -> Iterator[Fault]:
    """Yield what is wrong with a heading row: columns missing, unknown, named twice, or without a name."""
    keys = [column_of(cell, form) for cell in row.cells]
    here = {"file": place(table.file, table.sheet), "row": row.number}
    for column in form.columns:
        if column.required and column.key not in keys:
            names = {"column": column.key, "vietnamese": column.vietnamese}
            yield Fault(FaultCode.COLUMN_MISSING, here | names)
    seen: set[str] = set()
    for position, cell in enumerate(row.cells):
        if is_blank(cell):
            if _has_data(table, row, position):
                yield Fault(FaultCode.HEADING_EMPTY, here | {"column": position + 1})
            continue
        yield from _cell_faults(cell, form, seen, here)


def _cell_faults(cell: Cell, form: Form, seen: set[str], here: dict[str, object]) -> Iterator[Fault]:
    key, heading = column_of(cell, form), shown(cell)
    cutoff = NEARLY_THE_SAME if form.takes_further else 0.0
    nearest = nearest_heading(cell, form, cutoff) if key is None else None
    if nearest is not None or (key is None and not form.takes_further):
        yield Fault(FaultCode.COLUMN_UNKNOWN, here | {"column": heading, "nearest": nearest})
    if (key or further_key(cell)) in seen:
        yield Fault(FaultCode.HEADING_TWICE, here | {"column": heading})
    seen.add(key or further_key(cell))


def _has_data(table: Table, row: RawRow, position: int) -> bool:
    below = (other for other in table.rows if other.number > row.number)
    return any(not is_blank(other.cells[position]) for other in below if position < len(other.cells))


def _headings(column: Column) -> tuple[str, ...]:
    return column.heading("en"), column.heading("vi"), *column.also


def _spaced(heading: Cell) -> str:
    return "" if heading is None else folded(_NOTE.sub(" ", str(heading)).replace("_", " "))


def _bare(heading: Cell) -> str:
    return without_marks(_spaced(heading)).replace(" ", "")
