"""The readings that a ranking's counts come from, as the reports list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from pipeline.database.contests import contest_entries
from pipeline.database.models import Contest, ReadingRow, Run
from pipeline.database.types import epoch_from_instant, instant_from_epoch
from pipeline.sheets.exported import natural
from pipeline.sheets.stored_readings import Kept, ReadingKey, readings_of
from pipeline.translation.successions import counted_posts
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


def post_readings(
    session: Session, contest: Contest, at: datetime, known_at: datetime | None = None
) -> Sequence[PostReading]:
    """Return the readings that counts as of `at` come from, by entry, channel, post and instant.

    Those are all up to `at` and, of each post and source, the first ones after it: counts between two
    readings are interpolated. With `known_at`, only what was there at that instant is told, as it was then:
    a final ranking stands on that.
    """
    posts, last = _posts(session, contest, known_at), epoch_from_instant(at)
    kept = readings_of(session, contest.id, *_known_by(known_at))
    after = _first_after(kept, last)
    readings = [
        PostReading(posts[key[0]], key[1], key[2], one.counts)
        for key, one in kept.items()
        if key[0] in posts and (key[2] <= last or key in after)
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


def _posts(session: Session, contest: Contest, known_at: datetime | None) -> Mapping[int, ReadPost]:
    numbers = {facts.entry.id: facts.entry.number for facts in contest_entries(session, contest)}
    posts = [
        ReadPost(post.id, numbers[post.entry_id], post.channel, post.url)
        for post in counted_posts(session, contest, known_at)
    ]
    return {post.id: post for post in sorted(posts, key=lambda one: natural(one.number))}


def _known_by(instant: datetime | None) -> Sequence[ColumnElement[bool]]:
    """Return the condition for readings of the runs that had begun by an instant."""
    return (
        () if instant is None else (ReadingRow.run_id.in_(select(Run.id).where(Run.started_at <= instant)),)
    )


def _first_after(readings: Mapping[ReadingKey, Kept], last: int) -> frozenset[ReadingKey]:
    """Return, for each post, source and metric, the first reading after an instant that knows it."""
    later = sorted((key for key in readings if key[2] > last), key=lambda key: key[2])
    first: dict[tuple[int, str, str], ReadingKey] = {}
    for key in later:
        for metric in readings[key].counts:
            first.setdefault((key[0], key[1], metric), key)
    return frozenset(first.values())
