"""YouTube Data API v3 as its discovery document describes it: videos, and the own channel's uploads."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b

from pipeline.demo.standin.answers import Answer, RefusedRequest, json_answer, youtube_error
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.fault_answers import key_invalid, quota_exceeded
from pipeline.demo.standin.google_tokens import is_authorized
from pipeline.demo.standin.posts import WorldPost, counts_at
from pipeline.demo.standin.settings import OWNER_NAME, YOUTUBE_CHANNEL_ID
from pipeline.demo.standin.world import World
from pipeline.demo.standin.youtube_uploads import channels_told, uploads_told

MOST_IDS = 50
KEY_MISSING = (
    "Method doesn't allow unregistered callers (callers without established identity). "
    "Please use API Key or other form of API consumer identity to call this API."
)
Part = Callable[[WorldPost, datetime], Mapping[str, object]]


def youtube_answer(world: World, request: Request, at: datetime) -> Answer:
    """Answer one request; raises RefusedRequest with the documented error."""
    if request.method != "GET":
        raise RefusedRequest(youtube_error(405, "httpMethodNotAllowed", "Method not allowed.", "global"))
    _check_key(world, request)
    if not world.youtube_quota.spend(request.endpoint(), at):
        raise RefusedRequest(quota_exceeded())
    listed = LISTS.get(request.endpoint())
    if listed is not None:
        return json_answer(200, listed(world, request, at))
    is_list = request.endpoint() == "youtube.videos.list"
    parts = _parts(request, LIST_PARTS if is_list else STATS_PARTS)
    kind = "youtube#video" if is_list else "youtube#videoStats"
    items = [_item(kind, post, parts, at) for post in _posts(world, request, at)]
    return json_answer(200, _list_response(items) if is_list else _stats_response(items))


def _check_key(world: World, request: Request) -> None:
    if is_authorized(request):
        return
    key = request.first("key") or request.headers.get("x-goog-api-key")
    if key is None:
        raise RefusedRequest(youtube_error(403, "forbidden", KEY_MISSING, "global"))
    if key not in world.settings.youtube_keys:
        raise RefusedRequest(key_invalid())


def _parts(request: Request, known: Mapping[str, Part]) -> dict[str, Part]:
    asked = request.listed("part")
    if not asked:
        message = "No part selected. Required parameter: part"
        raise RefusedRequest(youtube_error(400, "missingRequiredParameter", message))
    unknown = [part for part in asked if part not in known]
    if unknown:
        raise RefusedRequest(youtube_error(400, "unknownPart", f"'{unknown[0]}'", "youtube.part"))
    return {part: known[part] for part in asked}


def _posts(world: World, request: Request, at: datetime) -> list[WorldPost]:
    ids = request.listed("id")
    if not ids:
        message = "No filter selected. Expected one of: myRating, chart, id"
        raise RefusedRequest(youtube_error(400, "missingRequiredParameter", message))
    if len(ids) > MOST_IDS:
        message = "The request specifies an invalid filter parameter."
        raise RefusedRequest(youtube_error(400, "invalidFilters", message))
    shown = [id_ for id_ in ids if not world.script.take(request.endpoint(), at, item=id_)]
    found = [world.post("youtube", id_, at) for id_ in shown]
    return [post for post in found if post]


def _item(kind: str, post: WorldPost, parts: Mapping[str, Part], at: datetime) -> dict[str, object]:
    told = {name: tell(post, at) for name, tell in parts.items() if name != "id"}
    return {"kind": kind, "etag": _etag(told), "id": post.platform_id, **told}


def _list_response(items: list[dict[str, object]]) -> dict[str, object]:
    page = {"totalResults": len(items), "resultsPerPage": len(items)}
    return {"kind": "youtube#videoListResponse", "etag": _etag(items), "items": items, "pageInfo": page}


def _stats_response(items: list[dict[str, object]]) -> dict[str, object]:
    return {"kind": "youtube#batchGetStatsResponse", "etag": _etag(items), "items": items}


def _etag(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=15).hexdigest()


def _statistics(post: WorldPost, at: datetime) -> Mapping[str, object]:
    return post.statistics if post.statistics is not None else _counted(post, at)


def _counted(post: WorldPost, at: datetime) -> dict[str, object]:
    counts = counts_at(post, at)
    told = {"viewCount": counts.views, "likeCount": counts.likes, "commentCount": counts.comments}
    return {name: str(count) for name, count in told.items() if count is not None}


def _list_statistics(post: WorldPost, at: datetime) -> Mapping[str, object]:
    if post.statistics is not None:
        return post.statistics
    return {**_counted(post, at), "favoriteCount": "0"}


def _snippet(post: WorldPost, _: datetime) -> dict[str, object]:
    return {
        "publishedAt": _instant(post.published_at),
        "channelId": YOUTUBE_CHANNEL_ID,
        "title": post.title,
        "description": post.description,
        "thumbnails": {"default": _thumbnail(post)},
        "channelTitle": OWNER_NAME,
        "categoryId": "27",
        "liveBroadcastContent": "none",
        "localized": {"title": post.title, "description": post.description},
    }


def _thumbnail(post: WorldPost) -> dict[str, object]:
    return {"url": f"https://i.ytimg.com/vi/{post.platform_id}/default.jpg", "width": 120, "height": 90}


def _content_details(post: WorldPost, _: datetime) -> dict[str, object]:
    minutes, seconds = divmod(post.length_s, 60)
    return {
        "duration": f"PT{minutes}M{seconds}S",
        "dimension": "2d",
        "definition": "hd",
        "caption": "false",
        "licensedContent": False,
        "projection": "rectangular",
    }


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


LIST_PARTS: dict[str, Part] = {
    "id": lambda *_: {},
    "statistics": _list_statistics,
    "snippet": _snippet,
    "contentDetails": _content_details,
}
STATS_PARTS: dict[str, Part] = {
    "statistics": _statistics,
    "snippet": lambda post, _: {"publishTime": _instant(post.published_at)},
    "contentDetails": lambda post, _: {"duration": f"{post.length_s}s"},
}
LISTS: Mapping[str, Callable[[World, Request, datetime], object]] = {
    "youtube.channels.list": channels_told,
    "youtube.playlistItems.list": uploads_told,
}
