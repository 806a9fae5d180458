"""Cells of numbers, exact, with a comma or a point; what has two readings is refused with both."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.sheet import Cell
from pipeline.sheets.text_cells import MOST_DIGITS, text

LARGEST_COUNT = 2**63 - 1
LONGEST_NUMBER = 25
MOST_DECIMALS = 6

_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<sign>[., ])[0-9]{3}((?P=sign)[0-9]{3})*")
_DECIMAL = re.compile(r"(?P<whole>[0-9]+)[.,](?P<part>[0-9]+)")
_BOTH = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<sign>[., ])[0-9]{3}((?P=sign)[0-9]{3})*)(?P<point>[.,])(?P<part>[0-9]+)"
)
_APPROXIMATE = re.compile(r"[0-9][0-9., ]*(k|m|b|n|t|tr|nghìn|ngàn|triệu|tỷ|tỉ)\.?\+?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)


def number(value: Cell) -> Decimal:
    """Return a cell's number.

    One comma or point before exactly three digits may part thousands or decimals: it is refused. A number
    cell of a workbook counts with the 15 digits that spreadsheets keep.

    >>> number("8,5"), number("1.234,5"), number("269 036 248")
    (Decimal('8.5'), Decimal('1234.5'), Decimal('269036248'))
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number_from_cell(value)
    written = text(value).replace("−", "-")
    magnitude = _magnitude(written.removeprefix("-"))
    return -magnitude if written.startswith("-") else magnitude


def count(value: Cell) -> int:
    """Return a cell's count: whole, not negative, at most 2^63-1."""
    found = number(value)
    if found < 0:
        raise CellFault(FaultCode.COUNT_NEGATIVE)
    if found != found.to_integral_value():
        raise CellFault(FaultCode.COUNT_NOT_WHOLE)
    if found > LARGEST_COUNT:
        raise CellFault(FaultCode.COUNT_TOO_LARGE, limit=LARGEST_COUNT)
    return int(found)


def mark(value: Cell) -> Decimal:
    """Return a cell's mark, of at most six decimals; whether it is in range is the criterion's matter."""
    found = number(value)
    scaled = found.scaleb(MOST_DECIMALS)
    if scaled != scaled.to_integral_value():
        raise CellFault(FaultCode.TOO_MANY_DECIMALS, limit=MOST_DECIMALS)
    return found


def _number_from_cell(value: float) -> Decimal:
    if not math.isfinite(value):
        raise CellFault(FaultCode.NOT_A_NUMBER)
    if abs(value) >= 10**MOST_DIGITS:
        raise CellFault(FaultCode.DIGITS_LOST)
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, f".{MOST_DIGITS}g"))


def _magnitude(written: str) -> Decimal:
    readings = sorted(set(_readings(written))) if len(written) <= LONGEST_NUMBER else []
    if len(readings) == 1:
        return readings[0]
    if readings:
        raise CellFault(FaultCode.NUMBER_AMBIGUOUS, small=readings[0], large=readings[1])
    if _APPROXIMATE.fullmatch(written):
        raise CellFault(FaultCode.NUMBER_APPROXIMATE)
    raise CellFault(FaultCode.DIGITS_LOST if _SCIENTIFIC.fullmatch(written) else FaultCode.NOT_A_NUMBER)


def _readings(written: str) -> Iterator[Decimal]:
    if _PLAIN.fullmatch(written):
        yield Decimal(written)
    if _GROUPED.fullmatch(written):
        yield Decimal(re.sub("[., ]", "", written))
    if simple := _DECIMAL.fullmatch(written):
        yield Decimal(f"{simple['whole']}.{simple['part']}")
    if (both := _BOTH.fullmatch(written)) and both["sign"] != both["point"]:
        yield Decimal(f"{re.sub('[., ]', '', both['whole'])}.{both['part']}")
