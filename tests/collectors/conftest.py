"""A real HTTP server on loopback that answers by script, and tools whose clock and sleep are the test's."""

import json
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Protocol
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from collectors import Platform, PostToRead, Problem, ProblemCode, Reading, Tools

DATA = Path(__file__).parents[1] / "data" / "platforms"
SECRET = "s3cret/token+1"


@dataclass(frozen=True)
class Asked:
    """One request that the server was sent."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    form: Mapping[str, list[str]]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """One answer: `body` is sent as JSON unless it is bytes; `after_s` holds it back."""

    body: object
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after_s: float = 0.0

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class ScriptedServer:
    """Answers request after request as told, the last answer for ever, and records what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.end = threading.Event()
        self._script: list[Reply] = []
        self._answer: Callable[[Asked], object] | None = None
        self._http = _Server(("127.0.0.1", 0), _handler(self))
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def reply(self, body: object, status: int = 200, *, after_s: float = 0, **headers: str) -> None:
        """Answer the next request so; `_` in a header's name stands for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._script.append(Reply(body, status, {"Content-Type": "application/json", **named}, after_s))

    def answer_by(self, answer: Callable[[Asked], object]) -> None:
        """Answer every request with what the function makes of it, once the script is used up."""
        self._answer = answer

    def next_reply(self, asked: Asked) -> Reply:
        """Record a request and return its answer."""
        self.asked.append(asked)
        if self._answer and not self._script:
            return Reply(self._answer(asked), headers={"Content-Type": "application/json"})
        return self._script.pop(0) if self._answer or len(self._script) > 1 else self._script[0]

    def close(self) -> None:
        """Stop, letting go of all that is held back."""
        self.end.set()
        self._http.shutdown()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing of clients that went away."""


def _handler(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            target = urlsplit(self.path)
            query, form = parse_qs(target.query), parse_qs(body)
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._send(server.next_reply(Asked(self.command, target.path, query, form, headers)))

        def do_POST(self) -> None:
            self.do_GET()

        def _send(self, reply: Reply) -> None:
            if reply.after_s:
                server.end.wait(reply.after_s)
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, *_arguments: object) -> None:
            """Keep the tests' output clean."""

    return Handler


@dataclass(frozen=True)
class Outcomes:
    """What a night brought: `counts` by post, `problems` as (code, post), the `last` outcome."""

    outcomes: Sequence[Reading | Problem]

    @property
    def readings(self) -> list[Reading]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Reading)]

    @property
    def counts(self) -> dict[int, dict[str, int | None]]:
        return {reading.post_key: dict(reading.counts) for reading in self.readings}

    def told_by(self, source: str) -> dict[int, dict[str, int | None]]:
        """Return the counts that a source told, by post."""
        return {each.post_key: dict(each.counts) for each in self.readings if each.source == source}

    @property
    def problems(self) -> list[tuple[ProblemCode, int | None]]:
        return [(outcome.code, outcome.post_key) for outcome in self.outcomes if isinstance(outcome, Problem)]

    @property
    def last(self) -> Problem:
        last = self.outcomes[-1]
        assert isinstance(last, Problem)
        return last


@dataclass
class Night:
    """A clock that only sleeping moves on; `waits_s` are the sleeps, `said` tells what has been logged."""

    at: datetime = datetime(2026, 11, 25, 2, tzinfo=UTC)
    waits_s: list[float] = field(default_factory=list)
    said: Callable[[], str] = str

    def sleep(self, seconds: float) -> None:
        self.waits_s.append(seconds)
        self.at += timedelta(seconds=seconds)

    @property
    def tools(self) -> Tools:
        return Tools(now=lambda: self.at, sleep=self.sleep, random=Random(20261125))

    def read(
        self, platform: Platform, settings: Mapping[str, object], posts: Iterable[str | PostToRead]
    ) -> Outcomes:
        """Read posts 1, 2, … and check what always holds: each has one outcome, no secret is told."""
        made = [
            post if isinstance(post, PostToRead) else PostToRead(key, post)
            for key, post in enumerate(posts, start=1)
        ]
        collector = platform.collector(platform.settings_model.model_validate(settings), self.tools)
        assert collector is not None
        outcomes = list(collector.read(made))
        told = [outcome.post_key for outcome in outcomes if outcome.post_key is not None]
        sources = [(each.post_key, each.source) for each in outcomes if isinstance(each, Reading)]
        problems = [each.post_key for each in outcomes if isinstance(each, Problem)]
        assert len(sources) == len(set(sources))
        assert len(problems) == len(set(problems))
        assert not set(problems) & {key for key, _ in sources}
        assert set(told) == {post.key for post in made} or outcomes[-1].post_key is None
        assert not any(form in f"{outcomes} {self.said()}" for form in (SECRET, quote_plus(SECRET)))
        return Outcomes(outcomes)


class Read(Protocol):
    """Reads posts of one platform by their ids, under the settings given."""

    def __call__(self, *posts: str | PostToRead, **settings: object) -> Outcomes: ...


@pytest.fixture
def secret() -> str:
    return SECRET


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


@pytest.fixture
def night(caplog: pytest.LogCaptureFixture) -> Night:
    caplog.set_level(logging.DEBUG)
    return Night(said=lambda: caplog.text)


@pytest.fixture
def real_answer() -> Callable[[str], object]:
    """Reads a real answer of `data/` by its file's name without `.json`."""

    def read(name: str) -> object:
        answer: object = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
        return answer

    return read
