"""From a link to a YouTube video's id; it asks nobody."""

import re
from collections.abc import Iterator
from contextlib import suppress

from collectors.links import YOUTUBE_SITES, LinkParts, link_parts
from collectors.protocol import LinkError, LinkFault

CHANNEL = "youtube"
YOUTUBE = "https://www.youtube.com"
ID_CHARACTERS = re.compile(r"[A-Za-z0-9_-]*")
ID_LENGTH = 11
WATCH_PAGES = frozenset({"watch", "watch_popup"})
VIDEO_PAGES = frozenset({"shorts", "live", "embed", "v", "e", "video"})
NOT_VIDEOS = frozenset({"videoseries", "live_stream"})
"""Words of an id's shape that stand where an id would: players of a playlist and of a channel."""
DEEPEST = 3
"""So many links may lead on to one another; people never paste more, and each would be taken apart."""


def video_id_from_link(link: str) -> str:
    """Return the id of 11 characters, whose case counts; raises LinkError.

    >>> video_id_from_link("youtu.be/ZxCwPm_es4A?si=x")
    'ZxCwPm_es4A'
    """
    for text in _candidates(link, link, DEEPEST):
        run = ID_CHARACTERS.match(text)
        if run and len(run[0]) == ID_LENGTH and run[0] not in NOT_VIDEOS:
            return run[0]
    raise LinkError(link, CHANNEL, LinkFault.NO_POST)


def link_from_video_id(video_id: str) -> str:
    """Return the address at which people see a video.

    >>> video_id_from_link(link_from_video_id("-1234567890"))
    '-1234567890'
    """
    return f"{YOUTUBE}/watch?v={video_id}"


def _candidates(text: str, link: str, deepest: int) -> Iterator[str]:
    parts = link_parts(text, CHANNEL)
    if not parts.is_on(*YOUTUBE_SITES):
        raise LinkError(link, CHANNEL, LinkFault.WRONG_SITE)
    page, *rest = parts.path or ("",)
    if parts.is_on("youtu.be"):
        yield page
    elif page in WATCH_PAGES:
        yield from parts.query.get("v", ())
    elif page in VIDEO_PAGES:
        yield from rest[:1]
    elif deepest:
        yield from _candidates_inside(parts, link, deepest - 1)


def _candidates_inside(parts: LinkParts, link: str, deepest: int) -> Iterator[str]:
    """Look at the link that a link of YouTube's own leads on to: a shared, a sign-in or an old mobile one."""
    for text in (*parts.query.get("u", ()), *parts.query.get("next", ()), parts.fragment):
        with suppress(LinkError):
            yield from _candidates(f"{YOUTUBE}{text}" if text.startswith("/") else text, link, deepest)
