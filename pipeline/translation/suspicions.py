"""What is unusual in a contest's readings, each finding under a name that people can type."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import pandas as pd
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import contest_posts
from pipeline.database.digests import canonical
from pipeline.database.models import Contest
from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.types import epoch_from_instant, instant_from_epoch
from pipeline.translation.readings import PostReading, ReadPost, post_readings
from scoring.suspicion import Suspicion, Thresholds, suspicions

SUBJECT = ("code", "metric", "from_at", "to_at", "count_from", "count_to", "usual")
"""What a decision about a finding keeps of it."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding: the name to type, such as `07/youtube/views/2024-10-12`, whose post, and the numbers."""

    name: str
    post: ReadPost
    platform_id: str
    found: Suspicion

    @property
    def subject(self) -> str:
        """The finding as a decision keeps it: canonical JSON."""
        told = {name: getattr(self.found, name) for name in SUBJECT}
        return canonical({**told, "channel": self.post.channel, "post": self.platform_id})


def contest_flags(
    session: Session, contest: Contest, settings: ContestSettings, at: datetime
) -> tuple[Flag, ...]:
    """Return what is unusual in the readings up to an instant, by entry and time; days are the contest's.

    Looked at are the four metrics that every platform has, and those that the rules count besides.
    """
    return flags_among(session, contest, settings, post_readings(session, contest, at), at)


def flags_among(
    session: Session,
    contest: Contest,
    settings: ContestSettings,
    told: Sequence[PostReading],
    at: datetime,
) -> tuple[Flag, ...]:
    """Return what is unusual among readings up to an instant; see `contest_flags`."""
    last = epoch_from_instant(at)
    readings = [one for one in told if one.taken_at <= last]
    posts, ids = {one.post.id: one.post for one in readings}, {}
    published = {}
    for post in contest_posts(session, contest):
        ids[post.id] = post.platform_id
        if post.published_at is not None:
            published[post.id] = epoch_from_instant(post.published_at)
    frame = _frame(readings, _metrics(settings))
    found = suspicions(frame, pd.Series(published, dtype="float64"), Thresholds.of(settings.flags))
    return _named([(one, posts[one.post], ids[one.post]) for one in found], settings.zone)


def _metrics(settings: ContestSettings) -> frozenset[str]:
    engagement = settings.engagement
    if engagement is None:
        return frozenset(COLUMN_METRICS)
    return frozenset(
        (*COLUMN_METRICS, *(engagement.points or ()), *(rule.metric for rule in engagement.rules))
    )


def _frame(readings: Sequence[PostReading], metrics: Container[str]) -> pd.DataFrame:
    """Return each post's counts by metric, from the one source that told the metric most often."""
    rows = [
        (one.post.id, metric, one.source, one.taken_at, count)
        for one in readings
        for metric, count in one.counts.items()
        if metric in metrics
    ]
    told = Counter(row[:3] for row in rows)
    best: dict[tuple[int, str], str] = {}
    for (post, metric, source), _ in sorted(told.items(), key=lambda item: (-item[1], item[0][2])):
        best.setdefault((post, metric), source)
    kept = [(post, metric, at, count) for post, metric, by, at, count in rows if best[post, metric] == by]
    frame = pd.DataFrame(kept, columns=["post", "metric", "taken_at", "count"])
    return frame.astype({"post": "int64", "metric": "str", "taken_at": "int64", "count": "Int64"})


def _named(found: Sequence[tuple[Suspicion, ReadPost, str]], zone: tzinfo) -> tuple[Flag, ...]:
    """Name each finding by entry, channel, metric and day; a second one of the same name gets a number."""
    seen: Counter[str] = Counter()
    flags: list[Flag] = []
    for one, post, platform_id in found:
        day = instant_from_epoch(one.to_at).astimezone(zone).date()
        name = f"{post.number}/{post.channel}/{one.metric}/{day}"
        seen[name] += 1
        suffix = f".{seen[name]}" if seen[name] > 1 else ""
        flags.append(Flag(name + suffix, post, platform_id, one))
    return tuple(flags)
