"""How often something may be tried: guesses at links, PINs and passwords, counted in memory by who tries."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

MOST_KEYS = 20_000
"""So many are kept; whoever floods them with others pushes only their own kind out."""


class TooOften(Exception):  # noqa: N818
    """Somebody has to wait; `wait_s` tells how long."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"wait for {wait_s} s")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within so long."""

    most: int
    within: timedelta


class Limits:
    """The instants of what was tried, by a name that says what and by whom."""

    def __init__(self) -> None:
        self._tried: OrderedDict[str, Sequence[datetime]] = OrderedDict()
        self._lock = Lock()

    def check(self, name: str, limit: Limit, now: datetime) -> None:
        """Raise TooOften once it was noted too often."""
        with self._lock:
            recent = self._recent(name, limit, now)
        if len(recent) >= limit.most:
            raise TooOften(int((recent[0] + limit.within - now).total_seconds()) + 1)

    def note(self, name: str, limit: Limit, now: datetime) -> None:
        """Note one try."""
        with self._lock:
            self._tried[name] = (*self._recent(name, limit, now), now)[-limit.most :]
            self._tried.move_to_end(name)
            while len(self._tried) > MOST_KEYS:
                self._tried.popitem(last=False)

    def _recent(self, name: str, limit: Limit, now: datetime) -> Sequence[datetime]:
        return [at for at in self._tried.get(name, ()) if at > now - limit.within]
