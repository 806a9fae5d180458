"""YouTube Data API v3: the own channel and the playlist of its uploads, newest first, fifty a page.

https://developers.google.com/youtube/v3/docs/playlistItems/list (2026)
"""

from datetime import UTC, datetime

from pipeline.demo.standin.answers import RefusedRequest, youtube_error
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.google_tokens import is_authorized
from pipeline.demo.standin.posts import WorldPost
from pipeline.demo.standin.settings import OWNER_NAME, YOUTUBE_CHANNEL_ID
from pipeline.demo.standin.world import World

UPLOADS = YOUTUBE_CHANNEL_ID.replace("UC", "UU", 1)
MOST_RESULTS, DEFAULT_RESULTS = 50, 5


def channels_told(_world: World, request: Request, _at: datetime) -> dict[str, object]:
    """Return the answer of `channels.list`: the channel of an id, or the owner's own with `mine`."""
    is_mine = request.first("mine") == "true"
    if is_mine and not is_authorized(request):
        message = "The request uses the mine parameter but is not properly authorized."
        raise RefusedRequest(youtube_error(401, "authorizationRequired", message, "youtube.channel"))
    is_found = is_mine or YOUTUBE_CHANNEL_ID in request.listed("id")
    channel: dict[str, object] = {
        "kind": "youtube#channel",
        "id": YOUTUBE_CHANNEL_ID,
        "snippet": {"title": OWNER_NAME},
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": UPLOADS}},
    }
    page = {"totalResults": int(is_found), "resultsPerPage": 5}
    told: dict[str, object] = {"kind": "youtube#channelListResponse", "pageInfo": page}
    return {**told, "items": [channel]} if is_found else told


def uploads_told(world: World, request: Request, at: datetime) -> dict[str, object]:
    """Return the answer of `playlistItems.list`; raises RefusedRequest for another playlist."""
    if request.first("playlistId") != UPLOADS:
        message = "The playlist identified with the request's playlistId parameter cannot be found."
        raise RefusedRequest(youtube_error(404, "playlistNotFound", message, "youtube.playlistItem"))
    size = int(request.first("maxResults") or DEFAULT_RESULTS)
    if not 0 <= size <= MOST_RESULTS:
        message = f"Invalid value '{size}'. Values must be within the range: [0, 50]"
        raise RefusedRequest(youtube_error(400, "invalidParameter", message, "global"))
    found = [post for post in world.posts if post.channel == "youtube" and post.exists_at(at)]
    found.sort(key=lambda post: (post.published_at, post.platform_id), reverse=True)
    begins = int(request.first("pageToken") or 0)
    more = {"nextPageToken": str(begins + size)} if begins + size < len(found) else {}
    return {
        "kind": "youtube#playlistItemListResponse",
        **more,
        "items": [_item(post, begins + place) for place, post in enumerate(found[begins : begins + size])],
        "pageInfo": {"totalResults": len(found), "resultsPerPage": size},
    }


def _item(post: WorldPost, place: int) -> dict[str, object]:
    published_at = f"{post.published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return {
        "kind": "youtube#playlistItem",
        "id": f"UU-{post.platform_id}",
        "snippet": {
            "publishedAt": published_at,
            "channelId": YOUTUBE_CHANNEL_ID,
            "title": post.title,
            "description": post.description,
            "channelTitle": OWNER_NAME,
            "playlistId": UPLOADS,
            "position": place,
            "resourceId": {"kind": "youtube#video", "videoId": post.platform_id},
        },
        "contentDetails": {"videoId": post.platform_id, "videoPublishedAt": published_at},
    }
