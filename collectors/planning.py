"""What a night will cost on a channel, worked out before anybody is asked; pure."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Plan:
    """The most that reading `posts` posts takes: HTTP calls, units of the platform's quota, minutes.

    `units_a_day` is the platform's daily allowance where it is the same for everybody, else None. The minutes
    are those of undisturbed calls at the pace that the platform is known for.
    """

    channel: str
    posts: int
    calls: int
    units: int
    minutes: float
    units_a_day: int | None = None

    @property
    def is_within_quota(self) -> bool:
        """Whether the daily allowance is enough, as far as it is known."""
        return self.units_a_day is None or self.units <= self.units_a_day


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
