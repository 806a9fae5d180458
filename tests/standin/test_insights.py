"""Insights and facts of a token, as the Graph API tells them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.demo.standin import StandIn, World, WorldPost, counts_at
from pipeline.demo.standin.settings import StandInSettings

if TYPE_CHECKING:
    from datetime import datetime

    import requests

POST, VIDEO = "100064000000001_122", "1234567890123456"
TOKEN = {"access_token": "demo-page-token"}


def asked(session: requests.Session, platforms: StandIn, path: str, **parameters: str) -> dict[str, Any]:
    told: dict[str, Any] = session.get(
        f"{platforms.graph_address}/v26.0/{path}", params={**TOKEN, **parameters}
    ).json()
    return told


def values(told: dict[str, Any]) -> dict[str, object]:
    return {each["name"]: each["values"][0]["value"] for each in told["data"]}


def test_a_video_tells_all_its_metrics_when_none_is_named(
    session: requests.Session, platforms: StandIn, posts: dict[str, WorldPost], now: datetime
) -> None:
    counts = counts_at(posts[VIDEO], now)
    told = values(asked(session, platforms, f"{VIDEO}/video_insights"))
    assert told["total_video_views"] == counts.views
    assert told["total_video_stories_by_action_type"] == {
        "like": counts.likes,
        "comment": counts.comments,
        "share": counts.shares,
    }


def test_a_reel_has_metrics_of_its_own_and_none_of_a_video_s(
    session: requests.Session, posts: dict[str, WorldPost], now: datetime
) -> None:
    with StandIn(World([replace(posts[VIDEO], is_reel=True)], now)) as platforms:
        told = values(asked(session, platforms, f"{VIDEO}/video_insights"))
        named = asked(session, platforms, f"{VIDEO}/video_insights", metric="total_video_views")
    assert {"blue_reels_play_count", "fb_reels_total_plays", "post_video_social_actions"} == set(told)
    assert named["data"] == []


@pytest.mark.parametrize(
    ("path", "metric"),
    [
        (f"{POST}/insights", "post_impressions"),
        (f"{POST}/insights", "post_video_views,post_impressions"),
        (f"{POST}/insights", ""),
        (f"{POST}/video_insights", "post_video_views"),
        (f"{VIDEO}/insights", "post_video_views"),
    ],
)
def test_one_metric_that_is_not_known_fails_the_call(
    session: requests.Session, platforms: StandIn, path: str, metric: str
) -> None:
    assert asked(session, platforms, path, metric=metric)["error"]["code"] == 100


def test_a_small_page_has_no_insights(
    session: requests.Session, posts: dict[str, WorldPost], now: datetime
) -> None:
    settings = StandInSettings(facebook_page_likes=99)
    with StandIn(World([posts[POST]], now, settings=settings)) as platforms:
        told = asked(session, platforms, f"{POST}/insights", metric="post_video_views")
    assert told["error"]["error_subcode"] == 2874008


def test_kinds_of_reactions_add_up_to_all(session: requests.Session, platforms: StandIn) -> None:
    kinds = ",".join(
        f"reactions.type({kind}).limit(0).summary(total_count).as({kind})" for kind in ("LIKE", "LOVE", "SAD")
    )
    told = asked(session, platforms, POST, fields=f"reactions.limit(0).summary(total_count),{kinds}")
    totals = {name: edge["summary"]["total_count"] for name, edge in told.items() if name != "id"}
    assert totals["LIKE"] + totals["LOVE"] + totals["SAD"] == totals["reactions"]


def test_a_token_tells_of_itself_and_a_wrong_one_is_not_valid(
    session: requests.Session, platforms: StandIn
) -> None:
    told = asked(session, platforms, "debug_token", input_token="demo-page-token")["data"]
    assert (told["is_valid"], told["expires_at"]) == (True, 0)
    assert not asked(session, platforms, "debug_token", input_token="wrong")["data"]["is_valid"]
