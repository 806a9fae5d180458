"""YouTube's units a day; the day is the Pacific one (YouTube Data API, quota costs, 2026-11)."""

from collections import Counter
from datetime import date, datetime
from threading import Lock
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


class DailyQuota:
    """Counts units per endpoint and Pacific day against an allowance."""

    def __init__(self, units_a_day: int) -> None:
        self._units_a_day = units_a_day
        self._spent: Counter[tuple[str, date]] = Counter()
        self._lock = Lock()

    def spend(self, endpoint: str, at: datetime) -> bool:
        """Take one unit; False when the day's allowance was already used up."""
        with self._lock:
            self._spent[endpoint, pacific_day(at)] += 1
            return self._spent[endpoint, pacific_day(at)] <= self._units_a_day

    def spent(self, endpoint: str, at: datetime) -> int:
        """Return the units asked for on the Pacific day of `at`, refused ones too."""
        with self._lock:
            return self._spent[endpoint, pacific_day(at)]


def pacific_day(at: datetime) -> date:
    """Return the day that YouTube's quota counts `at` in.

    >>> pacific_day(datetime.fromisoformat("2026-11-25T09:00:00+07:00"))
    datetime.date(2026, 11, 24)
    """
    return at.astimezone(PACIFIC).date()
