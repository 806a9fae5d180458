"""YouTube's endpoints as the real Google client and plain requests see them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from googleapiclient.discovery import Resource
from googleapiclient.errors import HttpError

from pipeline.demo.standin import (
    Event,
    EventKind,
    Growth,
    StandIn,
    StandInSettings,
    World,
    WorldPost,
    counts_at,
)

METHODS = ["list", "batchGetStats"]
IDS = ["92HWiOdpY2s", "-ZxCwPm_es4"]


def call(youtube: Resource, method: str, **asked: object) -> dict[str, Any]:
    answer: dict[str, Any] = getattr(youtube.videos(), method)(**asked).execute()
    return answer


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("ids", [IDS, ",".join(IDS), [*IDS, IDS[0], "unknown_id0", "U5Bn8mMxj4o"]])
def test_known_posts_are_told_once_with_counts_as_text_and_others_left_out(
    youtube: Resource,
    posts: dict[str, WorldPost],
    now: datetime,
    method: str,
    ids: object,
) -> None:
    items = call(youtube, method, part="statistics", id=ids)["items"]
    assert [item["id"] for item in items] == IDS
    for item in items:
        counts = counts_at(posts[item["id"]], now)
        assert item["statistics"]["viewCount"] == str(counts.views)
        assert item["statistics"]["likeCount"] == str(counts.likes)
        assert item["statistics"]["commentCount"] == str(counts.comments)


@pytest.mark.parametrize("method", METHODS)
def test_counts_follow_the_simulated_instant(youtube: Resource, world: World, method: str) -> None:
    def views() -> int:
        items = call(youtube, method, part="statistics", id=IDS[0])["items"]
        return int(items[0]["statistics"]["viewCount"])

    earlier = views()
    world.now += timedelta(days=1)
    assert views() > earlier


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("kind", "missing"), [(EventKind.HIDDEN_LIKES, "likeCount"), (EventKind.COMMENTS_OFF, "commentCount")]
)
def test_what_is_hidden_has_no_key(
    session: requests.Session, now: datetime, method: str, kind: EventKind, missing: str
) -> None:
    post = WorldPost("youtube", IDS[0], now - timedelta(days=9), Growth(900), events=(Event(kind, now),))
    path = "/youtube/v3/videos" if method == "list" else "/youtube/v3/videos:batchGetStats"
    with StandIn(World([post], now)) as platforms:
        asked = {"part": "statistics", "id": IDS[0], "key": "demo-youtube-key"}
        answer = session.get(platforms.youtube_address + path, params=asked).json()
    keys = {"viewCount", "likeCount", "commentCount"} - {missing}
    assert {name for name in answer["items"][0]["statistics"] if name != "favoriteCount"} == keys


def test_recorded_statistics_replace_the_counts_as_they_stand(
    session: requests.Session, posts: dict[str, WorldPost], now: datetime, real_body: Callable[[str], bytes]
) -> None:
    recorded = json.loads(real_body("yt_statistics_mixed_types.json"))
    post = replace(posts[IDS[0]], statistics=recorded)
    with StandIn(World([post], now)) as platforms:
        asked = {"part": "statistics", "id": IDS[0], "key": "demo-youtube-key"}
        answer = session.get(f"{platforms.youtube_address}/youtube/v3/videos", params=asked).json()
    assert answer["items"][0]["statistics"] == recorded


def test_a_length_is_told_in_each_methods_own_form(youtube: Resource) -> None:
    told = [call(youtube, method, part="contentDetails", id=IDS[1])["items"][0] for method in METHODS]
    assert [item["contentDetails"]["duration"] for item in told] == ["PT3M33S", "213s"]


def test_a_deleted_video_is_left_out(session: requests.Session, now: datetime) -> None:
    gone = Event(EventKind.DELETED, now)
    post = WorldPost("youtube", IDS[0], now - timedelta(days=9), Growth(900), events=(gone,))
    with StandIn(World([post], now)) as platforms:
        asked = {"part": "statistics", "id": IDS[0], "key": "demo-youtube-key"}
        answer = session.get(f"{platforms.youtube_address}/youtube/v3/videos", params=asked)
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize("method", METHODS)
def test_fifty_ids_are_the_most(youtube: Resource, method: str) -> None:
    ids = [f"unknown{number:04}" for number in range(51)]
    assert call(youtube, method, part="statistics", id=ids[:50])["items"] == []
    with pytest.raises(HttpError, match="invalid filter") as caught:
        call(youtube, method, part="statistics", id=ids)
    assert caught.value.status_code == 400


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        ({"part": "statistics", "id": IDS[0]}, 403, "forbidden"),
        ({"part": "statistics", "id": IDS[0], "key": "wrong"}, 400, "keyInvalid"),
        ({"id": IDS[0], "key": "demo-youtube-key"}, 400, "missingRequiredParameter"),
        ({"part": "statistics", "key": "demo-youtube-key"}, 400, "missingRequiredParameter"),
        ({"part": "stats", "id": IDS[0], "key": "demo-youtube-key"}, 400, "unknownPart"),
    ],
)
def test_a_request_that_is_not_right_is_refused_with_the_documented_reason(
    session: requests.Session, platforms: StandIn, asked: dict[str, str], status: int, reason: str
) -> None:
    answer = session.get(f"{platforms.youtube_address}/youtube/v3/videos", params=asked)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["errors"][0]["reason"]) == (status, status, reason)


def test_a_wrong_key_is_refused_as_the_recorded_answer_says(
    session: requests.Session, platforms: StandIn, real_body: Callable[[str], bytes]
) -> None:
    asked = {"part": "statistics", "id": IDS[0], "key": "wrong"}
    answer = session.get(f"{platforms.youtube_address}/youtube/v3/videos", params=asked).json()
    assert answer == json.loads(real_body("yt_error_keyInvalid_400.json"))


def test_the_days_allowance_ends_at_pacific_midnight(session: requests.Session, now: datetime) -> None:
    world = World(
        [],
        datetime.fromisoformat("2026-11-25T14:00:00+07:00"),
        settings=StandInSettings(youtube_units_a_day=1),
    )
    asked = {"part": "statistics", "id": IDS[0], "key": "demo-youtube-key"}
    with StandIn(world) as platforms:
        address = f"{platforms.youtube_address}/youtube/v3/videos"
        statuses = [session.get(address, params=asked).status_code for _ in range(2)]
        refused = session.get(address, params=asked).json()["error"]["errors"][0]
        world.now += timedelta(hours=1)
        statuses.append(session.get(address, params=asked).status_code)
    assert statuses == [200, 403, 200]
    assert (refused["domain"], refused["reason"]) == ("youtube.quota", "quotaExceeded")


@pytest.mark.parametrize("method", METHODS)
def test_a_long_address_comes_as_a_post_that_means_get(
    youtube: Resource,
    platforms: StandIn,
    method: str,
) -> None:
    ids = [IDS[0], *(f"{'x' * 60}{number}" for number in range(40))]
    assert [item["id"] for item in call(youtube, method, part="statistics", id=ids)["items"]] == [IDS[0]]
    assert platforms.requests.latest[-1].method == "GET"


def test_a_plain_post_is_refused(session: requests.Session, platforms: StandIn) -> None:
    form = {"part": "statistics", "id": IDS[0], "key": "demo-youtube-key"}
    answer = session.post(f"{platforms.youtube_address}/youtube/v3/videos", data=form)
    assert answer.status_code == 405
