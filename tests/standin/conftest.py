"""A small made-up world, the stand-in that serves it, and the real clients pointed at it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import facebook
import pytest
import requests
from googleapiclient.discovery import Resource, build

from pipeline.demo.standin import Fault, Growth, Recorded, StandIn, World, WorldPost

OPENS_AT = datetime(2024, 9, 1, tzinfo=UTC)
NOW = OPENS_AT + timedelta(days=20)
POSTS = (
    WorldPost("youtube", "92HWiOdpY2s", OPENS_AT, Growth(10_000, seed=1), "Tủ sách “Hạt giống” & bạn đọc"),
    WorldPost("youtube", "-ZxCwPm_es4", OPENS_AT, Growth(2_000, seed=2), "Đọc sách ở Lam Hạ", length_s=213),
    WorldPost("youtube", "U5Bn8mMxj4o", NOW + timedelta(days=1), Growth(2_000, seed=3), "Chưa đăng"),
    WorldPost("facebook", "100064000000001_122", OPENS_AT, Growth(3_000, seed=4), "Châu Sơn"),
    WorldPost(
        "facebook",
        "1234567890123456",
        OPENS_AT,
        Growth(5_000, seed=5),
        "Thanh Châu",
        page_post_id="100064000000001_123",
    ),
    WorldPost("website", "/tu-sach/châu-sơn", OPENS_AT, Growth(800, seed=6)),
)


@pytest.fixture
def posts() -> dict[str, WorldPost]:
    return {post.platform_id: post for post in POSTS}


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def world() -> World:
    return World(POSTS, NOW)


@pytest.fixture
def platforms(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


@pytest.fixture
def struck_by(world: World, platforms: StandIn) -> Callable[[Fault | Recorded], StandIn]:
    def put_in_script(scripted: Fault | Recorded) -> StandIn:
        world.script.add(scripted)
        return platforms

    return put_in_script


@pytest.fixture
def youtube(platforms: StandIn) -> Iterator[Resource]:
    options = {"api_endpoint": platforms.youtube_address}
    with build("youtube", "v3", developerKey="demo-youtube-key", client_options=options) as service:
        yield service


@pytest.fixture
def session(platforms: StandIn) -> Iterator[requests.Session]:
    with requests.Session() as opened:
        opened.trust_env = False
        yield opened


class ToTheStandIn(requests.adapters.HTTPAdapter):
    """Sends what is meant for graph.facebook.com to the stand-in."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        request.url = str(request.url).replace("https://graph.facebook.com", self._address)
        return super().send(request, *args, **kwargs)


@pytest.fixture
def graph(platforms: StandIn) -> Iterator[facebook.GraphAPI]:
    with ExitStack() as stack:
        opened = stack.enter_context(requests.Session())
        opened.trust_env = False
        opened.mount("https://graph.facebook.com/", ToTheStandIn(platforms.graph_address))
        client = facebook.GraphAPI("demo-page-token", timeout=10, session=opened)
        client.version = "v26.0"
        yield client


@pytest.fixture
def real_body() -> Callable[[str], bytes]:
    return lambda name: (Path(__file__).parents[1] / "data" / "platforms" / name).read_bytes()
