"""Cells of words: text, short keys, yes or no, and choices, all in Unicode's composed form (NFC)."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time, timedelta

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.sheet import INVISIBLE, Cell

LONGEST_TEXT = 10_000
MOST_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; further ones have become zeros."""

ETH, D_WITH_STROKE = "\u00d0", "\u0110"
_TRANSLATION = {ord(ETH): D_WITH_STROKE} | dict.fromkeys(map(ord, INVISIBLE))
_SPACES = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?E[+-][0-9]+", re.IGNORECASE)
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_YES = frozenset({"yes", "y", "true", "có", "x", "1"})
_NO = frozenset({"no", "n", "false", "không", "0"})


def text(value: Cell) -> str:
    r"""Return a cell's text: NFC, blanks of all kinds as single spaces, lines kept, the ends stripped.

    The Icelandic Ð (U+00D0), which looks like the Vietnamese Đ (U+0110) and is often typed for it, becomes Đ.

    >>> text("  Ðinh\u00a0Xá ")
    'Đinh Xá'
    """
    if isinstance(value, (date, time, timedelta)):
        raise CellFault(FaultCode.CELL_BECAME_DATE)
    words = _text_from_number(value) if isinstance(value, (int, float)) else value or ""
    lines = normalised(words).splitlines()
    return _checked("\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip())


def identifier(value: Cell) -> str:
    """Return a short key, number or link as text; one that a spreadsheet has shortened is refused.

    >>> identifier("07"), identifier(7)
    ('07', '7')
    """
    key = text(value)
    if _SCIENTIFIC.fullmatch(key):
        raise CellFault(FaultCode.DIGITS_LOST)
    return key


def yes_or_no(value: Cell) -> bool:
    """Return True or False for what people write for them, in Vietnamese, English or as a tick.

    >>> yes_or_no("Có"), yes_or_no(0)
    (True, False)
    """
    word = text(value).casefold()
    if word not in _YES | _NO:
        raise CellFault(FaultCode.NOT_YES_OR_NO)
    return word in _YES


def choice(value: Cell, choices: Mapping[str, str], code: FaultCode) -> str:
    """Return the choice that a word stands for; `choices` maps folded words to them."""
    chosen = choices.get(folded(text(value)))
    if chosen is None:
        raise CellFault(code, choices=", ".join(choices))
    return chosen


def normalised(value: str) -> str:
    """Return text in NFC without invisible marks, with Đ for Ð."""
    return unicodedata.normalize("NFC", value.translate(_TRANSLATION))


def without_marks(value: str) -> str:
    """Return text without the marks of its letters, so that who types without them is understood.

    >>> without_marks("Điểm số báo danh")
    'Diem so bao danh'
    """
    plain = value.replace(D_WITH_STROKE, "D").replace(D_WITH_STROKE.lower(), "d")
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


def folded(value: str) -> str:
    """Return a name as names are compared: NFC, letters' case and blanks do not matter.

    >>> folded("LIÊM  Chính") == folded("Liêm Chính")
    True
    """
    return " ".join(normalised(value).casefold().split())


def _text_from_number(value: float) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if abs(value) >= 10**MOST_DIGITS:
        raise CellFault(FaultCode.DIGITS_LOST)
    return format(value, f".{MOST_DIGITS}g")


def _checked(value: str) -> str:
    if value in _ERRORS:
        raise CellFault(FaultCode.CELL_ERROR)
    if len(value) > LONGEST_TEXT:
        raise CellFault(FaultCode.TEXT_TOO_LONG, length=len(value), limit=LONGEST_TEXT)
    if _CONTROLS.search(value):
        raise CellFault(FaultCode.CONTROL_CHARACTER)
    return value
