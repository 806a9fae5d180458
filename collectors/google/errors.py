"""From an error answer of one of Google's services to a failure; pure.

Reasons are those of https://developers.google.com/youtube/v3/docs/errors and of Google's ErrorInfo.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from collectors.failures import Failure, refused, told_by_platform
from collectors.google.quota import next_quota_reset
from collectors.protocol import ProblemCode
from collectors.retrying import wait_s_from_retry_after

QUOTA_REASONS = frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"})
RATE_REASONS = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
KEY_REASONS = frozenset({"keyInvalid", "keyExpired", "API_KEY_INVALID", "API_KEY_EXPIRED", "authError"})


def failure_from_error(
    status: int, body: bytes, headers: Mapping[str, str], *, secrets: Collection[str], now: datetime
) -> Failure:
    """Return what an answer with an error status means; the secrets are taken out of what it says."""
    error = _error(body)
    reasons = list(_reasons(error))
    message = str(error.get("message") or "")
    code = _code(status, frozenset(reasons), message)
    failure = refused(
        code,
        told_by_platform(
            code, {"status": status, "reason": ", ".join(reasons), "message": message}, *secrets
        ),
        stops_channel=code not in {ProblemCode.PLATFORM_FAILED, ProblemCode.REQUEST_REFUSED},
        wait_s=wait_s_from_retry_after(headers.get("retry-after"), now),
        now=now,
    )
    is_quota = code is ProblemCode.QUOTA_EXHAUSTED
    return replace(failure, retry_at=next_quota_reset(now)) if is_quota else failure


def _code(status: int, reasons: frozenset[str], message: str) -> ProblemCode:
    if status in {403, 429} and (reasons & QUOTA_REASONS or "per day" in message.lower()):
        return ProblemCode.QUOTA_EXHAUSTED
    if status == 429 or (status == 403 and reasons & RATE_REASONS):
        return ProblemCode.RATE_LIMITED
    if status == 401 or reasons & KEY_REASONS or (status == 400 and "api key" in message.lower()):
        return ProblemCode.CREDENTIALS_REFUSED
    if status == 403:
        return ProblemCode.PERMISSION_MISSING
    return ProblemCode.PLATFORM_FAILED if status >= 500 else ProblemCode.REQUEST_REFUSED


def _error(body: bytes) -> Mapping[str, Any]:
    """Return the error object; a proxy or an old endpoint may write a text in its place, or no JSON."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    error = answer.get("error") if isinstance(answer, dict) else None
    return error if isinstance(error, dict) else {"message": error}


def _reasons(error: Mapping[str, Any]) -> Iterator[str]:
    for name in ("errors", "details"):
        listed = error.get(name)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("reason"), str):
                yield entry["reason"]
