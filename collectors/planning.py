"""What a night will cost on a channel, worked out before anybody is asked; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Plan:
    """The most that reading `posts` posts takes: HTTP calls, units of the platform's quota, minutes.

    `units_a_day` is the platform's daily allowance, None where nobody knows it, `posts_a_day` how many posts
    it reads, and `renews_in` the time zone at whose midnight there is a new one. The minutes are those of
    undisturbed calls at the pace that the platform is known for.
    """

    channel: str
    posts: int
    calls: int
    units: int
    minutes: float
    units_a_day: int | None = None
    posts_a_day: int | None = None
    renews_in: str | None = None

    @property
    def is_within_quota(self) -> bool:
        """Whether the daily allowance is enough, as far as it is known."""
        return self.units_a_day is None or self.units <= self.units_a_day

    @property
    def posts_within_quota(self) -> int:
        """How many of the posts a day's allowance reads, all of them where it is not known."""
        return self.posts if self.posts_a_day is None else min(self.posts, self.posts_a_day)

    def renews_at(self, now: datetime) -> datetime | None:
        """Return when there is a new allowance, None where nobody knows."""
        return None if self.renews_in is None else next_midnight(ZoneInfo(self.renews_in), now)


def next_midnight(zone: ZoneInfo, now: datetime) -> datetime:
    """Return the next midnight of a zone, in UTC.

    >>> next_midnight(ZoneInfo("America/Los_Angeles"), datetime(2026, 7, 1, 2, tzinfo=UTC)).isoformat()
    '2026-07-01T07:00:00+00:00'
    """
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=zone).astimezone(UTC)


def rounds(things: int, together: int) -> int:
    """Return how many times it takes with so many things at a time.

    >>> rounds(0, 50), rounds(300, 50), rounds(301, 50)
    (0, 6, 7)
    """
    return ceil(things / together)


def minutes(calls: int, connections: int, seconds_a_call: float) -> float:
    """Return the minutes that calls take on so many connections; the first one is made alone.

    >>> minutes(9, 4, 60)
    3.0
    """
    alone = min(calls, 1)
    return (alone + rounds(calls - alone, connections)) * seconds_a_call / 60
