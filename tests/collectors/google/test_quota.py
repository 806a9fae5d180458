"""When the quota begins anew; the instants are Google's midnight Pacific time, in both halves of the year."""

from datetime import datetime

import pytest

from collectors.google.quota import next_quota_reset


@pytest.mark.parametrize(
    ("now", "reset"),
    [
        ("2026-11-25T09:00:00+07:00", "2026-11-25T15:00:00+07:00"),
        ("2026-11-25T14:59:59+07:00", "2026-11-25T15:00:00+07:00"),
        ("2026-11-25T15:00:00+07:00", "2026-11-26T15:00:00+07:00"),
        ("2026-07-01T09:00:00+07:00", "2026-07-01T14:00:00+07:00"),
        ("2026-03-08T05:00:00-08:00", "2026-03-09T00:00:00-07:00"),
        ("2026-11-01T05:00:00-08:00", "2026-11-02T00:00:00-08:00"),
        ("2026-10-31T23:30:00-07:00", "2026-11-01T00:00:00-07:00"),
    ],
)
def test_the_quota_begins_anew_at_midnight_pacific_time(now: str, reset: str) -> None:
    assert next_quota_reset(datetime.fromisoformat(now)) == datetime.fromisoformat(reset)
