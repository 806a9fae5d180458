"""A night of three hundred posts on every channel, read from the stand-in by the real collectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

import pytest

from collectors import Platform, PostToRead
from collectors.facebook import PLATFORM as FACEBOOK
from collectors.website import PLATFORM as WEBSITE
from collectors.youtube import PLATFORM as YOUTUBE
from pipeline.demo.standin import Fault, Growth, Recorded, StandIn, World, WorldPost
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID, StandInSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.collectors.conftest import Night, Outcomes

POSTS = 300
OPENS_AT = datetime(2024, 9, 1, tzinfo=UTC)
NOW = OPENS_AT + timedelta(days=30)
PLATFORMS: Mapping[str, Platform] = {"youtube": YOUTUBE, "facebook": FACEBOOK, "website": WEBSITE}
OWNER_TOKEN = '{"client_id": "id", "client_secret": "no-secret", "refresh_token": "demo-refresh-token"}'
KEYS: Mapping[str, Mapping[str, object]] = {
    "youtube": {"api_key": "demo-youtube-key"},
    "facebook": {"page_token": "demo-page-token", "page_id": FACEBOOK_PAGE_ID},
    "website": {"matomo_token": "demo-matomo-token", "matomo_site_id": 1, "counted_from": "2024-09-01"},
}


@dataclass(frozen=True)
class Stage:
    """The stand-in with its world, and the posts of one channel."""

    channel: str
    platforms: StandIn
    posts: Sequence[WorldPost]

    @property
    def to_read(self) -> list[PostToRead]:
        return [PostToRead(key, page_of(post)) for key, post in enumerate(self.posts, start=1)]

    def settings(self, **changes: object) -> dict[str, object]:
        """Return the settings that lead to the stand-in; on one connection, since faults come by number."""
        told = self.platforms
        addresses = {
            "youtube": {
                "api_address": told.youtube_address,
                "analytics_address": told.youtube_address,
                "token_address": told.token_address,
            },
            "facebook": {"graph_address": told.graph_address},
            "website": {
                "matomo_address": told.matomo_address,
                "ga4_address": told.address,
                "token_address": told.token_address,
            },
        }
        common = {"connections": 1, "timeout_s": 10}
        return {**common, **KEYS[self.channel], **addresses[self.channel], **changes}


class SetUp(Protocol):
    """Sets up a channel's posts under a script."""

    def __call__(
        self, channel: str, *scripted: Fault | Recorded, posts: int = POSTS, **accepted: object
    ) -> Stage: ...


def page_of(post: WorldPost) -> str:
    return f"phuly.example{post.platform_id}" if post.channel == "website" else post.platform_id


def made_posts(channel: str, count: int) -> list[WorldPost]:
    """Make posts of which all have shares, so that an unread count shows."""
    growth = [
        Growth(5_000 + 7 * number, shares_share=Fraction(1, 50), seed=number) for number in range(count)
    ]
    ids: dict[str, Callable[[int], str]] = {
        "youtube": lambda number: f"-{number:010d}",
        "website": lambda number: f"/tu-sách/bài-{number}",
        "facebook": lambda number: (
            str(7_000_000_000_000_000 + number) if number % 3 else f"{FACEBOOK_PAGE_ID}_{900_000 + number}"
        ),
    }
    return [
        WorldPost(
            channel,
            ids[channel](number),
            OPENS_AT,
            growth[number],
            page_post_id=f"{FACEBOOK_PAGE_ID}_{800_000 + number}"
            if channel == "facebook" and number % 3
            else None,
            is_reel=number % 3 == 2,
        )
        for number in range(count)
    ]


@pytest.fixture
def set_up() -> Iterator[SetUp]:
    opened: list[StandIn] = []

    def start(channel: str, *scripted: Fault | Recorded, posts: int = POSTS, **accepted: object) -> Stage:
        made = made_posts(channel, posts)
        settings = StandInSettings(**accepted)  # type: ignore[arg-type]
        opened.append(StandIn(World(made, NOW, scripted, settings)).start())
        return Stage(channel, opened[-1], made)

    yield start
    for platforms in opened:
        platforms.close()


@pytest.fixture
def read_night(night: Night) -> Callable[..., Outcomes]:
    def read(stage: Stage, **changes: object) -> Outcomes:
        night.at = stage.platforms.world.now
        return night.read(PLATFORMS[stage.channel], stage.settings(**changes), stage.to_read)

    return read
