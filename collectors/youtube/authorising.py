"""Ask the owner of a YouTube channel for the token that shares are read with."""

from contextlib import closing

from collectors.google.consent import Client, Consent, PersonToken
from collectors.google.http import GoogleHttp
from collectors.protocol import Tools
from collectors.youtube.analytics import SCOPE
from collectors.youtube.channel import OwnChannel, own_channel
from collectors.youtube.settings import YouTubeSettings

SCOPES = ("https://www.googleapis.com/auth/youtube.readonly", SCOPE)


def owner_consent(client: Client, settings: YouTubeSettings, redirect: str) -> Consent:
    """Begin to ask; the browser comes back to the address `redirect` on this machine."""
    named = {"consent": settings.consent_address, "token": settings.token_address}
    elsewhere = {name: address for name, address in named.items() if address}
    return Consent(client, SCOPES, redirect, elsewhere, settings.timeout_s)


def owner_channel(token: PersonToken, settings: YouTubeSettings, tools: Tools) -> OwnChannel | None:
    """Return the channel that a token reads for, None where its owner has none; raises CallError."""
    bearer = token.access_token
    http = GoogleHttp(settings.timeout_s, tools.now, secret=bearer, bearer=bearer)
    with closing(http):
        return own_channel(http, http.service("youtube", "v3", settings.api_address), None)
