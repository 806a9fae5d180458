"""What the own Page has published, looked through by the Facebook client against the stand-in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from collectors import FindsPosts, FoundPost, Problem, ProblemCode
from collectors.facebook import PLATFORM, FacebookSettings
from pipeline.demo.standin import Fault, FaultKind, Growth, StandIn, World, WorldPost
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.collectors.conftest import Night

OPENED = datetime(2024, 9, 1, tzinfo=UTC)
PAGE = FACEBOOK_PAGE_ID


def post(number: int, kind: str = "video") -> WorldPost:
    platform_id = f"{PAGE}_{1000 + number}" if kind == "text" else str(5000 + number)
    return WorldPost(
        "facebook",
        platform_id,
        OPENED + timedelta(hours=number),
        Growth(10),
        f"Bài {number}",
        "Phường Lam Hạ",
        page_post_id=f"{PAGE}_{1000 + number}" if kind == "video" else None,
        is_reel=kind == "reel",
    )


@pytest.fixture
def world() -> World:
    videos = [post(number) for number in range(60)]
    return World([*videos, post(60, "reel"), post(61, "text")], OPENED + timedelta(days=30))


@pytest.fixture
def platforms(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


def found(
    platforms: StandIn, night: Night, since: datetime = OPENED, **more: object
) -> list[FoundPost | Problem]:
    told = {
        "graph_address": platforms.graph_address,
        "page_token": "demo-page-token",
        "page_id": PAGE,
        "tries": 1,
    }
    assert isinstance(PLATFORM, FindsPosts)
    settings = FacebookSettings.model_validate({**told, **more})
    return list(PLATFORM.finder(settings, night.tools).find(since))


def posts(outcomes: list[FoundPost | Problem]) -> list[FoundPost]:
    return [each for each in outcomes if isinstance(each, FoundPost)]


def test_videos_and_reels_are_found_once_and_texts_are_not(platforms: StandIn, night: Night) -> None:
    outcomes = posts(found(platforms, night))
    assert [each.platform_id for each in outcomes] == [str(5059 - n) for n in range(60)] + ["5060"]
    counts = platforms.requests.counts
    assert [counts[f"facebook.{edge}"] for edge in ("videos", "video_reels", "posts")] == [2, 1, 2]


def test_a_video_is_known_by_its_posts_ids_too(platforms: StandIn, night: Night) -> None:
    first = posts(found(platforms, night))[0]
    assert first.ids == {"5059", f"{PAGE}_1059", "1059"}
    assert (first.title, first.text, first.published_at) == (
        "Bài 59",
        "Phường Lam Hạ",
        OPENED + timedelta(hours=59),
    )


def test_each_address_leads_back_to_its_id(platforms: StandIn, night: Night) -> None:
    for each in posts(found(platforms, night)):
        assert PLATFORM.post_id_from_link(each.url) in each.ids


def test_pages_that_are_older_are_not_asked_for(platforms: StandIn, night: Night) -> None:
    since = OPENED + timedelta(hours=58)
    assert len(posts(found(platforms, night, since))) == 3
    assert platforms.requests.counts["facebook.videos"] == 2


def test_without_a_page_number_the_tokens_own_page_is_looked_through(
    platforms: StandIn, night: Night
) -> None:
    assert len(posts(found(platforms, night, page_id=None))) == 61


def test_a_list_that_is_refused_leaves_the_others(world: World, platforms: StandIn, night: Night) -> None:
    world.script.add(Fault("facebook.videos", FaultKind.FACEBOOK_CODE_100_AS_500))
    outcomes = found(platforms, night)
    assert isinstance(outcomes[0], Problem)
    assert outcomes[0].code is ProblemCode.REQUEST_REFUSED
    assert {each.platform_id for each in posts(outcomes)} == {
        "5060",
        *(f"{PAGE}_{1000 + n}" for n in range(60)),
    }


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (FaultKind.FACEBOOK_TOKEN_EXPIRED, ProblemCode.CREDENTIALS_REFUSED),
        (FaultKind.FACEBOOK_PERMISSION_MISSING, ProblemCode.PERMISSION_MISSING),
        (FaultKind.HTTP_503, ProblemCode.PLATFORM_FAILED),
    ],
)
def test_a_dead_token_or_platform_is_one_problem(
    world: World, platforms: StandIn, night: Night, kind: FaultKind, code: ProblemCode
) -> None:
    world.script.add(Fault("facebook", kind))
    (problem,) = found(platforms, night)
    assert isinstance(problem, Problem)
    assert problem.code is code


def test_a_missing_token_is_named(platforms: StandIn, night: Night) -> None:
    (problem,) = found(platforms, night, page_token=None)
    assert isinstance(problem, Problem)
    assert problem.detail == {"missing": "page_token"}
