"""What insights tell of a video or a post, and how to ask for it; pure.

A video is asked without naming a metric, a post for those metrics that were found to be known: one retired
name fails a whole question. A reel answers with other metrics than a video.
https://developers.facebook.com/docs/video-api/guides/insights and …/graph-api/reference/insights (v26.0)
"""

from collections.abc import Mapping, Sequence
from typing import Any

from collectors.counts import NotACountError, count_from_value
from collectors.facebook.answers import Node
from collectors.facebook.parsing import Counts

VIDEO_INSIGHTS = "/video_insights"
VIEWS = ("total_video_views", "blue_reels_play_count", "post_video_views")
"""The metrics that are views, the first that is told counts: of a video, a reel, a post."""
FURTHER = ("fb_reels_total_plays", "fb_reels_replay_count", "post_media_view")
SHARES = (("total_video_stories_by_action_type", "share"), ("post_video_social_actions", "SHARE"))
POST_METRICS = ("post_video_views", "post_media_view")


def post_insights(metrics: Sequence[str]) -> str:
    """Return the edge of a post's insights with the metrics that are asked for."""
    return f"/insights?metric={','.join(metrics)}"


def counts_from_insights(node: Node, known: Counts) -> Counts:
    """Return what insights tell: each number under its metric's own name, and views and shares if unknown.

    `views` and `shares` are told only where the node itself does not, so that no count changes its meaning
    from night to night; the metric of the same number beside it is where it comes from. What is no count
    is passed over.
    """
    told = _values(node)
    counts = {name: count for name in (*VIEWS, *FURTHER) if (count := _count(told.get(name))) is not None}
    views = next((counts[name] for name in VIEWS if name in counts), None)
    found = {"views": views, "shares": _shares(told)}
    unknown = {m: count for m, count in found.items() if count is not None and known.get(m) is None}
    return {**unknown, **counts}


def _values(node: Node) -> Mapping[str, Any]:
    listed = node.get("data")
    told: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else ():
        values = each.get("values") if isinstance(each, dict) else None
        last = values[-1] if isinstance(values, list) and values else None
        if isinstance(last, dict) and isinstance(each.get("name"), str):
            told.setdefault(each["name"], last.get("value"))
    return told


def _count(value: object) -> int | None:
    try:
        return count_from_value(value)
    except NotACountError:
        return None


def _shares(told: Mapping[str, Any]) -> int | None:
    for metric, action in SHARES:
        actions = told.get(metric)
        if isinstance(actions, dict) and (count := _count(actions.get(action))) is not None:
            return count
    return None
