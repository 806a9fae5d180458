"""Waiting and trying again, with a sleep that only records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors import ProblemCode
from collectors.failures import CallError, Failure
from collectors.retrying import Patience, wait_s_from_retry_after

if TYPE_CHECKING:
    from tests.collectors.conftest import Night

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


class Flaky:
    """Fails as told, then answers."""

    def __init__(self, *failures: Failure) -> None:
        self.failures = list(failures)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.failures:
            raise CallError(self.failures.pop(0))
        return "answer"


def patience(night: Night, tries: int = 4, waiting_s: float = 600) -> Patience:
    return Patience(night.tools, tries, waiting_s)


def failure(*, wait_s: float | None = None, is_transient: bool = True) -> Failure:
    return Failure(ProblemCode.PLATFORM_FAILED, is_transient=is_transient, wait_s=wait_s)


def test_a_passing_failure_is_tried_again_after_a_jittered_wait_that_may_double(night: Night) -> None:
    call = Flaky(failure(), failure(), failure())
    assert patience(night, 4).retried(call) == "answer"
    assert call.calls == 4
    assert len(night.waits_s) == 3
    assert all(0 <= wait_s <= most_s for wait_s, most_s in zip(night.waits_s, (2, 4, 8), strict=True))
    assert len(set(night.waits_s)) == 3


def test_the_tries_are_bounded_and_the_last_failure_is_raised(night: Night) -> None:
    call = Flaky(*[failure()] * 9)
    with pytest.raises(CallError, match="platform-failed"):
        patience(night, 3).retried(call)
    assert (call.calls, len(night.waits_s)) == (3, 2)


def test_what_cannot_succeed_is_asked_once(night: Night) -> None:
    call = Flaky(failure(is_transient=False))
    with pytest.raises(CallError, match="platform-failed"):
        patience(night, 4).retried(call)
    assert (call.calls, night.waits_s) == (1, [])


def test_the_wait_that_the_platform_asks_for_is_kept_to(night: Night) -> None:
    patience(night, 4).retried(Flaky(failure(wait_s=7.0), failure(wait_s=120.0)))
    assert night.waits_s == [7.0, 120.0]


def test_all_waits_together_stay_within_the_budget(night: Night) -> None:
    patient = patience(night, waiting_s=100)
    patient.retried(Flaky(failure(wait_s=60)))
    with pytest.raises(CallError, match="platform-failed"):
        patient.retried(Flaky(failure(wait_s=41)))
    patient.retried(Flaky(failure(wait_s=40)))
    assert night.waits_s == [60, 40]


def test_a_fault_of_our_own_is_not_swallowed(night: Night) -> None:
    with pytest.raises(ZeroDivisionError, match="division"):
        patience(night, 4).retried(lambda: 1 // 0)


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Wed, 25 Nov 2026 02:01:40 GMT", 100.0),
        ("Wednesday, 25-Nov-26 02:01:40 GMT", 100.0),
        ("Wed, 25 Nov 2026 09:01:40 +0700", 100.0),
        ("Wed, 25 Nov 2026 01:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_date(header: str | None, wait_s: float | None) -> None:
    assert wait_s_from_retry_after(header, NOW) == wait_s


@given(st.text() | st.from_regex(r"\w{3}, \d{1,20} \w{3} \d{1,20} \d+:\d+:\d+ [+-]?\d*"))
def test_no_retry_after_header_does_harm(header: str) -> None:
    wait_s = wait_s_from_retry_after(header, NOW)
    assert wait_s is None or wait_s >= 0
