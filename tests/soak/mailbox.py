"""A real SMTP server on this machine that keeps what it gets, and can refuse."""

from __future__ import annotations

from asyncio import Server
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """What the server got; while `is_down` it refuses every mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.is_down = False
        self.port = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take one mail in, as aiosmtpd asks its handlers to."""
        if self.is_down:
            return "451 4.3.0 try again later"
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"

    @property
    def ids(self) -> set[str]:
        """The mails' own names: the same mail sent twice has the same."""
        return {str(mail["Message-ID"]) for mail in self.mails}


class OnFreePort(Controller):
    """A controller that finds its own server on the port that the system has chosen."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Start a mail server on a free port."""
    box = Mailbox()
    controller = OnFreePort(box, hostname="127.0.0.1", port=0)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()
