"""Examine the mail server: it can be reached, and takes the login; no mail is sent."""

import smtplib
from collections.abc import Iterator

from pipeline.config.telling import MailSection
from pipeline.operations.findings import Finding, look, right, wrong
from pipeline.telling.mail import connected

ASKED_S = 5.0


def examine_mail(settings: MailSection) -> Iterator[Finding]:
    """Yield how it stands with the mail server, nothing where no mail is wanted."""
    if settings.host is not None:
        yield _examined(settings.model_copy(update={"timeout_s": ASKED_S}))


def _examined(settings: MailSection) -> Finding:
    host = settings.host
    try:
        with connected(settings) as server:
            server.noop()
    except smtplib.SMTPAuthenticationError:
        return wrong("mail-login-refused", host=host)
    except (OSError, smtplib.SMTPException, ValueError):
        return look("mail-unreachable", host=host, port=settings.port_in_use)
    return right("mail", host=host)
