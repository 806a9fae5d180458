"""What an export is made of: headings, typed values, and the order and spelling that never change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from pipeline.sheets.forms import STATUSES_IN_VIETNAMESE, YES_IN, Form

Value = str | int | Decimal | None
"""One exported cell; an instant is text already, an unknown value None."""

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Manner:
    """How an export is spelled: the language of headings and words, and the zone of instants."""

    language: str
    zone: ZoneInfo

    def instant(self, moment: datetime | None) -> str | None:
        """Return an instant as ISO 8601 with the zone's offset."""
        return None if moment is None else moment.astimezone(self.zone).isoformat(timespec="seconds")

    def yes(self, *, is_so: bool) -> str | None:
        """Return the word for yes; "no" is an empty cell."""
        return YES_IN[self.language] if is_so else None

    def status(self, status: str) -> str:
        """Return the word for an entry's status."""
        return STATUSES_IN_VIETNAMESE[status] if self.language == "vi" else status


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows of one form as they are written."""

    form: Form
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def natural(key: str) -> tuple[tuple[int, int, str], ...]:
    """Return how a number or key is sorted: digits by their value, so that 2 stands before 10.

    >>> sorted(["10", "2", "02"], key=natural)
    ['02', '2', '10']
    """
    parts = [part for part in _DIGITS.split(key) if part]
    ranked = [
        (0, len(part.lstrip("0")), part.lstrip("0")) if _DIGITS.match(part) else (1, 0, part)
        for part in parts
    ]
    return (*ranked, (-1, 0, key))
