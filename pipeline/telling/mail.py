"""Send a message by mail: plain text, over SMTP, within a time limit."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from pipeline.config.telling import MailSection
from pipeline.telling.failures import NotTold
from pipeline.telling.message import Message

WAY = "mail"


def send_mail(settings: MailSection, message: Message, now: datetime) -> None:
    """Send the message to all who are configured; raises NotTold where the server does not take it."""
    try:
        with connected(settings) as server:
            server.send_message(_letter(settings, message, now))
    except smtplib.SMTPResponseException as error:
        raise NotTold(f"SMTP {error.smtp_code}") from None
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotTold(_cause(error)) from None


def _letter(settings: MailSection, message: Message, now: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = message.subject
    letter["From"] = settings.sender
    letter["To"] = ", ".join(settings.to)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{message.key}@lantoa.invalid>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text, cte="quoted-printable")
    return letter


@contextmanager
def connected(settings: MailSection) -> Iterator[smtplib.SMTP]:
    """Give a connection to the mail server, logged in where a user is named; raises what smtplib raises."""
    host, port, limit = str(settings.host), settings.port_in_use, settings.timeout_s
    if settings.security == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=limit, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, port, timeout=limit)
    with server:
        if settings.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.user and settings.password:
            server.login(settings.user, settings.password.get_secret_value())
        yield server


def _cause(error: Exception) -> str:
    """Return what went wrong in a word or two: what the server said may hold names and addresses."""
    strerror = error.strerror if isinstance(error, OSError) else None
    return strerror if isinstance(strerror, str) and strerror else type(error).__name__
