"""Read from the Graph API's headers how much of the allowance is used, and which version answered; pure.

https://developers.facebook.com/docs/graph-api/overview/rate-limiting (2026): `X-App-Usage` has percentages,
`X-Business-Use-Case-Usage` lists of them by Page with the minutes until calls are allowed again.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

PAGE_USAGE = "x-business-use-case-usage"
APP_USAGE = "x-app-usage"
VERSION = "facebook-api-version"
PERCENTAGES = ("call_count", "total_time", "total_cputime")
LONGEST_WAIT_MIN = 60 * 24 * 7


def used_percent(headers: Mapping[str, str]) -> int:
    """Return the largest part of any allowance that is used, 0 where nothing usable is told.

    >>> used_percent({"x-app-usage": '{"call_count": 28, "total_time": 91}'})
    91
    """
    uses = [*_uses(headers.get(APP_USAGE, "")), *_uses(headers.get(PAGE_USAGE, ""))]
    told = [use.get(name) for use in uses for name in PERCENTAGES]
    return max((value for value in told if isinstance(value, int) and 0 <= value < 10**6), default=0)


def minutes_to_regain_access(headers: Mapping[str, str]) -> int | None:
    """Return the minutes until calls are allowed again, None where no limit is on."""
    told = [use.get("estimated_time_to_regain_access") for use in _uses(headers.get(PAGE_USAGE, ""))]
    minutes = [value for value in told if isinstance(value, int) and 0 < value < LONGEST_WAIT_MIN]
    return max(minutes, default=None)


def _uses(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return
    for listed in [[told], *(told.values() if isinstance(told, dict) else ())]:
        if isinstance(listed, list):
            yield from (use for use in listed if isinstance(use, dict))
