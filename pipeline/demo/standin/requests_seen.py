"""What the stand-in was asked: counters for each endpoint and the latest requests, without secrets."""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

LATEST = 1_000


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One request: its number from 1, and the simulated instant that it came at."""

    number: int
    endpoint: str
    method: str
    path: str
    at: datetime


class RequestLog:
    """Keeps the latest thousand requests and counts them all; safe to use from several threads."""

    def __init__(self) -> None:
        self._latest: deque[SeenRequest] = deque(maxlen=LATEST)
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def add(self, endpoint: str, method: str, path: str, at: datetime) -> SeenRequest:
        """Note a request and return it with its number."""
        with self._lock:
            self._counts[endpoint] += 1
            seen = SeenRequest(self._counts.total(), endpoint, method, path, at)
            self._latest.append(seen)
            return seen

    @property
    def counts(self) -> Counter[str]:
        """How many requests each endpoint has had; an endpoint never asked counts 0."""
        with self._lock:
            return Counter(self._counts)

    @property
    def latest(self) -> list[SeenRequest]:
        """The latest requests, the oldest first."""
        with self._lock:
            return list(self._latest)
