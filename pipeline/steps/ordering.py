"""Whose turn it is first: what is nearest the instant at which its counts stop counting; pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pipeline.config import ContestSettings
from pipeline.database.models import Post


def own_cut_off(contest: ContestSettings, published_at: datetime | None) -> datetime:
    """Return when a post's counts stop counting: at the end of its own window, or with the contest."""
    counts = contest.counts
    if counts is None or counts.days is None or published_at is None:
        return contest.cut_off
    return published_at + timedelta(days=counts.days)


def nearest_first(posts: Iterable[Post], contest: ContestSettings, now: datetime) -> list[Post]:
    """Return the posts by channel, those nearest their cut-off first, before it or after it."""
    return sorted(
        posts,
        key=lambda post: (
            post.channel,
            abs(own_cut_off(contest, post.published_at) - now),
            post.platform_id,
        ),
    )


def contests_nearest_first(contests: Mapping[str, ContestSettings], now: datetime) -> list[str]:
    """Return the contests' keys, those nearest their cut-off first: they share the platforms' quotas."""
    return sorted(contests, key=lambda key: abs(contests[key].cut_off - now))
