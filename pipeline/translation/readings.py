"""The readings that a ranking's counts come from, as the reports list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.database.contests import contest_entries, contest_posts
from pipeline.database.counts import known_counts
from pipeline.database.models import Contest
from pipeline.database.types import epoch_from_instant, instant_from_epoch
from pipeline.sheets.exported import natural
from pipeline.sheets.stored_readings import ReadingKey, readings_of
from reports.data import ReadingLine


@dataclass(frozen=True, slots=True)
class ReadPost:
    """The post that a reading is of: its id in the database, its entry's number, where it stands."""

    id: int
    number: str
    channel: str
    link: str | None


@dataclass(frozen=True, slots=True)
class PostReading:
    """One reading, the revision of it that holds: what a source told of a post at an instant."""

    post: ReadPost
    source: str
    taken_at: int
    counts: Mapping[str, int]


def post_readings(session: Session, contest: Contest, at: datetime) -> Sequence[PostReading]:
    """Return the readings that counts as of `at` come from, by entry, channel, post and instant.

    Those are all up to `at` and, of each post and source, the first ones after it: counts between two
    readings are interpolated.
    """
    posts = _posts(session, contest)
    last, after = epoch_from_instant(at), _first_after(session, contest, at)
    readings = [
        PostReading(posts[key[0]], key[1], key[2], kept.counts)
        for key, kept in readings_of(session, contest.id).items()
        if key[2] <= last or key in after
    ]
    places = {post_id: place for place, post_id in enumerate(posts)}
    return sorted(readings, key=lambda one: (places[one.post.id], one.taken_at, one.source))


def reading_lines(readings: Sequence[PostReading]) -> tuple[ReadingLine, ...]:
    """Return the readings as the reports show them."""
    instants = {reading.taken_at: instant_from_epoch(reading.taken_at) for reading in readings}
    return tuple(
        ReadingLine(
            number=reading.post.number,
            channel=reading.post.channel,
            link=reading.post.link,
            source=reading.source,
            taken_at=instants[reading.taken_at],
            counts=tuple(reading.counts.items()),
        )
        for reading in readings
    )


def _posts(session: Session, contest: Contest) -> Mapping[int, ReadPost]:
    numbers = {facts.entry.id: facts.entry.number for facts in contest_entries(session, contest)}
    posts = [
        ReadPost(post.id, numbers[post.entry_id], post.channel, post.url)
        for post in contest_posts(session, contest)
    ]
    return {post.id: post for post in sorted(posts, key=lambda one: natural(one.number))}


def _first_after(session: Session, contest: Contest, at: datetime) -> frozenset[ReadingKey]:
    counts = known_counts(session, contest.id, at, "after")
    return frozenset((count.post_id, count.source, count.taken_at) for count in counts)
