"""From an error of Matomo to a failure; pure.

There is one call for all pages, so that every failure is the channel's. Older versions answer errors with
HTTP 200 and `{"result": "error", "message": …}`, newer ones with 401 and the like besides.
"""

from collections.abc import Mapping
from datetime import datetime

from collectors.failures import Failure, refused, told_by_platform
from collectors.protocol import ProblemCode
from collectors.retrying import wait_s_from_retry_after


def failure_from_answer(
    status: int, message: str | None, headers: Mapping[str, str], *, token: str, now: datetime
) -> Failure:
    """Return what an answer that is no list of pages means; `message` is what Matomo says, if anything."""
    code = _code(status, (message or "").lower(), is_told=message is not None)
    detail = told_by_platform(code, {"status": status, "message": message or ""}, token)
    wait_s = wait_s_from_retry_after(headers.get("retry-after"), now)
    return refused(code, detail, stops_channel=True, wait_s=wait_s, now=now)


def _code(status: int, message: str, *, is_told: bool) -> ProblemCode:
    if status == 429:
        return ProblemCode.RATE_LIMITED
    if status >= 500:
        return ProblemCode.PLATFORM_FAILED
    if "'view' access" in message or status == 403:
        return ProblemCode.PERMISSION_MISSING
    if status == 401 or "token_auth" in message or "authenticate" in message:
        return ProblemCode.CREDENTIALS_REFUSED
    return ProblemCode.REQUEST_REFUSED if is_told or status >= 300 else ProblemCode.MALFORMED_ANSWER
