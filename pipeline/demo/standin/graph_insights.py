"""The Graph API's insights of videos, reels and posts.

A video is asked without metrics or with some; a post needs them named, and one unknown name fails the call.
https://developers.facebook.com/docs/video-api/guides/insights (v26.0, 2026)
"""

from collections.abc import Mapping
from datetime import datetime

from pipeline.demo.standin.answers import Answer, RefusedRequest, graph_error, json_answer
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.posts import Counts, WorldPost, counts_at
from pipeline.demo.standin.world import World

FEWEST_LIKES = 100
SMALL_PAGE = "(#100) The Page does not have enough likes for insights to be shown."
UNKNOWN_METRIC = "(#100) The value must be a valid insights metric"


def insights_answer(world: World, request: Request, post: WorldPost, at: datetime) -> Answer:
    """Answer with a post's or a video's insights; raises RefusedRequest."""
    if world.settings.facebook_page_likes < FEWEST_LIKES:
        raise RefusedRequest(graph_error(100, SMALL_PAGE, subcode=2874008))
    _, node = request.graph_version_and_node()
    is_video = request.graph_edge() == "video_insights"
    if is_video == ("_" in node):
        message = f"(#100) Tried accessing nonexisting field ({request.graph_edge()})"
        raise RefusedRequest(graph_error(100, message))
    told = _of_video(post, counts_at(post, at)) if is_video else _of_post(counts_at(post, at))
    names = request.listed("metric")
    if not is_video and (not names or not set(names) <= set(told) - world.settings.retired_post_metrics):
        raise RefusedRequest(graph_error(100, UNKNOWN_METRIC))
    shown = {name: value for name, value in told.items() if not names or name in names}
    return json_answer(200, {"data": [_metric(node, *each) for each in shown.items()], "paging": {}})


def _of_video(post: WorldPost, counts: Counts) -> Mapping[str, object]:
    if post.is_reel:
        return {
            "blue_reels_play_count": counts.views,
            "fb_reels_total_plays": counts.views * 5 // 4,
            "post_video_social_actions": {"COMMENT": counts.comments, "SHARE": counts.shares},
        }
    actions = {"like": counts.likes, "comment": counts.comments, "share": counts.shares}
    return {"total_video_views": counts.views, "total_video_stories_by_action_type": actions}


def _of_post(counts: Counts) -> Mapping[str, object]:
    return {
        "post_video_views": counts.views,
        "post_media_view": counts.views * 3,
        "post_impressions": counts.views * 3,
    }


def _metric(node: str, name: str, value: object) -> dict[str, object]:
    place = f"{node}/insights/{name}/lifetime"
    return {"name": name, "period": "lifetime", "values": [{"value": value}], "id": place}
