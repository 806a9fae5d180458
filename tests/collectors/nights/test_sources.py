"""What the further sources tell: shares of YouTube, insights and reactions of Facebook, Google Analytics."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collectors import CheckCode, ProblemCode
from pipeline.demo.standin import Fault, FaultKind, counts_at

from .conftest import NOW, OWNER_TOKEN, PLATFORMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.collectors.conftest import Night, Outcomes

    from .conftest import SetUp, Stage

GA4 = {"counter": "ga4", "ga4_property": "123", "ga4_credentials": OWNER_TOKEN}
LAST_DAY_ENDS = datetime(2024, 9, 28, 7, tzinfo=UTC)
"""Midnight in California after 27 September, three days before the Pacific day of the night."""


def checks_of(stage: Stage, night: Night, **settings: object) -> list[tuple[str, CheckCode, datetime | None]]:
    platform = PLATFORMS[stage.channel]
    night.at = stage.platforms.world.now
    checked = platform.settings_model.model_validate(stage.settings(timeout_s=5, **settings))
    collector = platform.collector(checked, night.tools)
    assert collector is not None
    return [(check.secret, check.code, check.until) for check in collector.check()]


def test_shares_stand_for_the_end_of_the_last_processed_day(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    stage = set_up("youtube", posts=3)
    outcomes = read_night(stage, owner_token=OWNER_TOKEN)
    shares = {key: told["shares"] for key, told in outcomes.told_by("youtube-analytics").items()}
    assert shares == {
        key: counts_at(post, LAST_DAY_ENDS).shares for key, post in enumerate(stage.posts, start=1)
    }
    instants = {reading.taken_at for reading in outcomes.readings if reading.source == "youtube-analytics"}
    assert instants == {LAST_DAY_ENDS}


def test_a_long_report_is_asked_for_by_post_in_place_of_get(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    stage = set_up("youtube", posts=200)
    assert len(read_night(stage, owner_token=OWNER_TOKEN).told_by("youtube-analytics")) == 200
    methods = [seen.path for seen in stage.platforms.requests.latest if seen.endpoint.startswith("analytics")]
    assert len(methods) == 1


def test_a_video_without_a_row_is_not_reported_and_its_views_are_kept(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    stage = set_up("youtube", posts=2)
    stage.platforms.world.now = datetime(2024, 9, 2, tzinfo=UTC)
    outcomes = read_night(stage, owner_token=OWNER_TOKEN)
    assert outcomes.told_by("youtube-analytics") == {}
    assert outcomes.problems == []
    assert len(outcomes.told_by("youtube-data")) == 2


def test_the_metric_that_told_a_number_stands_beside_it(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    stage = set_up("facebook", posts=3)
    outcomes = read_night(stage)
    views = [counts_at(post, NOW).views for post in stage.posts]
    post, video, reel = (outcomes.told_by("facebook-insights")[key] for key in (1, 2, 3))
    assert post == {"views": views[0], "post_video_views": views[0], "post_media_view": views[0] * 3}
    assert video == {"total_video_views": views[1]}
    assert reel == {"blue_reels_play_count": views[2], "fb_reels_total_plays": views[2] * 5 // 4}


def test_one_retired_metric_fails_no_other(set_up: SetUp, read_night: Callable[..., Outcomes]) -> None:
    stage = set_up("facebook", posts=3, retired_post_metrics=frozenset({"post_media_view"}))
    told = read_night(stage).told_by("facebook-insights")[1]
    views = counts_at(stage.posts[0], NOW).views
    assert told == {"views": views, "post_video_views": views}


def test_a_small_page_without_insights_is_read_by_its_nodes(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    stage = set_up("facebook", posts=120, facebook_page_likes=99)
    outcomes = read_night(stage)
    assert (outcomes.problems, outcomes.told_by("facebook-insights")) == ([], {})
    assert len(outcomes.told_by("facebook-node")) == 120
    assert stage.platforms.requests.counts["facebook.insights"] == 0


def test_reactions_are_told_in_all_and_by_kind(set_up: SetUp, read_night: Callable[..., Outcomes]) -> None:
    stage = set_up("facebook", posts=3)
    for key, told in read_night(stage).told_by("facebook-node").items():
        kinds = [count for name, count in told.items() if name.startswith("reactions_")]
        assert told["likes"] == counts_at(stage.posts[key - 1], NOW).likes == sum(map(int, map(str, kinds)))
        assert len(kinds) == 7


@pytest.mark.parametrize(
    ("percent", "batches", "problems"),
    [(74, 4, []), (75, 2, []), (94, 2, []), (95, 1, [(ProblemCode.RATE_LIMITED, None)])],
)
def test_the_use_of_the_allowance_is_heeded_before_the_limit(
    set_up: SetUp,
    read_night: Callable[..., Outcomes],
    percent: int,
    batches: int,
    problems: list[tuple[ProblemCode, int | None]],
) -> None:
    stage = set_up("facebook", posts=100, facebook_used_percent=percent)
    outcomes = read_night(stage, likes="like-only", insights=False)
    assert stage.platforms.requests.counts["facebook.batch"] == batches
    assert outcomes.problems == problems
    assert len(outcomes.told_by("facebook-node")) == (50 if problems else 100)


def test_google_analytics_tells_views_however_a_path_is_written(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    stage = set_up("website", posts=40)
    told = read_night(stage, **GA4).told_by("ga4")
    views = {key: {"views": counts_at(post, NOW).views} for key, post in enumerate(stage.posts, start=1)}
    assert told == views


def test_checks_tell_until_when_a_token_is_good(set_up: SetUp, night: Night) -> None:
    until = datetime(2024, 11, 1, tzinfo=UTC)
    stage = set_up("facebook", posts=1, facebook_token_ends_at=int(until.timestamp()))
    assert checks_of(stage, night) == [("page_token", CheckCode.GOOD, until)]
    youtube = set_up("youtube", posts=1, google_renewable_s=86_400)
    assert checks_of(youtube, night, owner_token=OWNER_TOKEN) == [
        ("api_key", CheckCode.GOOD, None),
        ("owner_token", CheckCode.GOOD, datetime(2024, 10, 2, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    ("channel", "settings", "accepted", "codes"),
    [
        ("youtube", {"api_key": None}, {}, [CheckCode.NO_SECRET]),
        ("youtube", {"api_key": "wrong"}, {}, [CheckCode.EXPIRED]),
        ("youtube", {"api_address": "http://127.0.0.1:9"}, {}, [CheckCode.NETWORK]),
        (
            "youtube",
            {"owner_token": OWNER_TOKEN},
            {"google_refresh_tokens": frozenset()},
            [CheckCode.GOOD, CheckCode.EXPIRED],
        ),
        ("youtube", {"owner_token": "{}"}, {}, [CheckCode.GOOD, CheckCode.EXPIRED]),
        ("facebook", {"page_token": ""}, {}, [CheckCode.NO_SECRET]),
        ("facebook", {"page_token": "wrong"}, {}, [CheckCode.EXPIRED]),
        ("facebook", {}, {"facebook_scopes": ()}, [CheckCode.NO_PERMISSION]),
        ("facebook", {"graph_version": "v18.0"}, {}, [CheckCode.GOOD, CheckCode.VERSION_DIFFERS]),
        ("facebook", {"graph_address": "http://127.0.0.1:9"}, {}, [CheckCode.NETWORK]),
        ("website", {}, {}, [CheckCode.GOOD]),
        ("website", {"matomo_token": "wrong"}, {}, [CheckCode.EXPIRED]),
        ("website", {"matomo_token": None}, {}, [CheckCode.NO_SECRET]),
        ("website", GA4, {}, [CheckCode.GOOD]),
        ("website", GA4, {"ga4_property": "5"}, [CheckCode.NO_PERMISSION]),
        ("website", GA4, {"google_refresh_tokens": frozenset()}, [CheckCode.EXPIRED]),
    ],
)
def test_checks_find_what_would_fail_at_night(
    set_up: SetUp,
    night: Night,
    channel: str,
    settings: dict[str, object],
    accepted: dict[str, object],
    codes: list[CheckCode],
) -> None:
    stage = set_up(channel, posts=1, **accepted)
    assert [code for _, code, _ in checks_of(stage, night, **settings)] == codes


@pytest.mark.parametrize("channel", sorted(PLATFORMS))
def test_a_check_survives_every_fault(set_up: SetUp, night: Night, channel: str) -> None:
    for kind in FaultKind:
        stage = set_up(channel, Fault(channel, kind, seconds=0.2), posts=1)
        found = checks_of(stage, night, tries=1)
        assert found
