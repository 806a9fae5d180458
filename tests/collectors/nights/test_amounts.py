"""How many requests a night takes, counted by the stand-in, beside what the plan says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.demo.standin import counts_at

from .conftest import OWNER_TOKEN, PLATFORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.collectors.conftest import Outcomes

    from .conftest import SetUp

GA4 = {"counter": "ga4", "ga4_property": "123", "ga4_credentials": OWNER_TOKEN}
LEAST = {"insights": False, "page_id": None, "likes": "like-only", "reaction_kinds": False}


@pytest.mark.parametrize(
    ("channel", "settings", "posts", "requests"),
    [
        ("youtube", {}, 1, {"youtube.videos.batchGetStats": 1}),
        ("youtube", {}, 300, {"youtube.videos.batchGetStats": 6}),
        ("youtube", {}, 301, {"youtube.videos.batchGetStats": 7}),
        (
            "youtube",
            {"owner_token": OWNER_TOKEN},
            300,
            {"youtube.videos.batchGetStats": 6, "analytics.reports.query": 2, "token": 1},
        ),
        ("facebook", LEAST, 300, {"facebook.batch": 6}),
        ("facebook", {"insights": False}, 300, {"facebook.batch": 13}),
        ("facebook", {}, 300, {"facebook.batch": 20}),
        ("website", {}, 300, {"website": 1}),
        ("website", GA4, 300, {"ga4.runReport": 1, "token": 1}),
    ],
)
def test_a_night_takes_the_fewest_requests(
    set_up: SetUp,
    read_night: Callable[..., Outcomes],
    channel: str,
    settings: Mapping[str, object],
    posts: int,
    requests: Mapping[str, int],
) -> None:
    stage = set_up(channel, posts=posts)
    outcomes = read_night(stage, timeout_s=10, **settings)
    assert outcomes.problems == []
    assert dict(stage.platforms.requests.counts) == requests


@pytest.mark.parametrize("connections", [2, 7, 16])
@pytest.mark.parametrize("channel", ["youtube", "facebook"])
def test_many_connections_read_the_same_in_the_same_order(
    set_up: SetUp, read_night: Callable[..., Outcomes], channel: str, connections: int
) -> None:
    stage = set_up(channel, posts=700)
    outcomes = read_night(stage, timeout_s=10, connections=connections)
    source = {"youtube": "youtube-data", "facebook": "facebook-node"}[channel]
    assert list(outcomes.told_by(source)) == list(range(1, 701))
    at = stage.platforms.world.now
    comments = {key: told["comments"] for key, told in outcomes.told_by(source).items()}
    assert comments == {key: counts_at(post, at).comments for key, post in enumerate(stage.posts, start=1)}


@pytest.mark.parametrize(
    ("channel", "settings"),
    [
        ("youtube", {}),
        ("youtube", {"owner_token": OWNER_TOKEN}),
        ("facebook", LEAST),
        ("facebook", {}),
        ("website", {}),
        ("website", GA4),
    ],
)
@pytest.mark.parametrize("posts", [1, 50, 51, 260])
def test_the_plan_is_what_a_night_takes_or_a_little_more(
    set_up: SetUp,
    read_night: Callable[..., Outcomes],
    channel: str,
    settings: Mapping[str, object],
    posts: int,
) -> None:
    stage = set_up(channel, posts=posts)
    platform = PLATFORMS[channel]
    checked = platform.settings_model.model_validate(stage.settings(**settings))
    plan = platform.plan(checked, posts)
    read_night(stage, timeout_s=10, **settings)
    taken = stage.platforms.requests.counts.total()
    assert taken - 2 <= plan.calls
    assert taken >= plan.calls - posts // 50 - 2
    assert (plan.channel, plan.posts, plan.minutes > 0) == (channel, posts, True)


def test_the_plan_says_when_the_day_s_units_do_not_suffice() -> None:
    platform = PLATFORMS["youtube"]
    settings = platform.settings_model()
    assert platform.plan(settings, 500_000).is_within_quota
    assert not platform.plan(settings, 500_001).is_within_quota
    assert platform.plan(settings, 0).calls == 0
