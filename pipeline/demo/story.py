"""What happens to the demo's posts and platforms over its sixty nights; a tie, a viral video, a deletion."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import blake2b

from pipeline.demo.links import facebook_post, facebook_video, website_page, youtube_id
from pipeline.demo.standin import Event, EventKind, Fault, FaultKind, Growth, World, WorldPost
from pipeline.demo.units import ZONE, DemoEntry, demo_entries

FIRST_NIGHT = datetime(2024, 9, 3, 2, 0, tzinfo=ZONE)
NIGHTS = 60

VIRAL, BOUGHT, HIDDEN, SILENT, DELETED = 11, 4, 8, 2, 17
TIED = (5, 9)
"""Two entries with the same marks in another order and each other's counts on two channels: a shared rank."""


def instant(day: int, month: int, hour: int) -> datetime:
    """Return an hour of the demo's autumn."""
    return datetime(2024, month, day, hour, tzinfo=ZONE)


EVENTS: dict[tuple[str, int], tuple[Event, ...]] = {
    ("youtube", VIRAL): (
        Event(EventKind.VIRAL, instant(8, 10, 20), 26_000),
        Event(EventKind.REMOVED_PLAYS, instant(12, 10, 9), 1_200),
    ),
    ("facebook", BOUGHT): (Event(EventKind.BOUGHT_LIKES, instant(20, 10, 23), 480),),
    ("youtube", HIDDEN): (Event(EventKind.HIDDEN_LIKES, instant(1, 9, 0)),),
    ("youtube", SILENT): (Event(EventKind.COMMENTS_OFF, instant(1, 9, 0)),),
    ("youtube", DELETED): (Event(EventKind.DELETED, instant(16, 10, 15)),),
}


def faults() -> tuple[Fault, ...]:
    """Return what goes wrong at the platforms: a 503 that passes, a night's rate limit and quota stop."""
    rate_limit, quota = instant(22, 9, 0), instant(5, 10, 0)
    day = timedelta(days=1)
    return (
        Fault("youtube", FaultKind.HTTP_503, from_instant=instant(12, 9, 0), times=1),
        Fault(
            "facebook",
            FaultKind.FACEBOOK_BUSINESS_LIMIT,
            from_instant=rate_limit,
            until_instant=rate_limit + day,
        ),
        Fault("youtube", FaultKind.YOUTUBE_QUOTA_EXCEEDED, from_instant=quota, until_instant=quota + day),
    )


def demo_world(now: datetime, scripted: tuple[Fault, ...] = ()) -> World:
    """Return the made-up world with all posts of the demo."""
    return World([post for entry in demo_entries() for post in _posts(entry)], now, scripted)


def _posts(entry: DemoEntry) -> Iterator[WorldPost]:
    ids = {"youtube": youtube_id(entry), "facebook": facebook_video(entry), "website": website_page(entry)}
    for channel, platform_id in ids.items():
        yield WorldPost(
            channel=channel,
            platform_id=platform_id,
            published_at=entry.posted_at,
            growth=_growth(entry.position, channel),
            title=entry.title,
            events=EVENTS.get((channel, entry.position), ()),
            page_post_id=facebook_post(entry) if channel == "facebook" else None,
        )


def _growth(position: int, channel: str) -> Growth:
    if position in TIED and channel != "website":
        return _tied_growth(first=(channel == "youtube") == (position == TIED[0]))
    draw = _draw(TIED[0] if position in TIED else position, channel)
    scale = {"youtube": 2_400, "facebook": 5_200, "website": 700}[channel]
    return Growth(
        ceiling=scale * (40 + draw % 160) // 100,
        half_life_days=5 + draw % 7,
        likes_share=Fraction(15 + draw % 30, 1_000),
        shares_share=Fraction(4 + draw % 9, 1_000),
        comments_share=Fraction(3 + draw % 6, 1_000),
        seed=draw,
    )


def _tied_growth(*, first: bool) -> Growth:
    common = Growth(ceiling=3_100, half_life_days=6, shares_share=Fraction(0), seed=71)
    return common if first else replace(common, ceiling=2_300, half_life_days=8, seed=72)


def _draw(position: int, channel: str) -> int:
    """Return a number that looks like chance and is the same on every machine."""
    digest = blake2b(f"{channel}/{position}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")
