"""A session of requests that ends every call in time, keeps every answer small and follows no redirect."""

import logging
import socket
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from urllib3 import PoolManager, Timeout

from collectors.failures import Failure, malformed, unreachable
from collectors.protocol import ProblemCode
from collectors.transport.deadline import POOLS

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

LARGEST_ANSWER_BYTES = 32 * 2**20
"""The largest answer after unpacking; the longest list of a website's pages is a third of that."""


class AnswerTooLargeError(requests.RequestException):
    """An answer that went past the limit; what was read of it is thrown away."""


class BoundedSession(requests.Session):
    """A session for one thread. `timeout_s` is for a whole call, from the connection to the last byte.

    A redirect is an answer like any other: following it would carry keys and tokens to another host, and
    its address may be one that cannot even be read.
    """

    def __init__(self, timeout_s: float) -> None:
        super().__init__()
        # Its log lines hold addresses with keys in them.
        logging.getLogger("urllib3").setLevel(logging.ERROR)
        adapter = BoundedAdapter(timeout_s)
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """Return no target, whatever the answer says."""
        return None


def failure_from_exception(error: Exception) -> Failure:
    """Return what a call without a usable answer means; the exception's text may hold a key."""
    if isinstance(error, AnswerTooLargeError):
        return malformed("too-large")
    if isinstance(error, ContentDecodingError):
        return malformed("damaged")
    if isinstance(error, requests.ConnectionError | requests.Timeout | ChunkedEncodingError | OSError):
        return unreachable(_reason(error))
    return Failure(ProblemCode.REQUEST_REFUSED, {"reason": "address"}, stops_channel=True)


def _reason(error: BaseException) -> str:
    causes = list(_causes(error))
    kinds: dict[str, type[BaseException] | tuple[type[BaseException], ...]] = {
        "certificate": ssl.SSLCertVerificationError,
        "name-unknown": socket.gaierror,
        "refused": ConnectionRefusedError,
        "timed-out": (TimeoutError, requests.Timeout),
    }
    return next(
        (reason for reason, kind in kinds.items() if any(isinstance(each, kind) for each in causes)),
        "broken-off",
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the exception and all that it wraps: in its arguments, as urllib3 does, or as its context."""
    seen: set[int] = set()
    left: list[object] = [error]
    while left:
        each = left.pop()
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            yield each
            left += [*each.args, each.__cause__, each.__context__, getattr(each, "reason", None)]


class BoundedAdapter(HTTPAdapter):
    """What makes a session bounded; to be mounted on a session that another package makes."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Make pools whose connections keep to the limit."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:  # noqa: ANN401
        """Return a proxy's pools, which keep to the limit too."""
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]  # noqa: ANN401
        """Send a request; the limit is the session's, whatever the caller says."""
        response = super().send(
            request, **{**options, "timeout": Timeout(total=self._timeout_s), "stream": True}
        )
        response.raw = _BoundedBody(response.raw)
        # All platforms answer in UTF-8; guessing at megabytes would take minutes.
        response.encoding = "utf-8"
        return response


class _BoundedBody:
    """A body that may be read once, as far as the limit."""

    def __init__(self, body: "BaseHTTPResponse") -> None:
        self._body = body

    def stream(self, amount: int, *, decode_content: bool = True) -> Iterator[bytes]:
        """Yield the body in pieces; raises AnswerTooLargeError past the limit."""
        told = 0
        for piece in self._body.stream(amount, decode_content=decode_content):
            told += len(piece)
            if told > LARGEST_ANSWER_BYTES:
                self._body.close()
                raise AnswerTooLargeError("the answer is too large")
            yield piece

    def close(self) -> None:
        """Close the connection."""
        self._body.close()

    def release_conn(self) -> None:
        """Give the connection back to its pool."""
        self._body.release_conn()
