"""Every fault at every endpoint, at the first, a middle and the last call of a night of 300 posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collectors import ProblemCode
from pipeline.demo.standin import Fault, FaultKind, counts_at

from .conftest import NOW, OWNER_TOKEN, POSTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.collectors.conftest import Outcomes

    from .conftest import SetUp, Stage

PASSING = (
    FaultKind.HTTP_500,
    FaultKind.HTTP_502,
    FaultKind.HTTP_503,
    FaultKind.TOO_MANY_REQUESTS,
    FaultKind.CUT,
    FaultKind.DRIP,
    FaultKind.DRIP_HEADERS,
    FaultKind.NO_ANSWER,
)
SLOW = frozenset({FaultKind.DRIP, FaultKind.DRIP_HEADERS, FaultKind.NO_ANSWER})
LISTS = (FaultKind.ITEMS_REORDERED, FaultKind.ITEMS_DOUBLED, FaultKind.ITEMS_NULL)
REFUSED = {
    FaultKind.HTML: ProblemCode.MALFORMED_ANSWER,
    FaultKind.TOO_LARGE: ProblemCode.MALFORMED_ANSWER,
    FaultKind.REDIRECT: ProblemCode.REQUEST_REFUSED,
}
FACEBOOK_LIMITS = (
    FaultKind.FACEBOOK_APP_LIMIT,
    FaultKind.FACEBOOK_PAGE_LIMIT,
    FaultKind.FACEBOOK_BUSINESS_LIMIT,
)
STOPS = {
    "youtube": {
        FaultKind.YOUTUBE_QUOTA_EXCEEDED: ProblemCode.QUOTA_EXHAUSTED,
        FaultKind.YOUTUBE_KEY_INVALID: ProblemCode.CREDENTIALS_REFUSED,
    },
    "facebook": {
        FaultKind.FACEBOOK_TOKEN_EXPIRED: ProblemCode.CREDENTIALS_REFUSED,
        FaultKind.FACEBOOK_PASSWORD_CHANGED: ProblemCode.CREDENTIALS_REFUSED,
        FaultKind.FACEBOOK_PERMISSION_MISSING: ProblemCode.PERMISSION_MISSING,
    },
}
CALLS = {"youtube": 6, "facebook": 20, "website": 1}
"""Of Facebook six times nodes, videos' posts and insights; once what videos don't know, and the probe."""
SOURCES = {"youtube": "youtube-data", "facebook": "facebook-node", "website": "matomo"}
ENDPOINTS = {"youtube": "youtube.videos", "facebook": "facebook.batch", "website": "website"}


def positions(channel: str) -> list[int]:
    return sorted({0, CALLS[channel] // 2, CALLS[channel] - 1})


def places() -> list[tuple[str, int]]:
    return [(channel, position) for channel in CALLS for position in positions(channel)]


def assert_no_wrong_number(stage: Stage, outcomes: Outcomes) -> None:
    for key, told in outcomes.told_by(SOURCES[stage.channel]).items():
        post = stage.posts[key - 1]
        counts = counts_at(post, stage.platforms.world.now)
        is_page_post = stage.channel == "facebook" and "_" in post.platform_id
        assert told["views"] == (None if is_page_post else counts.views)
        assert told.get("comments") in {None, counts.comments}
        assert told.get("shares") in {None, counts.shares}


def limit_of(kind: FaultKind) -> float:
    """Return a time limit that only a slow answer runs into."""
    return 0.4 if kind in SLOW else 10


def assert_clean_afterwards(stage: Stage, read_night: Callable[..., Outcomes], timeout_s: float = 10) -> None:
    outcomes = read_night(stage, timeout_s=timeout_s)
    assert outcomes.problems == []
    assert len(outcomes.told_by(SOURCES[stage.channel])) == POSTS
    assert_no_wrong_number(stage, outcomes)


@pytest.mark.parametrize(("channel", "position"), places())
@pytest.mark.parametrize("kind", [*PASSING, *LISTS])
def test_what_passes_and_odd_lists_cost_nothing(
    set_up: SetUp, read_night: Callable[..., Outcomes], channel: str, position: int, kind: FaultKind
) -> None:
    stage = set_up(channel, Fault(ENDPOINTS[channel], kind, after=position, times=1, seconds=1.0))
    assert_clean_afterwards(stage, read_night, limit_of(kind))


@pytest.mark.parametrize(
    ("channel", "position", "kind"),
    [
        *((channel, position, kind) for channel, position in places() for kind in REFUSED),
        *(("facebook", position, FaultKind.FACEBOOK_CODE_100_AS_500) for position in positions("facebook")),
    ],
)
def test_what_one_call_loses_is_named_and_the_rest_is_read(
    set_up: SetUp, read_night: Callable[..., Outcomes], channel: str, position: int, kind: FaultKind
) -> None:
    stage = set_up(channel, Fault(ENDPOINTS[channel], kind, after=position, times=1))
    outcomes = read_night(stage)
    lost = {code for code, _ in outcomes.problems}
    is_extra = channel == "facebook" and position > 0
    if channel == "website":
        assert [key for _, key in outcomes.problems] == [None]
    else:
        assert len(outcomes.problems) == (1 if is_extra else 50)
        assert len(outcomes.told_by(SOURCES[channel])) == (POSTS if is_extra else POSTS - 50)
    assert lost <= {REFUSED.get(kind, ProblemCode.REQUEST_REFUSED)}
    assert_no_wrong_number(stage, outcomes)
    assert_clean_afterwards(stage, read_night)


@pytest.mark.parametrize("position", positions("facebook"))
@pytest.mark.parametrize("kind", FACEBOOK_LIMITS)
def test_a_limit_of_facebook_that_passes_is_waited_for(
    set_up: SetUp, read_night: Callable[..., Outcomes], position: int, kind: FaultKind
) -> None:
    stage = set_up("facebook", Fault("facebook.batch", kind, after=position, times=1))
    outcomes = read_night(stage)
    assert outcomes.problems == []
    assert len(outcomes.told_by("facebook-node")) == POSTS


@pytest.mark.parametrize(
    ("channel", "kind", "code"),
    [(channel, kind, code) for channel, stops in STOPS.items() for kind, code in stops.items()],
)
@pytest.mark.parametrize("calls", [0, 3, 5])
def test_what_ends_a_channel_keeps_what_was_read(
    set_up: SetUp,
    read_night: Callable[..., Outcomes],
    channel: str,
    kind: FaultKind,
    code: ProblemCode,
    calls: int,
) -> None:
    stage = set_up(channel, Fault(ENDPOINTS[channel], kind, after=calls))
    settings = {"insights": False, "page_id": None, "likes": "like-only", "reaction_kinds": False}
    outcomes = read_night(stage, **(settings if channel == "facebook" else {}))
    assert outcomes.problems == [(code, None)]
    assert len(outcomes.told_by(SOURCES[channel])) == calls * 50
    assert stage.platforms.requests.counts.total() == calls + 1
    assert_no_wrong_number(stage, outcomes)


@pytest.mark.parametrize("channel", sorted(CALLS))
@pytest.mark.parametrize("kind", PASSING)
def test_a_night_of_nothing_but_a_fault_ends_by_itself(
    set_up: SetUp, read_night: Callable[..., Outcomes], channel: str, kind: FaultKind
) -> None:
    stage = set_up(channel, Fault(ENDPOINTS[channel], kind, seconds=0.5))
    outcomes = read_night(stage, tries=2, timeout_s=0.2 if kind in SLOW else 10)
    assert outcomes.readings == []
    assert outcomes.last.post_key is None
    assert stage.platforms.requests.counts.total() <= 4


@pytest.mark.parametrize("endpoint", ["analytics", "token"])
@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("kind", [*REFUSED, *PASSING, FaultKind.GOOGLE_TOKEN_REVOKED])
def test_what_fails_on_shares_keeps_views_and_likes(
    set_up: SetUp, read_night: Callable[..., Outcomes], endpoint: str, position: int, kind: FaultKind
) -> None:
    stage = set_up("youtube", Fault(endpoint, kind, after=position, seconds=1.0))
    outcomes = read_night(stage, owner_token=OWNER_TOKEN, tries=1, timeout_s=limit_of(kind))
    assert len(outcomes.told_by("youtube-data")) == POSTS
    told = outcomes.told_by("youtube-analytics")
    if endpoint == "token" and position == 1:
        assert (outcomes.problems, len(told)) == ([], POSTS)
        return
    assert len(told) == (200 if position else 0)
    assert [key for _, key in outcomes.problems] == [None]
    assert outcomes.last.detail["source"] == "youtube-analytics"


@pytest.mark.parametrize("endpoint", ["ga4", "token"])
@pytest.mark.parametrize("kind", [*REFUSED, *PASSING, FaultKind.GOOGLE_TOKEN_REVOKED])
def test_google_analytics_that_fails_is_the_website_s_problem(
    set_up: SetUp, read_night: Callable[..., Outcomes], endpoint: str, kind: FaultKind
) -> None:
    stage = set_up("website", Fault(endpoint, kind, seconds=1.0))
    ga4 = {"counter": "ga4", "ga4_property": "123", "ga4_credentials": OWNER_TOKEN}
    outcomes = read_night(stage, **ga4, tries=1, timeout_s=limit_of(kind))
    assert outcomes.readings == []
    assert [key for _, key in outcomes.problems] == [None]


def test_the_clock_of_a_night_is_the_one_that_is_handed_in(
    set_up: SetUp, read_night: Callable[..., Outcomes]
) -> None:
    outcomes = read_night(set_up("youtube", posts=1))
    assert [reading.taken_at for reading in outcomes.readings] == [NOW]
