"""Messages as a web address gets them; an address that fails is said without the address."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.config.telling import WebhookSection
from pipeline.telling.failures import NotTold
from pipeline.telling.message import Message
from pipeline.telling.webhook import post_to_webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGE = Message("c: 1 việc cần xem", "Cần xem:\n– một việc\n", {"contest": "c", "new": []}, "k1")


class Hook(ThreadingHTTPServer):
    """A web address that keeps what is posted and answers with a status."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.posted: list[dict[str, Any]] = []

    @property
    def section(self) -> WebhookSection:
        address = f"http://127.0.0.1:{self.server_port}/hook/secret-key"
        return WebhookSection.model_validate({"address": address, "timeout_s": 5})


class Taking(BaseHTTPRequestHandler):
    """Takes what is posted."""

    def do_POST(self) -> None:
        assert isinstance(self.server, Hook)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append(json.loads(body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_message_is_posted_as_json_with_a_readable_text(hook: Hook) -> None:
    post_to_webhook(hook.section, MESSAGE)
    (posted,) = hook.posted
    assert posted == {
        "text": "c: 1 việc cần xem\n\nCần xem:\n– một việc\n",
        "contest": "c",
        "new": [],
        "id": "k1",
    }


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_answer_that_is_no_success_is_said_by_its_code(hook: Hook, status: int) -> None:
    hook.status = status
    with pytest.raises(NotTold, match=rf"^HTTP {status}$"):
        post_to_webhook(hook.section, MESSAGE)


def test_an_address_that_is_not_there_is_said_without_the_address(hook: Hook) -> None:
    section = WebhookSection.model_validate({"address": "http://127.0.0.1:1/hook/secret-key"})
    with pytest.raises(NotTold, match=r"^ConnectionError$") as failure:
        post_to_webhook(section, MESSAGE)
    assert "secret-key" not in repr(failure.value)
