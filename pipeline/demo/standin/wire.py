"""HTTP/1.1 with keep-alive on loopback: requests in, answers out, whole or as a fault wants them."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event
from typing import Any

from pipeline.demo.standin.answers import Answer, Delivery
from pipeline.demo.standin.asking import Request, request_from

PIECES = 10
CLOSING_S = 5
Connection = socket.socket | tuple[bytes, socket.socket]


class Handler(BaseHTTPRequestHandler):
    """One connection; what its client asks goes to the server's `answer`."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "LoopbackServer"

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a POST."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet: the server's owner keeps the record."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.answer(request_from(self.command, self.path, headers, body))
        deliver = {
            Delivery.CUT: self._cut,
            Delivery.DRIP: self._drip,
            Delivery.DRIP_HEADERS: self._drip_headers,
            Delivery.NOTHING: self._nothing,
        }
        deliver.get(answer.delivery, self._whole)(answer)

    def _whole(self, answer: Answer) -> None:
        self._head(answer)
        self.wfile.write(answer.body)

    def _cut(self, answer: Answer) -> None:
        self.close_connection = True
        self._head(answer)
        self.wfile.write(answer.body[: len(answer.body) // 2])

    def _drip(self, answer: Answer) -> None:
        self._head(answer)
        size = len(answer.body) // PIECES + 1
        for start in range(0, len(answer.body), size):
            self.server.closing.wait(answer.seconds / PIECES)
            self.wfile.write(answer.body[start : start + size])

    def _drip_headers(self, answer: Answer) -> None:
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(PIECES):
            self.server.closing.wait(answer.seconds / PIECES)
            self.wfile.write(f"X-Slow: {number}\r\n".encode())

    def _nothing(self, answer: Answer) -> None:
        self.close_connection = True
        self.server.closing.wait(answer.seconds)

    def _head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()


class LoopbackServer(ThreadingHTTPServer):
    """A server on 127.0.0.1 that knows its open connections, so that it can end them."""

    request_queue_size = 128

    def __init__(self, port: int, answer: Callable[[Request], Answer]) -> None:
        self.answer = answer
        self.closing = Event()
        self._open: set[Any] = set()
        self._changed = Condition()
        super().__init__(("127.0.0.1", port), Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Take the next connection and remember it."""
        connection, address = super().get_request()
        with self._changed:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Connection) -> None:
        """End a connection and forget it."""
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, request: Connection, client_address: object) -> None:
        """Pass over clients that went away; anything else is the stand-in's own fault and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def close_all(self) -> None:
        """Free the port, end all connections and wait for their threads; call after `shutdown`."""
        self.server_close()
        self.closing.set()
        with self._changed:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._changed.wait_for(lambda: not self._open, CLOSING_S)
