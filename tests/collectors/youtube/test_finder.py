"""The uploads of the own channel, looked through by Google's client against the stand-in and by script."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from collectors import FindsPosts, FoundPost, Problem, ProblemCode
from collectors.youtube import PLATFORM, YouTubeSettings
from pipeline.demo.standin import Event, EventKind, Fault, FaultKind, Growth, StandIn, World, WorldPost
from pipeline.demo.standin.settings import YOUTUBE_CHANNEL_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.collectors.conftest import Night, ScriptedServer

OPENED = datetime(2024, 9, 1, tzinfo=UTC)
NOW = OPENED + timedelta(days=120)
OWNER = {"client_id": "i", "client_secret": "s", "refresh_token": "demo-refresh-token"}


def video(number: int, **more: object) -> WorldPost:
    published_at = OPENED + timedelta(hours=number)
    return WorldPost("youtube", f"video-{number:05}", published_at, Growth(10), f"Bài {number}", **more)  # type: ignore[arg-type]


@pytest.fixture
def world() -> World:
    gone = (Event(EventKind.DELETED, OPENED + timedelta(days=30)),)
    return World([*(video(number) for number in range(119)), video(119, events=gone)], NOW)


@pytest.fixture
def platforms(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


def settings(platforms: StandIn, **more: object) -> YouTubeSettings:
    told = {"api_address": platforms.address, "token_address": platforms.token_address, "tries": 1, **more}
    return YouTubeSettings.model_validate(told)


def with_key(platforms: StandIn) -> YouTubeSettings:
    return settings(platforms, api_key="demo-youtube-key", channel_id=YOUTUBE_CHANNEL_ID)


def found(chosen: YouTubeSettings, night: Night, since: datetime = OPENED) -> list[FoundPost | Problem]:
    assert isinstance(PLATFORM, FindsPosts)
    return list(PLATFORM.finder(chosen, night.tools).find(since))


def ids(outcomes: list[FoundPost | Problem]) -> list[str]:
    return [each.platform_id for each in outcomes if isinstance(each, FoundPost)]


def test_all_uploads_are_found_fifty_a_call(platforms: StandIn, night: Night) -> None:
    outcomes = found(with_key(platforms), night)
    assert ids(outcomes) == [f"video-{number:05}" for number in reversed(range(119))]
    assert platforms.requests.counts["youtube.channels.list"] == 1
    assert platforms.requests.counts["youtube.playlistItems.list"] == 3
    first = outcomes[0]
    assert isinstance(first, FoundPost)
    assert (first.title, first.published_at) == ("Bài 118", OPENED + timedelta(hours=118))
    assert PLATFORM.post_id_from_link(first.url) == first.platform_id


def test_pages_that_are_older_are_not_asked_for(platforms: StandIn, night: Night) -> None:
    since = OPENED + timedelta(hours=100)
    assert ids(found(with_key(platforms), night, since)) == [f"video-{n:05}" for n in range(118, 99, -1)]
    assert platforms.requests.counts["youtube.playlistItems.list"] == 2


def test_the_owner_needs_no_key_and_no_channel(platforms: StandIn, night: Night) -> None:
    assert len(ids(found(settings(platforms, owner_token=json.dumps(OWNER)), night))) == 119


@pytest.mark.parametrize(("more", "missing"), [({}, "api_key"), ({"api_key": "k"}, "channel_id")])
def test_what_is_missing_is_named(
    platforms: StandIn, night: Night, more: dict[str, object], missing: str
) -> None:
    (problem,) = found(settings(platforms, **more), night)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.detail) == (ProblemCode.CREDENTIALS_MISSING, {"missing": missing})


def test_another_channel_is_not_found(platforms: StandIn, night: Night) -> None:
    other = settings(platforms, api_key="demo-youtube-key", channel_id="UC" + "x" * 22)
    (problem,) = found(other, night)
    assert isinstance(problem, Problem)
    assert problem.detail == {"reason": "no-channel"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (FaultKind.HTTP_503, ProblemCode.PLATFORM_FAILED),
        (FaultKind.HTML, ProblemCode.MALFORMED_ANSWER),
        (FaultKind.CUT, ProblemCode.UNREACHABLE),
        (FaultKind.YOUTUBE_QUOTA_EXCEEDED, ProblemCode.QUOTA_EXHAUSTED),
    ],
)
def test_what_was_found_before_a_fault_is_kept(
    world: World, platforms: StandIn, night: Night, kind: FaultKind, code: ProblemCode
) -> None:
    world.script.add(Fault("youtube.playlistItems", kind, after=1))
    *videos, problem = found(with_key(platforms), night)
    assert len(videos) == 50
    assert isinstance(problem, Problem)
    assert problem.code is code


@pytest.mark.parametrize("kind", [FaultKind.ITEMS_NULL, FaultKind.ITEMS_DOUBLED, FaultKind.ITEMS_REORDERED])
def test_lists_that_are_not_in_order_lose_nothing(
    world: World, platforms: StandIn, night: Night, kind: FaultKind
) -> None:
    world.script.add(Fault("youtube.playlistItems", kind))
    assert set(ids(found(with_key(platforms), night))) == {f"video-{number:05}" for number in range(119)}


def test_private_videos_and_odd_items_are_passed_over(server: ScriptedServer, night: Night) -> None:
    channel = {
        "id": "UC1",
        "snippet": {"title": "K"},
        "contentDetails": {"relatedPlaylists": {"uploads": "UU1"}},
    }
    private = {"snippet": {"title": "Private video"}, "contentDetails": {"videoId": "92HWiOdpY2s"}}
    good = {
        "snippet": {"title": "T", "description": None},
        "contentDetails": {"videoId": "92HWiOdpY2s", "videoPublishedAt": "2024-09-05T08:30:00Z"},
    }
    server.reply({"items": [channel]})
    server.reply({"items": [private, None, 7, {"snippet": 1}, good], "nextPageToken": 5})
    chosen = YouTubeSettings.model_validate(
        {"api_address": server.address, "api_key": "k", "channel_id": "UC" + "x" * 22, "tries": 1}
    )
    assert ids(found(chosen, night)) == ["92HWiOdpY2s"]
