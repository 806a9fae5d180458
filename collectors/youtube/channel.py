"""The own channel: its name, and the playlist of all its uploads. One unit a call.

https://developers.google.com/youtube/v3/docs/channels/list (2026)
"""

from dataclasses import dataclass
from typing import Any

from collectors.failures import CallError, malformed
from collectors.google.http import GoogleHttp


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """A channel and the playlist that YouTube keeps of its uploads."""

    channel_id: str
    title: str
    uploads: str


def own_channel(http: GoogleHttp, service: Any, channel_id: str | None) -> OwnChannel | None:  # noqa: ANN401
    """Return the channel of an id, or without one the token's own; None where there is none.

    Raises CallError.
    """
    whose = {"id": channel_id} if channel_id else {"mine": True}
    answer = http.answer(service.channels().list(part="snippet,contentDetails", **whose))
    items = answer.get("items", []) if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise CallError(malformed("no-items"))
    return _channel(items[0]) if items else None


def _channel(item: Any) -> OwnChannel:  # noqa: ANN401
    try:
        uploads = item["contentDetails"]["relatedPlaylists"]["uploads"]
        return OwnChannel(str(item["id"]), str(item["snippet"]["title"]), str(uploads))
    except (KeyError, TypeError):
        raise CallError(malformed("no-channel")) from None
