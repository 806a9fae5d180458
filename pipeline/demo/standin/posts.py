"""The posts of the made-up world and what happens to them; it knows no platform's way of telling it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pipeline.demo.standin.growth import Growth

METRICS = ("views", "likes", "shares", "comments")


class EventKind(StrEnum):
    """What can happen to a post."""

    VIRAL = "viral"
    """From the instant the ceiling is higher by `amount` views."""
    BOUGHT_LIKES = "bought-likes"
    """At the instant `amount` likes come at once."""
    REMOVED_PLAYS = "removed-plays"
    """At the instant the platform takes `amount` views back."""
    DELETED = "deleted"
    HIDDEN_LIKES = "hidden-likes"
    COMMENTS_OFF = "comments-off"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a post at the instant `at` and lasts."""

    kind: EventKind
    at: datetime
    amount: int = 0


@dataclass(frozen=True, slots=True)
class WorldPost:
    """One post of the made-up world.

    `platform_id` is the YouTube id, Facebook's `PAGEID_POSTID` or number of a video, or the address or path
    of a website's page. A Facebook video is found by `page_post_id` too, as the post that carries it.
    `statistics` replaces the counts of a YouTube answer by a recorded value, served as it stands.
    """

    channel: str
    platform_id: str
    published_at: datetime
    growth: Growth
    title: str = ""
    description: str = ""
    events: tuple[Event, ...] = ()
    length_s: int = 180
    page_post_id: str | None = None
    is_reel: bool = False
    statistics: Mapping[str, object] | None = field(default=None, hash=False)

    def exists_at(self, at: datetime) -> bool:
        """Tell whether the post is out and not yet deleted."""
        return self.published_at <= at and not self.has(EventKind.DELETED, at)

    def has(self, kind: EventKind, at: datetime) -> bool:
        """Tell whether an event of the kind has happened at or before `at`."""
        return any(event.kind is kind and event.at <= at for event in self.events)


@dataclass(frozen=True, slots=True)
class Counts:
    """The metrics of a post at one instant; None is "the platform does not show it"."""

    views: int
    likes: int | None
    shares: int
    comments: int | None


def counts_at(post: WorldPost, at: datetime) -> Counts:
    """Return what the post has gathered at `at`; all zero up to its publication."""
    counts = {metric: max(0, _grown(post, metric, at) + _jumped(post, metric, at)) for metric in METRICS}
    return Counts(
        views=counts["views"],
        likes=None if post.has(EventKind.HIDDEN_LIKES, at) else counts["likes"],
        shares=counts["shares"],
        comments=None if post.has(EventKind.COMMENTS_OFF, at) else counts["comments"],
    )


def _grown(post: WorldPost, metric: str, at: datetime) -> int:
    begun = [(post.growth, post.published_at), *_viral_growths(post, at)]
    return sum(growth.count(metric, (at - since) // timedelta(seconds=1)) for growth, since in begun)


def _viral_growths(post: WorldPost, at: datetime) -> Iterator[tuple[Growth, datetime]]:
    for event in post.events:
        if event.kind is EventKind.VIRAL and event.at <= at:
            yield replace(post.growth, ceiling=event.amount), event.at


def _jumped(post: WorldPost, metric: str, at: datetime) -> int:
    signs = {("likes", EventKind.BOUGHT_LIKES): 1, ("views", EventKind.REMOVED_PLAYS): -1}
    return sum(signs.get((metric, event.kind), 0) * event.amount for event in post.events if event.at <= at)
