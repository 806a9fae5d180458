"""Numbers as people write them, and the rule that none is read wrongly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.number_cells import count, mark, number
from pipeline.sheets.sheet import Cell

CLEAR: list[tuple[Cell, str]] = [
    ("0", "0"),
    ("007", "7"),
    ("8,5", "8.5"),
    ("8.5", "8.5"),
    (" 8,50 ", "8.50"),
    ("-3", "-3"),
    ("−3", "-3"),
    ("0.123", "0.123"),
    ("0,125", "0.125"),
    ("1234.567", "1234.567"),
    ("1.2340", "1.2340"),
    ("1.234,5", "1234.5"),
    ("1,234.5", "1234.5"),
    ("1.234,567", "1234.567"),
    ("1 234,5", "1234.5"),
    ("1.234.567", "1234567"),
    ("1,234,567", "1234567"),
    ("1 234", "1234"),
    ("269 036 248", "269036248"),
    ("269\u00a0036\u00a0248", "269036248"),
    ("269\u202f036\u202f248", "269036248"),
    ("2147483648", "2147483648"),
    (7, "7"),
    (8.5, "8.5"),
    (0.1 + 0.2, "0.3"),
    (269036248.0, "269036248"),
]

REFUSED: list[tuple[Cell, FaultCode]] = [
    ("1.2K", FaultCode.NUMBER_APPROXIMATE),
    ("1,2 N", FaultCode.NUMBER_APPROXIMATE),
    ("20K", FaultCode.NUMBER_APPROXIMATE),
    ("3 triệu", FaultCode.NUMBER_APPROXIMATE),
    ("1,5 Tr", FaultCode.NUMBER_APPROXIMATE),
    ("10K+", FaultCode.NUMBER_APPROXIMATE),
    ("1.23E+5", FaultCode.DIGITS_LOST),
    ("abc", FaultCode.NOT_A_NUMBER),
    ("85%", FaultCode.NOT_A_NUMBER),
    ("1.2.3", FaultCode.NOT_A_NUMBER),
    ("1,23,456", FaultCode.NOT_A_NUMBER),
    ("12 34", FaultCode.NOT_A_NUMBER),
    ("1234 567", FaultCode.NOT_A_NUMBER),
    ("--3", FaultCode.NOT_A_NUMBER),
    ("1..5", FaultCode.NOT_A_NUMBER),
    ("٣", FaultCode.NOT_A_NUMBER),
    ("NaN", FaultCode.NOT_A_NUMBER),
    ("9" * 40, FaultCode.NOT_A_NUMBER),
    ("#N/A", FaultCode.CELL_ERROR),
    (True, FaultCode.NOT_A_NUMBER),
    (float("inf"), FaultCode.NOT_A_NUMBER),
    (1.2345678901234567e16, FaultCode.DIGITS_LOST),
]


@pytest.mark.parametrize(("cell", "expected"), CLEAR)
def test_a_clear_number_is_read_exactly(cell: Cell, expected: str) -> None:
    assert number(cell) == Decimal(expected)


@pytest.mark.parametrize(("cell", "code"), REFUSED)
def test_what_is_no_exact_number_is_refused(cell: Cell, code: FaultCode) -> None:
    with pytest.raises(CellFault, match=code) as caught:
        number(cell)
    assert caught.value.code is code


@pytest.mark.parametrize("written", ["1.234", "1,234", "12.500", "290,000"])
def test_three_digits_after_one_sign_are_refused_with_both_readings(written: str) -> None:
    with pytest.raises(CellFault, match="number-ambiguous") as caught:
        number(written)
    bare = written.replace(".", "").replace(",", "")
    assert caught.value.parameters == {"small": Decimal(bare) / 1000, "large": Decimal(bare)}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-1", FaultCode.COUNT_NEGATIVE),
        ("8,5", FaultCode.COUNT_NOT_WHOLE),
        ("9223372036854775808", FaultCode.COUNT_TOO_LARGE),
    ],
)
def test_a_count_is_whole_and_fits(cell: Cell, code: FaultCode) -> None:
    with pytest.raises(CellFault, match=code):
        count(cell)


def test_the_largest_count_is_read() -> None:
    assert count("9223372036854775807") == 2**63 - 1


def test_a_mark_has_at_most_six_decimals() -> None:
    assert mark("8,123456") == Decimal("8.123456")
    assert mark("8.5000000") == Decimal("8.5")
    with pytest.raises(CellFault, match="too-many-decimals"):
        mark("8,1234567")


def _grouped(value: Decimal, thousands: str, point: str) -> str:
    return f"{value:,f}".replace(",", "_").replace(".", point).replace("_", thousands)


def _readings(written: str) -> list[object]:
    """Return the number that is read, or all readings that a refusal names."""
    try:
        return [number(written)]
    except CellFault as fault:
        return list(fault.parameters.values())


@given(st.decimals(min_value=0, max_value=10**12, places=3), st.sampled_from([",.", ".,", " ,", " ."]))
def test_a_printed_number_is_read_back_or_refused_but_never_read_wrongly(value: Decimal, style: str) -> None:
    for written in (_grouped(value, *style), f"{value:f}".replace(".", style[1]), f"{value:f}".rstrip("0")):
        assert value in _readings(written.rstrip(".,"))


@given(st.integers(min_value=0, max_value=2**63 - 1), st.sampled_from([",", ".", " ", ""]))
def test_a_grouped_count_is_read_back_or_refused_with_its_reading(value: int, sign: str) -> None:
    assert value in _readings(f"{value:,}".replace(",", sign))


@given(st.text())
def test_any_text_is_a_number_or_a_fault(written: str) -> None:
    assert all(isinstance(reading, Decimal) for reading in _readings(written))
