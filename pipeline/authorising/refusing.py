"""What a platform said no to, as a fault that people read: what happened and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from collectors import ProblemCode
from collectors.failures import CallError, Failure
from pipeline.faults import Failed, Refused, failed, refused

LATER = frozenset({ProblemCode.PLATFORM_FAILED, ProblemCode.RATE_LIMITED, ProblemCode.QUOTA_EXHAUSTED})


@contextmanager
def refusals_of(platform: str) -> Iterator[None]:
    """Turn failed calls into Refused, or into Failed where the platform or the network is at fault."""
    try:
        yield
    except CallError as error:
        raise _refusal(platform, error.failure) from None


def _refusal(platform: str, failure: Failure) -> Refused | Failed:
    if failure.code is ProblemCode.UNREACHABLE:
        return failed("auth-unreachable", platform=platform, reason=failure.detail.get("reason", ""))
    if failure.code in LATER:
        return failed("auth-later", platform=platform)
    if failure.code is ProblemCode.CREDENTIALS_REFUSED:
        return refused("auth-token-refused", platform=platform)
    if failure.code is ProblemCode.MALFORMED_ANSWER:
        return failed("auth-not-understood", platform=platform)
    told = failure.detail.get("message") or failure.detail.get("reason") or failure.code.value
    return refused("auth-refused", platform=platform, told=told)
