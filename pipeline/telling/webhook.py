"""Post a message to a web address as JSON with a readable field `text`, as chat rooms take it."""

import requests

from pipeline.config.telling import WebhookSection
from pipeline.telling.failures import NotTold
from pipeline.telling.message import Message

WAY = "webhook"


def post_to_webhook(settings: WebhookSection, message: Message) -> None:
    """Post the message; raises NotTold where the address does not take it."""
    address = settings.address.get_secret_value() if settings.address else ""
    body = {"text": f"{message.subject}\n\n{message.text}", **message.facts, "id": message.key}
    try:
        answer = requests.post(address, json=body, timeout=settings.timeout_s, allow_redirects=False)
    except requests.RequestException as error:
        raise NotTold(type(error).__name__) from None
    if not answer.ok or answer.is_redirect:
        raise NotTold(f"HTTP {answer.status_code}")
