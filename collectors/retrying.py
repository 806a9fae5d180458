"""Try again what can succeed on a second try; it waits with the sleep that it is given and no other."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from random import Random
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from collectors.failures import CallError
from collectors.protocol import Tools

Answer = TypeVar("Answer")
FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 60.0
LONGEST_ASKED_WAIT_S = 120.0
"""A platform that asks for more than this is not waited for: the night goes on without it."""


def retried(call: Callable[[], Answer], tools: Tools, tries: int) -> Answer:
    """Return what the call returns, calling it at most `tries` times; raises its last CallError."""
    retrying = Retrying(
        stop=stop_after_attempt(tries),
        wait=partial(_wait_s, tools.random),
        retry=retry_if_exception(_is_worth_another_try),
        sleep=tools.sleep,
        reraise=True,
    )
    return retrying(call)


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


def _wait_s(random: Random, state: RetryCallState) -> float:
    asked_s = _call_error(state).failure.wait_s
    if asked_s is not None:
        return asked_s
    return random.uniform(0, min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (state.attempt_number - 1)))


def _call_error(state: RetryCallState) -> CallError:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, CallError):
        raise TypeError("only a CallError is tried again")
    return error


def _is_worth_another_try(error: BaseException) -> bool:
    if not isinstance(error, CallError):
        return False
    return error.failure.is_transient and (error.failure.wait_s or 0) <= LONGEST_ASKED_WAIT_S
