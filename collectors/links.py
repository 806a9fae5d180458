"""Take a pasted link apart the same way for every platform; what the parts mean is each platform's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from collectors.protocol import LinkError, LinkFault

YOUTUBE_SITES = ("youtube.com", "youtu.be", "youtube-nocookie.com", "youtubekids.com")
FACEBOOK_SITES = ("facebook.com", "fb.watch", "fb.com", "fb.me")
OTHER_SITES = ("tiktok.com", "zalo.me", "instagram.com", "threads.net", "twitter.com", "x.com")

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+")
ESCAPED_AMPERSAND = re.compile(r"&(?:amp;)+")
AROUND = " \t\r\n\f\v\u00a0\u200b\u200e\u200f\ufeff"
"""What copying from a page or a chat leaves around a link, seen and unseen."""


@dataclass(frozen=True, slots=True)
class LinkParts:
    """A web link: `host` in lower case, `path` (without empty segments) and `fragment` percent-decoded."""

    host: str
    path: tuple[str, ...]
    query: Mapping[str, Sequence[str]]
    fragment: str

    def is_on(self, *sites: str) -> bool:
        """Tell whether the host is one of the sites or below one."""
        return any(self.host == site or self.host.endswith(f".{site}") for site in sites)


def link_parts(link: str, channel: str) -> LinkParts:
    """Return the parts of a link as people paste it: HTML-escaped, without a scheme; raises LinkError.

    >>> link_parts(" //WWW.YouTube.com/watch?a=1&amp;v=x ", "youtube").query
    {'a': ['1'], 'v': ['x']}
    """
    parts = _split(ESCAPED_AMPERSAND.sub("&", link.strip(AROUND)))
    if parts is None or not _is_web(parts):
        raise LinkError(link, channel, LinkFault.NOT_A_LINK)
    segments = tuple(unquote(segment) for segment in parts.path.split("/") if segment)
    host = (parts.hostname or "").lower()
    return LinkParts(host, segments, parse_qs(parts.query), unquote(parts.fragment))


def _split(text: str) -> SplitResult | None:
    if text.startswith("//"):
        text = f"https:{text}"
    try:
        return urlsplit(text if SCHEME.match(text) else f"https://{text}")
    except ValueError:
        return None


def _is_web(parts: SplitResult) -> bool:
    """Tell whether people would open it: a user's name before the host only ever hides where a link leads."""
    has_host = HOST.fullmatch(parts.hostname or "") is not None
    return parts.scheme.lower() in {"http", "https"} and has_host and "@" not in parts.netloc
