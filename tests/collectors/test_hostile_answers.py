"""Answers that would hold a night for ever, fill the memory or lead a token elsewhere, on every channel."""

from __future__ import annotations

import gzip
import socket
import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from collectors import Platform, ProblemCode
from collectors.facebook import PLATFORM as FACEBOOK
from collectors.website import PLATFORM as WEBSITE
from collectors.youtube import PLATFORM as YOUTUBE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.collectors.conftest import Night, Outcomes

    Answers = Callable[[socket.socket, threading.Event], None]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
POSTS = {"youtube": "92HWiOdpY2s", "facebook": "7", "website": "hoctap.example/a"}
CHANNELS = sorted(POSTS)


class RawServer:
    """Hands each connection, once its request is read, to `answer`; counts the requests."""

    def __init__(self, answer: Answers) -> None:
        self.asked = 0
        self.end = threading.Event()
        self._answer = answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.end.set()
        self._socket.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.recv(65536)
            self.asked += 1
            self._answer(connection, self.end)


@pytest.fixture
def serve() -> Iterator[Callable[[Answers], RawServer]]:
    opened: list[RawServer] = []

    def start(answer: Answers) -> RawServer:
        opened.append(RawServer(answer))
        return opened[-1]

    yield start
    for server in opened:
        server.close()


def read(night: Night, channel: str, address: str, secret: str, **settings: object) -> Outcomes:
    platforms: dict[str, Platform] = {"youtube": YOUTUBE, "facebook": FACEBOOK, "website": WEBSITE}
    of_channel: dict[str, dict[str, object]] = {
        "youtube": {"api_key": secret, "api_address": address},
        "facebook": {"page_token": secret, "graph_address": address},
        "website": {
            "matomo_address": address,
            "matomo_site_id": 3,
            "matomo_token": secret,
            "counted_from": "2024-09-01",
        },
    }
    return night.read(platforms[channel], {"tries": 1, **of_channel[channel], **settings}, [POSTS[channel]])


def dripping(head: bytes, drop: bytes) -> Answers:
    def answer(connection: socket.socket, end: threading.Event) -> None:
        connection.sendall(head)
        while not end.wait(0.05):
            connection.sendall(drop)

    return answer


def telling(*pieces: bytes) -> Answers:
    def answer(connection: socket.socket, _end: threading.Event) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return answer


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (HEAD + b"Content-Length: 1000000\r\n\r\n", b" "),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (HEAD + b"X-Long: ", b"x"),
        (b"", b"H"),
        (HEAD, b"X-A: b\r\n"),
    ],
    ids=["body", "chunks", "header", "status", "headers"],
)
def test_an_answer_that_drips_ends_at_the_time_limit(
    serve: Callable[[Answers], RawServer], night: Night, secret: str, channel: str, head: bytes, drop: bytes
) -> None:
    server = serve(dripping(head, drop))
    begun = monotonic()
    outcomes = read(night, channel, server.address, secret, timeout_s=0.4)
    assert monotonic() - begun < 3
    assert [code for code, _ in outcomes.problems] == [ProblemCode.UNREACHABLE]


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_answer_without_end_is_not_kept(
    serve: Callable[[Answers], RawServer], night: Night, secret: str, channel: str
) -> None:
    server = serve(telling(HEAD + b"Content-Length: 3000000000\r\n\r\n", *[b" " * 2**20] * 40))
    outcomes = read(night, channel, server.address, secret)
    assert [code for code, _ in outcomes.problems] == [ProblemCode.MALFORMED_ANSWER]
    assert outcomes.last.detail == {"reason": "too-large"}


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_small_answer_that_unpacks_to_a_large_one_is_not_kept(
    serve: Callable[[Answers], RawServer], night: Night, secret: str, channel: str
) -> None:
    packed = gzip.compress(b" " * (64 * 2**20))
    head = HEAD + b"Content-Encoding: gzip\r\nContent-Length: " + str(len(packed)).encode() + b"\r\n\r\n"
    outcomes = read(night, channel, serve(telling(head, packed)).address, secret)
    assert [code for code, _ in outcomes.problems] == [ProblemCode.MALFORMED_ANSWER]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["http://[::1:::/", "{elsewhere}", "//", "http://", "\udcff"])
def test_no_redirect_is_followed_or_even_read(
    serve: Callable[[Answers], RawServer],
    night: Night,
    secret: str,
    channel: str,
    status: int,
    location: str,
) -> None:
    elsewhere = serve(telling(HEAD + b"Content-Length: 2\r\n\r\n[]"))
    target = location.replace("{elsewhere}", elsewhere.address).encode("utf-8", "surrogateescape")
    redirect = (
        f"HTTP/1.1 {status} Moved\r\n".encode() + b"Location: " + target + b"\r\nContent-Length: 0\r\n\r\n"
    )
    server = serve(telling(redirect))
    outcomes = read(night, channel, server.address, secret)
    assert [code for code, _ in outcomes.problems] == [ProblemCode.REQUEST_REFUSED]
    assert (server.asked, elsewhere.asked) == (1, 0)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/9.9 abc\r\n\r\n",
        HEAD + b"Content-Length: x\r\n\r\n{}",
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        HEAD + b"Content-Length: 10\r\n\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"X: y\r\n" * 200 + b"\r\n{}",
        b"HTTP/1.1 204 No Content\r\n\r\n",
    ],
)
def test_an_answer_that_breaks_the_protocol_is_a_problem(
    serve: Callable[[Answers], RawServer], night: Night, secret: str, channel: str, answer: bytes
) -> None:
    outcomes = read(night, channel, serve(telling(answer)).address, secret)
    assert outcomes.problems[0][0] in {ProblemCode.UNREACHABLE, ProblemCode.MALFORMED_ANSWER}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "address", ["http://[::1:::/", "http://:80", "http://x\x00y/", "http://a..b/", "http://127.0.0.1:99999/"]
)
def test_an_address_that_cannot_be_is_a_problem(
    night: Night, secret: str, channel: str, address: str
) -> None:
    assert len(read(night, channel, address, secret).problems) == 1
