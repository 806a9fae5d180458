"""Google's client on our own transport.

The client's own, httplib2, can neither end an answer that drips nor stop one that never ends.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import httplib2
import requests
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from collectors.failures import CallError, Failure, malformed
from collectors.google.errors import failure_from_error
from collectors.transport import BoundedSession, failure_from_exception


class GoogleHttp:
    """One connection, for one thread; to be closed. `bearer` is an access token, if one is needed.

    `secret` is taken out of everything that the platform says.
    """

    def __init__(
        self, timeout_s: float, now: Callable[[], datetime], *, secret: str, bearer: str | None = None
    ) -> None:
        # Its log lines hold the address with the key, and say again what becomes a problem.
        logging.getLogger("googleapiclient").setLevel(logging.ERROR)
        self._session = BoundedSession(timeout_s)
        self._now = now
        self._secret = secret
        self._bearer = bearer

    def service(self, name: str, version: str, address: str | None, *, key: str | None = None) -> Any:  # noqa: ANN401
        """Return the client of one of Google's services, at another base address if there is one."""
        options = {"api_endpoint": address} if address else None
        return build(
            name, version, developerKey=key, http=self, client_options=options, static_discovery=True
        )

    def answer(self, request: Any) -> object:  # noqa: ANN401
        """Return what the platform answers to a request of the client; raises CallError."""
        try:
            answer: object = request.execute(http=self, num_retries=0)
        except HttpError as error:
            headers = {str(name): str(value) for name, value in error.resp.items()}
            raise CallError(self._failure(int(error.resp.status), error.content, headers)) from None
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            # The client itself trips over bodies that are no JSON and over errors whose message is no text.
            raise CallError(malformed("no-json")) from None
        return answer

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_options: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Send a request for Google's client; raises CallError where there is no usable answer."""
        sent = dict(headers or {})
        if self._bearer is not None:
            sent["authorization"] = f"Bearer {self._bearer}"
        try:
            told = self._session.request(method, uri, data=body, headers=sent)
            content = told.content
        except (requests.RequestException, OSError, ValueError) as error:
            raise CallError(failure_from_exception(error)) from None
        return httplib2.Response({**told.headers, "status": str(told.status_code)}), content

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _failure(self, status: int, content: bytes, headers: Mapping[str, str]) -> Failure:
        return failure_from_error(status, content, headers, secrets=[self._secret], now=self._now())
