"""When the daily quotas of the YouTube Data API and of Google Analytics begin anew."""

from datetime import datetime
from zoneinfo import ZoneInfo

from collectors.planning import next_midnight

PACIFIC = ZoneInfo("America/Los_Angeles")


def next_quota_reset(now: datetime) -> datetime:
    """Return the next midnight Pacific time, in UTC.

    Sources: https://developers.google.com/youtube/v3/determine_quota_cost and
    https://developers.google.com/analytics/devguides/reporting/data/v1/quotas (2026).

    >>> from datetime import UTC
    >>> next_quota_reset(datetime(2026, 11, 25, 2, tzinfo=UTC)).isoformat()
    '2026-11-25T08:00:00+00:00'
    """
    return next_midnight(PACIFIC, now)
