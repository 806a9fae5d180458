"""Workbooks that claim, hide or unpack more than they should."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from pipeline.faults import Refused
from pipeline.sheets.forms import ENTRIES
from pipeline.sheets.reading import sheet_from_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

HEADINGS = ("number", "title", "unit", "group")


def rewritten(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with its first sheet's XML changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "xl/worksheets/sheet1.xml" else data)
    return out.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("claimed", [b"A1", b"A1:C3", b"A1:XFD1048576"])
def test_a_formula_without_value_is_found_whatever_extent_is_claimed(claimed: bytes) -> None:
    content = rewritten(
        workbook(("01", "One", "A", '="x"')),
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + claimed + b'"', xml),
    )
    with pytest.raises(Refused, match="formula-without-value"):
        sheet_from_bytes(content, "a.xlsx", ENTRIES)


def test_a_small_file_that_unpacks_to_very_much_is_not_opened() -> None:
    content = rewritten(workbook(("01", "One", "A", None)), lambda xml: xml + b" " * (70 * 2**20))
    assert len(content) < 2**20
    with pytest.raises(Refused, match="workbook-too-large"):
        sheet_from_bytes(content, "a.xlsx", ENTRIES)
