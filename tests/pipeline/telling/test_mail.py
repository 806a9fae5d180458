"""Mails as a real server gets them, and servers that are down, slow or refuse; secrets stay out of it all."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pipeline.config.telling import MailSection
from pipeline.database.told import Cause
from pipeline.telling.causes import News
from pipeline.telling.failures import NotTold
from pipeline.telling.mail import send_mail
from pipeline.telling.message import Message, RunFacts, Setting, message
from reports.catalogue import catalogue
from tests.soak.mailbox import Mailbox, mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2024, 10, 19, 19, tzinfo=UTC)
CAUSE = Cause("post-not-found/youtube/18", "YouTube, bài số 18 “Bến sách”: không thấy bài đăng.")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


def letter() -> Message:
    words = catalogue("pipeline", "vi")
    run = RunFacts("2024-10-20", True, 62, 63, "ab" * 32, "cd" * 32)
    setting = Setting("tu-sach-2024", "Video “Tủ sách cộng đồng”", "Asia/Ho_Chi_Minh", "/r/latest")
    return message(words, setting, run, News((CAUSE,), ()))


def settings(port: int, **more: object) -> MailSection:
    table = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "from": "l@example.vn",
        "to": ["b@example.vn"],
    }
    return MailSection.model_validate({**table, **more})


def test_a_mail_is_plain_text_with_a_short_subject_and_the_digests_of_the_chain(box: Mailbox) -> None:
    send_mail(settings(box.port, to=["b@example.vn", "c@example.vn"]), letter(), NOW)
    (mail,) = box.mails
    assert mail.get_content_type() == "text/plain"
    assert mail["Subject"] == "tu-sach-2024: 1 việc cần xem"
    assert mail["To"] == "b@example.vn, c@example.vn"
    assert mail["Date"].datetime == NOW
    text = mail.get_content()
    assert CAUSE.sentence in text
    assert "Đêm 2024-10-20: đã đọc 62 trên 63 bài đăng." in text
    assert "ab" * 32 in text
    assert "cd" * 32 in text


def test_the_same_news_of_the_same_night_is_the_same_mail(box: Mailbox) -> None:
    for _ in range(2):
        send_mail(settings(box.port), letter(), NOW)
    assert len(box.mails) == 2
    assert len(box.ids) == 1


def test_a_server_that_refuses_for_now_is_said_by_its_code(box: Mailbox) -> None:
    box.is_down = True
    with pytest.raises(NotTold, match=r"^SMTP 451$"):
        send_mail(settings(box.port), letter(), NOW)


def test_a_server_that_is_not_there_is_said_without_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(NotTold, match=r"^Connection refused$"):
        send_mail(settings(port), letter(), NOW)


def test_a_server_that_says_nothing_is_left_after_the_time_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(NotTold, match=r"^SMTPServerDisconnected$"):
            send_mail(settings(port, timeout_s=0.2), letter(), NOW)


def test_a_server_without_starttls_gets_no_password(box: Mailbox) -> None:
    asked = settings(box.port, security="starttls", user="u", password="secret-1")
    with pytest.raises(NotTold, match=r"^SMTPNotSupportedError$") as failure:
        send_mail(asked, letter(), NOW)
    assert "secret-1" not in repr(failure.value)
    assert box.mails == []


def test_a_login_that_is_refused_says_nothing_of_the_password(box: Mailbox) -> None:
    with pytest.raises(NotTold) as failure:
        send_mail(settings(box.port, user="u", password="secret-1"), letter(), NOW)
    assert "secret-1" not in repr(failure.value)
    assert box.mails == []
