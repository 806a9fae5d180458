"""HTTP connections whose whole answer, headers and body, must be there by one deadline.

A time limit of a socket counts from byte to byte, so that a platform that sends a byte now and then holds its
client for ever. Here the limit that is left when the answer is waited for is the limit for all of it.
"""

import io
import socket
from functools import partial
from http.client import HTTPResponse
from time import monotonic
from typing import TYPE_CHECKING

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from urllib3.response import HTTPResponse as PooledResponse


class _RawByDeadline(io.RawIOBase):
    """Reads a socket, allowing each read the time that is left."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, ends_s: float) -> None:
        self._raw = raw
        self._sock = sock
        self._ends_s = ends_s

    def readable(self) -> bool:
        """Say yes, as every reader does."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        """Read what there is within the time that is left; raises TimeoutError."""
        left_s = self._ends_s - monotonic()
        if left_s <= 0:
            raise TimeoutError("the whole answer took too long")
        self._sock.settimeout(left_s)
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        """Close the socket's own reader too."""
        self._raw.close()
        super().close()


class _ResponseByDeadline(HTTPResponse):
    def __init__(self, sock: socket.socket, *, method: str | None = None, limit_s: float | None) -> None:
        super().__init__(sock, method=method)
        if limit_s is not None:
            raw = _RawByDeadline(self.fp.detach(), sock, monotonic() + limit_s)
            self.fp = io.BufferedReader(raw)


class _ByDeadline(HTTPConnection):
    """Gives its answers the limit that urllib3 has worked out as what is left of the total."""

    def getresponse(self) -> "PooledResponse":  # type: ignore[override]
        """Return the answer, which has to be there within the limit."""
        limit_s = self.timeout if isinstance(self.timeout, int | float) else None
        self.response_class = partial(_ResponseByDeadline, limit_s=limit_s)  # type: ignore[assignment]
        return super().getresponse()


class _SecureByDeadline(_ByDeadline, HTTPSConnection):
    pass


class PoolByDeadline(HTTPConnectionPool):
    """Connections to one host by HTTP."""

    ConnectionCls = _ByDeadline


class SecurePoolByDeadline(HTTPSConnectionPool):
    """Connections to one host by HTTPS."""

    ConnectionCls = _SecureByDeadline


POOLS = {"http": PoolByDeadline, "https": SecurePoolByDeadline}
"""The pools by scheme, as a pool manager takes them."""
