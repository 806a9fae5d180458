"""The Graph API's headers that tell the version and how much of the allowance is used."""

import json

from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID

OLDEST_USABLE = "v21.0"
USABLE = ("v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0", "v27.0")


def version_served(asked: str | None) -> str:
    """Return the version that answers: an expired, unknown or missing one is served as the oldest usable.

    >>> version_served("v26.0"), version_served("v18.0")
    ('v26.0', 'v21.0')
    """
    return asked if asked in USABLE else OLDEST_USABLE


def usage_headers(*, percent: int = 1, regain_minutes: int = 0) -> dict[str, str]:
    """Return the app's and the Page's use in percent (Graph API, rate limiting, 2026-11)."""
    use = {"call_count": percent, "total_cputime": percent, "total_time": percent}
    page = {"type": "pages", **use, "estimated_time_to_regain_access": regain_minutes}
    return {
        "x-app-usage": json.dumps(use),
        "x-business-use-case-usage": json.dumps({FACEBOOK_PAGE_ID: [page]}),
    }
