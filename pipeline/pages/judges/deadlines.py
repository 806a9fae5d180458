"""The deadline of the marks as a judge reads it: when, in the contest's zone, and how long that still is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.config import ContestSettings
from pipeline.pages.judges.sheets import is_closed
from reports.catalogue import Catalogue
from reports.figures import instant_text

LONGEST_TIMER = timedelta(days=20)
"""Browsers' timers can't wait for much longer."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is said of the deadline; `closes_in_ms` lets an open page close by itself, None if not soon."""

    is_closed: bool
    at: str | None
    left: str | None
    closes_in_ms: int | None


def deadline_of(settings: ContestSettings, now: datetime, words: Catalogue) -> Deadline:
    """Return what to say; without a deadline there is nothing to say."""
    due = settings.marks_due
    if due is None:
        return Deadline(is_closed=False, at=None, left=None, closes_in_ms=None)
    left = due - now
    at = instant_text(due, settings.time_zone, words.language)
    if is_closed(settings, now):
        return Deadline(is_closed=True, at=at, left=None, closes_in_ms=None)
    timer = int(left.total_seconds() * 1000) if left < LONGEST_TIMER else None
    return Deadline(is_closed=False, at=at, left=_left(left, words), closes_in_ms=timer)


def _left(left: timedelta, words: Catalogue) -> str:
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    if hours >= 48:
        return words.say("left.days", count=hours // 24)
    return words.say("left.hours", count=hours) if hours else words.say("left.minutes", count=minutes)
