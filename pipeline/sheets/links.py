"""The cells that name posts: links in lines of their own, each with its time of publication beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from zoneinfo import ZoneInfo

from collectors.protocol import LinkError, Platform
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault, RowReader
from pipeline.sheets.headings import NEARLY_THE_SAME
from pipeline.sheets.instant_cells import instant
from pipeline.sheets.sheet import Cell
from pipeline.sheets.text_cells import identifier, text

UNKNOWN_LINES = frozenset({"", "-", "–"})
"""What stands in a line of a cell for an instant that is not known."""

_CHANNEL = re.compile(r"[a-z][a-z0-9-]*")
_SECOND_LINK = re.compile(r"[\s,;]https?://", re.IGNORECASE)
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class LinkedPost:
    """One post as a file names it; for a channel counted by hand any text is its id."""

    channel: str
    platform_id: str
    url: str | None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkReading:
    """How links and their instants are read: the platforms by channel and the contest's zone."""

    platforms: Mapping[str, Platform]
    zone: ZoneInfo

    def posts(self, reader: RowReader, channel: str, number: str) -> Sequence[LinkedPost]:
        """Return the posts of a row on a channel, in the order of their lines.

        A time of publication without a link makes a post only on a channel that is counted by hand.
        """
        links = (
            reader.read(f"link_{channel}", partial(links_of, channel=channel, platforms=self.platforms)) or ()
        )
        times = reader.read(f"published_at_{channel}", partial(_instants, zone=self.zone)) or ()
        if times and not links and reader.is_sound:
            if channel in self.platforms:
                reader.add(FaultCode.PUBLISHED_WITHOUT_LINK, f"published_at_{channel}")
            links = (LinkedPost(channel, number, None),)
        if times and len(times) != len(links) and reader.is_sound:
            counts = {"times": len(times), "links": len(links)}
            reader.add(FaultCode.PUBLISHED_LINES_DIFFER, f"published_at_{channel}", **counts)
        return [
            _published(post, time) for post, time in zip(links, times or [None] * len(links), strict=False)
        ]


def channel_key(value: Cell, platforms: Mapping[str, Platform]) -> str:
    """Return a channel's key; one letter away from a platform's is taken for a slip and refused."""
    channel = text(value).lower()
    if not _CHANNEL.fullmatch(channel):
        raise CellFault(FaultCode.CHANNEL_MALFORMED)
    near = [] if channel in platforms else get_close_matches(channel, platforms, n=1, cutoff=NEARLY_THE_SAME)
    if near:
        raise CellFault(FaultCode.CHANNEL_MISSPELT, nearest=near[0])
    return channel


def links_of(value: Cell, channel: str, platforms: Mapping[str, Platform]) -> Sequence[LinkedPost]:
    """Return the posts that a cell's lines name."""
    lines = [line for line in identifier(value).splitlines() if line]
    return [linked_post(line, channel, platforms) for line in lines]


def linked_post(link: str, channel: str, platforms: Mapping[str, Platform]) -> LinkedPost:
    """Return the post that one link names; on a channel without a platform the link itself is the id."""
    if _SECOND_LINK.search(link):
        raise CellFault(FaultCode.LINKS_ON_ONE_LINE, value=link)
    platform = platforms.get(channel)
    if platform is None:
        return LinkedPost(channel, link, link if link.lower().startswith(_WEB) else None)
    try:
        platform_id = platform.post_id_from_link(link)
    except LinkError as error:
        raise CellFault(FaultCode(f"link-{error.fault.value}"), value=link, channel=channel) from error
    url = link if link.lower().startswith(_WEB) else f"https://{link.lstrip('/')}"
    return LinkedPost(channel, platform_id, url)


def _instants(value: Cell, zone: ZoneInfo) -> Sequence[datetime | None]:
    if not isinstance(value, str):
        return [instant(value, zone)]
    lines = text(value).splitlines()
    found = [None if line in UNKNOWN_LINES else instant(line, zone) for line in lines]
    return found if any(found) else []


def _published(post: LinkedPost, time: datetime | None) -> LinkedPost:
    return LinkedPost(post.channel, post.platform_id, post.url, time)
