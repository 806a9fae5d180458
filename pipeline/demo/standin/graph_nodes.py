"""The Graph API's objects that hold a contest's counts: Page posts, videos and reels.

The post tells `shares` (absent at zero) and all kinds of reactions; the video tells `views`, its likes and
comments, and no shares.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.demo.standin.answers import RefusedRequest, graph_error
from pipeline.demo.standin.graph_fields import FieldAsked
from pipeline.demo.standin.posts import Counts, WorldPost, counts_at
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID

Tell = Callable[[WorldPost, Counts], object]


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of object: what its fields tell (None is left out), how many stand on its edges."""

    name: str
    fields: Mapping[str, Tell]
    edges: Mapping[str, Callable[[Counts], int | None]]
    default: tuple[str, ...]


def plain_likes(reactions: int | None) -> int | None:
    """Return how many of the reactions are of the kind "like": nine in ten.

    >>> plain_likes(25)
    22
    """
    return None if reactions is None else reactions * 9 // 10


def kind_total(kind: str, reactions: int | None) -> int | None:
    """Return how many of the reactions are of a kind: nine in ten are likes, the rest are love.

    >>> [kind_total(kind, 25) for kind in ("LIKE", "LOVE", "SAD")]
    [22, 3, 0]
    """
    if reactions is None:
        return None
    likes = reactions * 9 // 10
    return {"LIKE": likes, "LOVE": reactions - likes}.get(kind, 0)


def node_answer(node: str, post: WorldPost, asked: tuple[FieldAsked, ...], at: datetime) -> dict[str, object]:
    """Return the object's fields, `id` always with them; raises RefusedRequest at an unknown field."""
    kind = PAGE_POST if "_" in node else VIDEO
    wanted = asked or tuple(FieldAsked(name) for name in kind.default)
    counts = counts_at(post, at)
    told = {each.answers_as: _told(kind, each, post, counts) for each in wanted}
    return {name: value for name, value in {**told, "id": node}.items() if value is not None}


def _told(kind: NodeType, asked: FieldAsked, post: WorldPost, counts: Counts) -> object:
    if asked.name in kind.edges:
        total = kind.edges[asked.name](counts)
        return _edge(
            asked, kind_total(asked.modifiers["type"], total) if "type" in asked.modifiers else total
        )
    if asked.name not in kind.fields:
        message = f"(#100) Tried accessing nonexisting field ({asked.name}) on node type ({kind.name})"
        raise RefusedRequest(graph_error(100, message))
    return kind.fields[asked.name](post, counts)


def _edge(asked: FieldAsked, total: int | None) -> dict[str, object] | None:
    if total is None:
        return None
    summary = {"total_count": total, **SUMMARIES[asked.name]}
    wanted = asked.modifiers.get("summary", "").split(",")
    if "true" not in wanted and "1" not in wanted:
        summary = {name: value for name, value in summary.items() if name in wanted}
    return {"data": [], "summary": summary} if summary else {"data": []}


def _created(post: WorldPost, _: Counts) -> str:
    return f"{post.published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+0000"


def _shares(_: WorldPost, counts: Counts) -> dict[str, int] | None:
    return {"count": counts.shares} if counts.shares else None


def _message(post: WorldPost, _: Counts) -> str:
    return "\n".join(text for text in (post.title, post.description) if text)


def _page_and_post(post: WorldPost) -> tuple[str, str]:
    page, _, number = (post.page_post_id or post.platform_id).rpartition("_")
    return page or FACEBOOK_PAGE_ID, number


def _post_link(post: WorldPost, _: Counts) -> str:
    page, number = _page_and_post(post)
    return f"https://www.facebook.com/{page}/posts/{number}"


def _video_link(post: WorldPost, _: Counts) -> str:
    folder = "reel" if post.is_reel else f"{_page_and_post(post)[0]}/videos"
    return f"/{folder}/{post.platform_id}/"


def _attachments(post: WorldPost, _: Counts) -> dict[str, object] | None:
    if not post.page_post_id:
        return None
    return {"data": [{"media_type": "video", "target": {"id": post.platform_id}}]}


def _post_id(post: WorldPost, _: Counts) -> str | None:
    return _page_and_post(post)[1] if post.page_post_id else None


SUMMARIES: dict[str, dict[str, object]] = {
    "reactions": {"viewer_reaction": "NONE"},
    "likes": {"can_like": True, "has_liked": False},
    "comments": {"order": "chronological", "can_comment": True},
}
PAGE_POST = NodeType(
    "Post",
    {
        "id": lambda *_: None,
        "created_time": _created,
        "message": _message,
        "permalink_url": _post_link,
        "attachments": _attachments,
        "shares": _shares,
    },
    {
        "reactions": lambda counts: counts.likes,
        "likes": lambda counts: plain_likes(counts.likes),
        "comments": lambda counts: counts.comments,
    },
    ("created_time", "message"),
)
VIDEO = NodeType(
    "Video",
    {
        "id": lambda *_: None,
        "created_time": _created,
        "title": lambda post, _: post.title,
        "description": lambda post, _: post.description,
        "length": lambda post, _: post.length_s,
        "permalink_url": _video_link,
        "post_id": _post_id,
        "post_views": lambda _, counts: counts.views,
        "views": lambda _, counts: counts.views,
    },
    {
        "likes": lambda counts: plain_likes(counts.likes),
        "comments": lambda counts: counts.comments,
    },
    ("description", "created_time"),
)
