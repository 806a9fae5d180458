"""Try again what can succeed on a second try; it waits with the sleep that it is given and no other."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TypeVar

from collectors.failures import CallError, Failure
from collectors.protocol import Tools

Answer = TypeVar("Answer")
FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 60.0


class Patience:
    """What trying again takes: so many tries a call, so many seconds of waiting for all calls together.

    Safe to use from several threads. A wait that the rest does not allow is not begun: the night goes on
    without the answer.
    """

    def __init__(self, tools: Tools, tries: int, waiting_s: float) -> None:
        self.tools = tools
        self._tries = tries
        self._left_s = waiting_s
        self._lock = Lock()

    def retried(self, call: Callable[[], Answer]) -> Answer:
        """Return what the call returns, calling it again where that can help; raises its last CallError."""
        for attempt in range(1, self._tries):
            try:
                return call()
            except CallError as error:
                wait_s = self._wait_s(error.failure, attempt)
                if wait_s is None:
                    raise
            self.tools.sleep(wait_s)
        return call()

    def _wait_s(self, failure: Failure, attempt: int) -> float | None:
        """Return how long to wait before the next try, None if there should be none."""
        if not failure.is_transient:
            return None
        wait_s = failure.wait_s
        if wait_s is None:
            wait_s = self.tools.random.uniform(0, min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (attempt - 1)))
        with self._lock:
            if wait_s > self._left_s:
                return None
            self._left_s -= wait_s
        return wait_s


def wait_s_from_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, None if it says nothing usable.

    Seconds and HTTP dates are both understood (RFC 9110, 10.2.3).

    >>> wait_s_from_retry_after("Wed, 25 Nov 2026 02:00:30 GMT", datetime(2026, 11, 25, 2, tzinfo=UTC))
    30.0
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
