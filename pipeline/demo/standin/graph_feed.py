"""What a Page has published, newest first and by the page: its posts, videos and reels.

Reels stand on an edge of their own and in neither of the others.
https://developers.facebook.com/docs/graph-api/results (2026): `paging.next` is there while more follows.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from pipeline.demo.standin.answers import Answer, RefusedRequest, graph_error, json_answer
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.graph_fields import FieldAsked
from pipeline.demo.standin.graph_nodes import node_answer
from pipeline.demo.standin.posts import WorldPost
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID
from pipeline.demo.standin.world import World

DEFAULT_LIMIT = 25
MOST_ON_A_PAGE = 100
ME = "me"


def feed_answer(world: World, request: Request, asked: tuple[FieldAsked, ...], at: datetime) -> Answer:
    """Answer with a page of an edge of the own Page; raises RefusedRequest for another Page."""
    _, node = request.graph_version_and_node()
    if node not in {ME, FACEBOOK_PAGE_ID} or request.method != "GET":
        message = f"Unsupported get request. Object with ID '{node}' does not exist"
        raise RefusedRequest(graph_error(100, message, subcode=33, kind="GraphMethodException"))
    found = _on_edge(world, request.graph_edge() or "", at)
    return json_answer(200, _page(request, found, asked, at))


def _on_edge(world: World, edge: str, at: datetime) -> list[tuple[str, WorldPost]]:
    """Return the ids and posts of an edge, the newest first."""
    own = [post for post in world.posts if post.channel == "facebook" and post.exists_at(at)]
    own.sort(key=lambda post: (post.published_at, post.platform_id), reverse=True)
    if edge == "posts":
        ids = [(post.page_post_id or post.platform_id, post) for post in own if not post.is_reel]
        return [(id_, post) for id_, post in ids if "_" in id_]
    is_of_reels = edge == "video_reels"
    return [
        (post.platform_id, post)
        for post in own
        if "_" not in post.platform_id and post.is_reel is is_of_reels
    ]


def _page(
    request: Request, found: Sequence[tuple[str, WorldPost]], asked: tuple[FieldAsked, ...], at: datetime
) -> dict[str, object]:
    begins = int(request.first("after") or 0)
    ends = begins + min(int(request.first("limit") or DEFAULT_LIMIT), MOST_ON_A_PAGE)
    nodes = [node_answer(id_, post, asked, at) for id_, post in found[begins:ends]]
    paging: dict[str, object] = {"cursors": {"before": str(begins), "after": str(ends)}}
    if ends < len(found):
        paging["next"] = f"https://graph.facebook.com{request.path}?{urlencode({'after': ends})}"
    return {"data": nodes, "paging": paging} if nodes else {"data": []}
