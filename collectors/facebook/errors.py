"""From an error of the Graph API to a failure; pure.

Codes are those of https://developers.facebook.com/docs/graph-api/guides/error-handling (2026). The code
decides, not the HTTP status: a refused request comes as 500 at times and must not be asked again.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from collectors.facebook.usage import minutes_to_regain_access
from collectors.failures import Failure, refused, told_by_platform
from collectors.protocol import ProblemCode
from collectors.retrying import wait_s_from_retry_after

TEMPORARY_CODES = frozenset({1, 2})
RATE_CODES = frozenset({4, 17, 32, 341, 368, 613, 80001})
TOKEN_CODES = frozenset({102, 104, 190})
PERMISSION_CODES = frozenset({3, 10, *range(200, 300)})
INVALID_PARAMETER = 100
OBJECT_MISSING_SUBCODE = 33
UNKNOWN_ALIAS = 803
STOPPING = frozenset(
    {ProblemCode.RATE_LIMITED, ProblemCode.CREDENTIALS_REFUSED, ProblemCode.PERMISSION_MISSING}
)
UNKNOWN_FIELD = re.compile(r"nonexisting field \((\w+)\)")
NEEDS_PERMISSION = re.compile(r"requires the '(\w+)' permission")


def failure_from_error(
    error: object, status: int, headers: Mapping[str, str], *, token: str, now: datetime
) -> Failure:
    """Return what the `error` of an answer means; without one (no JSON) the status decides."""
    told = error if isinstance(error, dict) else {}
    code = _code(told, status)
    return refused(
        code,
        _detail(code, told, status, token),
        stops_channel=code in STOPPING,
        wait_s=_wait_s(headers, now),
        now=now,
    )


def unknown_field(failure: Failure) -> str | None:
    """Return the field that the Graph API says it does not know on this node, if that is what failed."""
    found = UNKNOWN_FIELD.search(failure.detail.get("message", ""))
    return found[1] if found and failure.detail.get("code") == str(INVALID_PARAMETER) else None


def _code(error: Mapping[str, Any], status: int) -> ProblemCode:
    number = error.get("code")
    if not isinstance(number, int):
        return _code_from_status(status)
    groups = {
        ProblemCode.RATE_LIMITED: RATE_CODES,
        ProblemCode.CREDENTIALS_REFUSED: TOKEN_CODES,
        ProblemCode.PERMISSION_MISSING: PERMISSION_CODES,
        ProblemCode.PLATFORM_FAILED: TEMPORARY_CODES,
        ProblemCode.POST_NOT_FOUND: {UNKNOWN_ALIAS},
    }
    if number == INVALID_PARAMETER:
        return _code_from_invalid_parameter(error)
    known = next((code for code, numbers in groups.items() if number in numbers), None)
    return known or _code_from_status(max(status, 400))


def _code_from_invalid_parameter(error: Mapping[str, Any]) -> ProblemCode:
    """Tell apart what code 100 stands for: a permission, a missing object, or a request that is wrong."""
    message = str(error.get("message"))
    if NEEDS_PERMISSION.search(message):
        return ProblemCode.PERMISSION_MISSING
    is_missing = error.get("error_subcode") == OBJECT_MISSING_SUBCODE or "does not exist" in message
    return ProblemCode.POST_NOT_FOUND if is_missing else ProblemCode.REQUEST_REFUSED


def _code_from_status(status: int) -> ProblemCode:
    if status == 429:
        return ProblemCode.RATE_LIMITED
    if status == 401:
        return ProblemCode.CREDENTIALS_REFUSED
    if status < 300:
        return ProblemCode.MALFORMED_ANSWER
    return ProblemCode.PLATFORM_FAILED if status >= 500 else ProblemCode.REQUEST_REFUSED


def _detail(code: ProblemCode, error: Mapping[str, Any], status: int, token: str) -> dict[str, str]:
    names = {"code": "code", "error_subcode": "subcode", "message": "message"}
    permission = NEEDS_PERMISSION.search(str(error.get("message")))
    told = {
        "status": status,
        "permission": permission[1] if permission else None,
        **{name: error.get(key) for key, name in names.items()},
    }
    return told_by_platform(
        code, {name: str(value) for name, value in told.items() if value is not None}, token
    )


def _wait_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the wait that is asked for: `Retry-After`, or the minutes until calls are allowed again."""
    asked_s = wait_s_from_retry_after(headers.get("retry-after"), now)
    minutes = minutes_to_regain_access(headers)
    return asked_s if minutes is None else max(asked_s or 0, minutes * 60.0)
