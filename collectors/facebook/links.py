"""From a link to the node of the Graph API that it names, a video or a post; it asks nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard

from collectors.links import FACEBOOK_SITES, LinkParts, link_parts
from collectors.protocol import LinkError, LinkFault

CHANNEL = "facebook"
FACEBOOK = "https://www.facebook.com"
VIDEO_PARAMETERS = {
    ("watch",): "v",
    ("watch", "live"): "v",
    ("video.php",): "v",
    ("video", "embed"): "video_id",
}
REEL_PAGES = frozenset({"reel", "reels"})
STORY_PAGES = frozenset({"permalink.php", "story.php"})
PLUGIN_PAGES = frozenset({"video.php", "post.php"})
NOT_PAGES = frozenset({"groups", "events", "share"})
SHORT_SITES = ("fb.watch", "fb.me")
OPAQUE_ID = "pfbid"
"""Begins an id that only Facebook can resolve; the Graph API does not take it."""
DEEPEST = 3
"""So many links may stand inside one another."""


class NodeKind(StrEnum):
    """What a link names: the two have different fields in the Graph API."""

    VIDEO = "video"
    POST = "post"


@dataclass(frozen=True, slots=True)
class NodeLink:
    """The number of a video or post, with the number of its Page where the link holds it."""

    kind: NodeKind
    number: str
    page_id: str | None = None

    @property
    def graph_id(self) -> str:
        """The id by which the Graph API knows it, as far as the link tells: see `FacebookPlatform`."""
        is_complete = self.kind is NodeKind.POST and self.page_id
        return f"{self.page_id}_{self.number}" if is_complete else self.number


def node_from_link(link: str) -> NodeLink:
    """Return what the link names; raises LinkError.

    >>> node_from_link("https://m.facebook.com/story.php?story_fbid=10157&id=1000").graph_id
    '1000_10157'
    """
    try:
        return _node_inside(link, DEEPEST)
    except LinkError as error:
        raise LinkError(link, CHANNEL, error.fault) from None


def link_from_graph_id(graph_id: str) -> str:
    """Return the address at which people see a video, or a post whose id holds its Page's number.

    >>> [node_from_link(link_from_graph_id(graph_id)).graph_id for graph_id in ("1000_10157", "42")]
    ['1000_10157', '42']
    """
    page, _, number = graph_id.rpartition("_")
    return f"{FACEBOOK}/{page}/posts/{number}" if page else f"{FACEBOOK}/watch/?v={number}"


def _node_inside(link: str, deepest: int) -> NodeLink:
    parts = link_parts(link, CHANNEL)
    if not parts.is_on(*FACEBOOK_SITES):
        raise LinkError(link, CHANNEL, LinkFault.WRONG_SITE)
    if _is_short(parts):
        raise LinkError(link, CHANNEL, LinkFault.SHORT_LINK)
    embedded = _embedded_link(parts) if deepest else None
    node = _node_inside(embedded, deepest - 1) if embedded else _node(parts)
    if node is None:
        raise LinkError(link, CHANNEL, LinkFault.NO_POST)
    return node


def _is_short(parts: LinkParts) -> bool:
    opaque = (*parts.path[-1:], *parts.query.get("story_fbid", ()))
    return (
        parts.is_on(*SHORT_SITES)
        or (parts.path[:1] == ("share",) and len(parts.path) > 1)
        or any(text.startswith(OPAQUE_ID) for text in opaque)
    )


def _embedded_link(parts: LinkParts) -> str | None:
    is_plugin = parts.path[:1] == ("plugins",) and parts.path[1:2] and parts.path[1] in PLUGIN_PAGES
    return _first(parts, "href") if is_plugin else None


def _node(parts: LinkParts) -> NodeLink | None:
    return next((node for reader in READERS if (node := reader(parts))), None)


def _video_by_parameter(parts: LinkParts) -> NodeLink | None:
    name = VIDEO_PARAMETERS.get(parts.path)
    return _node_link(NodeKind.VIDEO, _first(parts, name) if name else None)


def _reel(parts: LinkParts) -> NodeLink | None:
    is_reel = len(parts.path) > 1 and parts.path[0] in REEL_PAGES
    return _node_link(NodeKind.VIDEO, parts.path[1] if is_reel else None)


def _story(parts: LinkParts) -> NodeLink | None:
    is_story = len(parts.path) == 1 and parts.path[0] in STORY_PAGES
    return _node_link(NodeKind.POST, _first(parts, "story_fbid") if is_story else None, _first(parts, "id"))


def _below_page(parts: LinkParts) -> NodeLink | None:
    """Read `/PAGE/videos/…/ID` and `/PAGE/posts/…/ID`; a slug or an album may stand before the number."""
    if len(parts.path) not in {3, 4} or parts.path[0] in NOT_PAGES:
        return None
    page, folder, *rest = parts.path
    if folder == "videos":
        return _node_link(NodeKind.VIDEO, rest[-1])
    return _node_link(NodeKind.POST, rest[-1] if folder == "posts" else None, page)


READERS: tuple[Callable[[LinkParts], NodeLink | None], ...] = (
    _video_by_parameter,
    _reel,
    _story,
    _below_page,
)


def _node_link(kind: NodeKind, number: str | None, page: str | None = None) -> NodeLink | None:
    return NodeLink(kind, number, page if _is_number(page) else None) if _is_number(number) else None


def _is_number(text: str | None) -> TypeGuard[str]:
    return text is not None and text.isascii() and text.isdigit()


def _first(parts: LinkParts, name: str) -> str | None:
    return next(iter(parts.query.get(name, ())), None)
