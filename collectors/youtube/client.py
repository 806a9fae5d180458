"""Ask the YouTube Data API through Google's client; it neither waits nor tries again, and keeps no counts."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from http.client import HTTPException
from typing import Any

import httplib2
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from collectors.failures import CallError, Failure, malformed, unreachable
from collectors.protocol import ProblemCode
from collectors.youtube.errors import failure_from_error

REFUSALS = frozenset({ProblemCode.PERMISSION_MISSING, ProblemCode.REQUEST_REFUSED})
REFUSING_STATUSES = frozenset({"403", "404"})


class YouTubeClient:
    """One night's connection, for one thread; to be closed."""

    def __init__(self, key: str, address: str | None, timeout_s: float, now: Callable[[], datetime]) -> None:
        # Its log lines hold the address with the key, and say again what becomes a problem.
        logging.getLogger("googleapiclient").setLevel(logging.ERROR)
        self._key = key
        self._timeout_s = timeout_s
        self._now = now
        self._http = httplib2.Http(timeout=timeout_s)
        self._videos = build(
            "youtube",
            "v3",
            developerKey=key,
            http=self._http,
            client_options={"api_endpoint": address} if address else None,
            static_discovery=True,
        ).videos()
        self._has_batch = hasattr(self._videos, "batchGetStats")

    def statistics(self, ids: Sequence[str]) -> object:
        """Return the answer for up to 50 ids; raises CallError.

        `videos.batchGetStats` has a quota of its own, but older clients lack it; a platform that refuses
        it is asked by `videos.list` from then on.
        """
        if self._has_batch:
            try:
                return self._answer(self._videos.batchGetStats, ids)
            except CallError as error:
                if not _is_method_refused(error.failure):
                    raise
                self._has_batch = False
        return self._answer(self._videos.list, ids)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _answer(self, method: Callable[..., Any], ids: Sequence[str]) -> object:
        request = method(part="statistics", id=",".join(ids))
        try:
            answer: object = request.execute(http=self._http, num_retries=0)
        except HttpError as error:
            headers = {str(name): str(value) for name, value in error.resp.items()}
            status = int(error.resp.status)
            failure = failure_from_error(status, error.content, headers, key=self._key, now=self._now())
            raise CallError(failure) from None
        except (OSError, httplib2.HttpLib2Error, HTTPException) as error:
            self._reconnect()
            raise CallError(unreachable(error)) from None
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            # The client itself trips over bodies that are no JSON and over errors whose message is no text.
            raise CallError(malformed("no-json")) from None
        return answer

    def _reconnect(self) -> None:
        """Take a new connection: after a time-out the old one may be unusable."""
        self._http.close()
        self._http = httplib2.Http(timeout=self._timeout_s)


def _is_method_refused(failure: Failure) -> bool:
    return failure.code in REFUSALS and failure.detail.get("status") in REFUSING_STATUSES
