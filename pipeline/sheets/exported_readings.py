"""The rows of the form of readings: of every reading of every source the revision that holds."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.types import instant_from_epoch
from pipeline.sheets.exported import Exported, Manner, Value, natural
from pipeline.sheets.forms import READINGS
from pipeline.sheets.stored_readings import Kept, ReadingKey, StoredPost, StoredPosts, readings_of


def exported_readings(session: Session, contest_key: str, manner: Manner) -> Exported:
    """Return the readings in order; a link stands only where an entry has several posts on a channel."""
    posts = StoredPosts(session, contest_key)
    kept = readings_of(session, posts.contest_id)
    metrics = sorted({metric for reading in kept.values() for metric in reading.counts} - set(COLUMN_METRICS))
    by_id = {post.id: post for post in posts.all}
    ordered = sorted(kept.items(), key=lambda item: _order(by_id[item[0][0]], item[0]))
    rows = [_row(by_id[key[0]], key, posts, manner) + _counts(reading, metrics) for key, reading in ordered]
    headings = [column.heading(manner.language) for column in READINGS.columns]
    return Exported(READINGS, [*headings, *metrics], rows)


def _order(post: StoredPost, key: ReadingKey) -> tuple[object, ...]:
    return natural(post.number), post.channel, post.platform_id, key[2], key[1]


def _row(post: StoredPost, key: ReadingKey, posts: StoredPosts, manner: Manner) -> list[Value]:
    has_siblings = len(posts.of(post.number, post.channel)) > 1
    taken_at = manner.instant(instant_from_epoch(key[2]))
    return [post.number, post.channel, post.link if has_siblings else None, taken_at, key[1]]


def _counts(reading: Kept, metrics: Sequence[str]) -> list[Value]:
    return [reading.counts.get(metric) for metric in (*COLUMN_METRICS, *metrics)]
