"""Text, keys, and words for yes and no."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.sheet import Cell
from pipeline.sheets.text_cells import folded, identifier, text, yes_or_no


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  Phủ Lý ", "Phủ Lý"),
        (unicodedata.normalize("NFD", "Trần Hưng Đạo"), "Trần Hưng Đạo"),
        ("Liêm\u00a0 Chính", "Liêm Chính"),
        ("\ufeffĐinh\u200b Xá", "Đinh Xá"),
        ("\u00d0inh Xá", "Đinh Xá"),
        ("một\r\nhai ", "một\nhai"),
        ("=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"),
        ('<b>"tủ sách"</b> 🎉', '<b>"tủ sách"</b> 🎉'),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
    ],
)
def test_text_is_composed_and_stripped(cell: Cell, expected: str) -> None:
    assert text(cell) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#REF!", FaultCode.CELL_ERROR),
        ("a\x07b", FaultCode.CONTROL_CHARACTER),
        ("a" * 10_001, FaultCode.TEXT_TOO_LONG),
        (datetime(2024, 2, 1, tzinfo=UTC), FaultCode.CELL_BECAME_DATE),
        (1.2345678901234567e16, FaultCode.DIGITS_LOST),
        (12345678901234500, FaultCode.DIGITS_LOST),
    ],
)
def test_text_that_a_spreadsheet_has_spoilt_is_refused(cell: Cell, code: FaultCode) -> None:
    with pytest.raises(CellFault, match=code):
        text(cell)


def test_a_key_that_became_scientific_is_refused_and_a_video_id_like_it_is_not() -> None:
    with pytest.raises(CellFault, match="digits-lost"):
        identifier("1.23457E+16")
    assert identifier("1E234567890") == "1E234567890"
    assert identifier("12345678901234567") == "12345678901234567"


@pytest.mark.parametrize("cell", ["yes", "Có", "CO\u0301", "x", "X", "true", True, 1, 1.0, "1"])
def test_yes_in_all_its_forms(cell: Cell) -> None:
    assert yes_or_no(cell) is True


@pytest.mark.parametrize("cell", ["no", "Không", "false", False, 0, "0"])
def test_no_in_all_its_forms(cell: Cell) -> None:
    assert yes_or_no(cell) is False


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CellFault, match="not-yes-or-no"):
        yes_or_no("có lẽ")


@given(st.text(max_size=50))
def test_text_that_was_read_once_reads_the_same_again(written: str) -> None:
    try:
        once = text(written)
    except CellFault:
        return
    assert text(once) == once
    assert folded(once) == folded(written)
