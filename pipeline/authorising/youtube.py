"""The token of a YouTube channel's owner: from the client's file and the owner's consent to what is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collectors import Tools
from collectors.google.consent import Client, Consent, ConsentError, PersonToken, client_from_file
from collectors.youtube.authorising import owner_channel, owner_consent
from collectors.youtube.channel import OwnChannel
from collectors.youtube.settings import YouTubeSettings
from pipeline.authorising.refusing import refusals_of
from pipeline.faults import refused

PLATFORM = "Google"


@dataclass(frozen=True, slots=True)
class OwnerGrant:
    """A token to be kept, the channel that it reads for, and until when it can be renewed, if that ends."""

    text: str
    channel: OwnChannel
    until: datetime | None


def client_of(named: Path | None, kept: Path) -> Client:
    """Return the client of the file that is named, else the one that the kept token was got with.

    Raises Refused where neither is there or is what it should be.
    """
    path = named or kept
    try:
        return client_from_file(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise refused(
            "auth-client-missing" if named is None else "auth-client-not-there", file=path
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise refused("auth-client-not-a-client-file", file=path) from error
    except ConsentError as error:
        raise refused(f"auth-client-{error.fault.value}", file=path) from None


def granted_by_owner(
    client: Client, redirect: str, ask: Callable[[str], str], settings: YouTubeSettings, tools: Tools
) -> OwnerGrant:
    """Return what the owner grants; `ask` is given the address to open and returns what came back.

    Raises Refused.
    """
    with refusals_of(PLATFORM):
        consent = owner_consent(client, settings, redirect)
        token = _token(consent, ask(consent.address), tools)
        channel = owner_channel(token, settings, tools)
    if channel is None:
        raise refused("auth-no-channel")
    return OwnerGrant(token.text, channel, token.renewable_until)


def _token(consent: Consent, answer: str, tools: Tools) -> PersonToken:
    try:
        return consent.token(answer, tools.now())
    except ConsentError as error:
        raise refused(f"auth-consent-{error.fault.value}", **error.detail) from None
