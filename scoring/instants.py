"""Instants as whole seconds since 1970, and back."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_S = 24 * 3600


def seconds_from_instant(instant: datetime) -> int:
    """Return the whole seconds since 1970, rounded down.

    >>> seconds_from_instant(datetime(1970, 1, 2, tzinfo=UTC))
    86400
    """
    return (instant - EPOCH) // timedelta(seconds=1)


@lru_cache(maxsize=4096)
def instant_from_seconds(seconds: int) -> datetime:
    """Return the instant, in UTC."""
    return EPOCH + timedelta(seconds=seconds)
