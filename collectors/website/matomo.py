"""Ask a Matomo for its list of pages; it neither waits nor tries again.

The token goes into the body of a POST, never into the address: addresses end up in servers' logs.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import requests

from collectors.failures import CallError, Failure
from collectors.transport import BoundedSession, failure_from_exception
from collectors.website.errors import failure_from_answer

ALL_PAGES = {
    "module": "API",
    "method": "Actions.getPageUrls",
    "format": "JSON",
    "flat": "1",
    "language": "en",
}


class MatomoClient:
    """One night's connection, for one thread; to be closed."""

    def __init__(self, address: str, token: str, timeout_s: float, now: Callable[[], datetime]) -> None:
        self._address = f"{address.removesuffix('/index.php').rstrip('/')}/index.php"
        self._token = token
        self._now = now
        self._session = BoundedSession(timeout_s)

    def pages(self, site_id: int, counted_from: date, most: int | None = None) -> list[object]:
        """Return the rows of all pages (or the `most` visited) opened from that day on; raises CallError."""
        period = {"idSite": str(site_id), "period": "range", "date": f"{counted_from.isoformat()},today"}
        response = self._post(ALL_PAGES | period | {"filter_limit": str(most or -1)})
        answer = _json(response)
        if response.status_code == 200 and isinstance(answer, list):
            return answer
        message = answer.get("message") if isinstance(answer, dict) else None
        raise CallError(self._failure(response, None if message is None else str(message)))

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _failure(self, response: requests.Response, message: str | None) -> Failure:
        return failure_from_answer(
            response.status_code, message, response.headers, token=self._token, now=self._now()
        )

    def _post(self, query: dict[str, str]) -> requests.Response:
        try:
            return self._session.post(self._address, params=query, data={"token_auth": self._token})
        except (requests.RequestException, OSError, ValueError) as error:
            raise CallError(replace(failure_from_exception(error), stops_channel=True)) from None


def _json(response: requests.Response) -> object:
    try:
        answer: object = response.json()
    except (ValueError, RecursionError):
        return None
    return answer
