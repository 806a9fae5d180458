"""Wait on loopback for the browser that comes back from the platform's own page."""

from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from threading import Thread
from typing import Self
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"
POLL_S, SILENCE_S = 0.05, 10.0
STYLE = "font: 18px sans-serif; margin: 3em"
PAGE = f'<!doctype html><meta charset="utf-8"><title>Lantoa</title><p style="{STYLE}">{{words}}'
ANSWERS = frozenset({"code", "error"})


class Receiver:
    """A server for one answer; `with Receiver(words) as receiver:` sends `words` to the browser."""

    def __init__(self, words: str) -> None:
        self._answers: Queue[str] = Queue()
        self._server = _Server(PAGE.format(words=escape(words)).encode(), self._answers)
        self._thread = Thread(target=self._server.serve_forever, args=(POLL_S,), daemon=True)

    @property
    def address(self) -> str:
        """Where the browser is to be sent back to."""
        return f"http://{HOST}:{self._server.server_port}/"

    def answer(self, timeout_s: float) -> str | None:
        """Return the whole address that the browser came back with, None where it does not come."""
        try:
            return self.address.rstrip("/") + self._answers.get(timeout=timeout_s)
        except Empty:
            return None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, page: bytes, answers: Queue[str]) -> None:
        self.page = page
        self.answers = answers
        super().__init__((HOST, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = SILENCE_S
    """A browser opens connections ahead that it may never use."""

    def do_GET(self) -> None:
        """Take an answer, and nothing else that browsers ask for."""
        is_answer = bool(ANSWERS & parse_qs(urlsplit(self.path).query).keys())
        body = self.server.page if is_answer else b""
        self.send_response(200 if is_answer else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if is_answer:
            self.server.answers.put(self.path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet: the address holds a code."""
