"""Look through the own Page's videos, reels and posts: three lists, the newest first.

Reels stand in neither of the other lists; a post that carries a video is that video, known by another id.
https://developers.facebook.com/docs/graph-api/reference/pagepost and …/page/video_reels (v26.0, 2026)
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

from collectors.facebook.answers import Node
from collectors.facebook.client import FacebookClient
from collectors.facebook.edges import node_pages
from collectors.facebook.links import CHANNEL, FACEBOOK, link_from_graph_id, node_from_link
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, settings_missing
from collectors.finding import FoundPost, instant_from_text, is_older
from collectors.protocol import LinkError, Problem, Tools
from collectors.retrying import Patience
from collectors.settings import secret_of

OF_VIDEO = "id,title,description,created_time,permalink_url,post_id"
OF_REEL = "id,description,created_time,permalink_url,post_id"
OF_POST = "id,message,created_time,permalink_url,attachments{media_type,target{id}}"
OWN = "me"
"""The Page whose token is used."""
NODES_PER_CALL = 50


class FacebookFinder:
    """Finds what the Page of the token has published."""

    def __init__(self, settings: FacebookSettings, tools: Tools) -> None:
        self._settings = settings
        self._patience = Patience(tools, settings.tries, settings.waiting_s)
        self._token = secret_of(settings.page_token)

    def find(self, since: datetime) -> Iterator[FoundPost | Problem]:
        """Yield videos, reels, then posts whose video is in neither list; a list that fails is a problem."""
        if not self._token:
            yield settings_missing("page_token").problem(CHANNEL)
            return
        told: set[str] = set()
        with closing(FacebookClient(self._settings, self._token, self._patience.tools.now)) as client:
            for edge, fields in (("videos", OF_VIDEO), ("video_reels", OF_REEL), ("posts", OF_POST)):
                try:
                    for found in self._on_edge(client, edge, fields, since):
                        if not found.ids & told:
                            yield found
                        told |= found.ids
                except CallError as error:
                    yield error.failure.problem(CHANNEL)
                    if error.failure.stops_channel or error.failure.is_outage:
                        return

    def _on_edge(
        self, client: FacebookClient, edge: str, fields: str, since: datetime
    ) -> Iterator[FoundPost]:
        page_id = self._settings.page_id
        path = f"{page_id or OWN}/{edge}"
        for nodes in node_pages(client, path, fields, NODES_PER_CALL, self._patience):
            found = [post for node in nodes if (post := _post(node, edge, page_id)) is not None]
            yield from (post for post in found if not is_older(post, since))
            if nodes and all(_is_older(node, since) for node in nodes):
                return


def _is_older(node: Node, since: datetime) -> bool:
    created_at = instant_from_text(node.get("created_time"))
    return created_at is not None and created_at < since


def _post(node: Node, edge: str, page_id: str | None) -> FoundPost | None:
    """Return the post of a node; None for one without a video."""
    node_id = node.get("id")
    video_id = _video_id(node) if edge == "posts" else node_id
    if not isinstance(node_id, str) or not isinstance(video_id, str):
        return None
    post_id = node_id if edge == "posts" else _full(node.get("post_id"), page_id)
    others = {video_id, *({post_id, post_id.rpartition("_")[2]} if post_id else ())}
    return FoundPost(
        CHANNEL,
        node_id,
        _address(node, node_id),
        str(node.get("title") or ""),
        str(node.get("description") or node.get("message") or ""),
        instant_from_text(node.get("created_time")),
        tuple(sorted(others - {node_id})),
    )


def _video_id(node: Node) -> object:
    """Return the number of the video that a post carries, None where it carries none."""
    attachments: Any = node.get("attachments")
    listed = attachments.get("data") if isinstance(attachments, dict) else None
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and "video" in str(each.get("media_type")):
            target = each.get("target")
            return target.get("id") if isinstance(target, dict) else None
    return None


def _full(post_id: object, page_id: str | None) -> str | None:
    if not isinstance(post_id, str) or not post_id:
        return None
    return f"{page_id}_{post_id}" if page_id and "_" not in post_id else post_id


def _address(node: Node, node_id: str) -> str:
    """Return the address that Facebook tells, unless it hides the id in it."""
    told = str(node.get("permalink_url") or "")
    address = f"{FACEBOOK}{told}" if told.startswith("/") else told
    try:
        node_from_link(address)
    except LinkError:
        return link_from_graph_id(node_id)
    return address
