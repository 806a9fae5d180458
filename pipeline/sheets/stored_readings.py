"""What is stored of a contest's posts and readings, as an import of readings needs to see it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.models import Entry, Metric, Post, ReadingMetric, ReadingRow, Source
from pipeline.database.readings import COLUMN_METRICS

ReadingKey = tuple[int, str, int]
"""A reading's post, source and instant in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The revision that holds of a stored reading, and its counts without the unknown ones."""

    revision: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StoredPost:
    """One post: its id in the database, its entry's number, and the link by which people know it."""

    id: int
    number: str
    channel: str
    platform_id: str
    link: str


class StoredPosts:
    """The contest's entries and posts; `contest_id` is None where nothing has been stored for it."""

    def __init__(self, session: Session, contest_key: str) -> None:
        contest = find_contest(session, contest_key)
        self.contest_id = contest.id if contest else None
        entries = select(Entry.number, Entry.id).where(Entry.contest_id == self.contest_id)
        self.entries: dict[str, int] = dict(session.execute(entries).all())
        self.all = [_post(number, post) for number, post in session.execute(_posts(self.contest_id))]
        self.owners = {(post.channel, post.platform_id): post.number for post in self.all}
        self._posts: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for post in self.all:
            self._posts[post.number, post.channel][post.platform_id] = post.id

    def of(self, number: str, channel: str) -> Mapping[str, int]:
        """Return an entry's posts on a channel: their database id by the platform's id."""
        return self._posts.get((number, channel), {})


def readings_of(
    session: Session, contest_id: int | None, *conditions: ColumnElement[bool]
) -> Mapping[ReadingKey, Kept]:
    """Return the revision that holds of each of the contest's readings, or of those under the conditions."""
    rows = session.execute(_readings(contest_id).where(*conditions).order_by(ReadingRow.revision))
    further = _further(session, contest_id)
    found: dict[ReadingKey, Kept] = {}
    for post_id, source, taken_at, revision, *counts in rows:
        named = zip(COLUMN_METRICS, counts, strict=True)
        known = {metric: count for metric, count in named if count is not None}
        key = post_id, source, taken_at
        found[key] = Kept(revision, known | further.get((*key, revision), {}))
    return found


def among(sources: Collection[str], instants: Collection[int]) -> Sequence[ColumnElement[bool]]:
    """Return the conditions for readings of these sources, from the first to the last of the instants."""
    span = min(instants, default=0), max(instants, default=0)
    return Source.key.in_(sources), ReadingRow.taken_at.between(*span)


def _post(number: str, post: Post) -> StoredPost:
    return StoredPost(post.id, number, post.channel, post.platform_id, post.url or post.platform_id)


def _posts(contest_id: int | None) -> Select[str, Post]:
    joined = select(Entry.number, Post).join(Entry, Post.entry_id == Entry.id)
    return joined.where(Post.contest_id == contest_id).order_by(Post.channel, Post.platform_id)


def _readings(
    contest_id: int | None,
) -> Select[int, str, int, int, int | None, int | None, int | None, int | None]:
    metrics = (ReadingRow.views, ReadingRow.likes, ReadingRow.shares, ReadingRow.comments)
    columns = select(ReadingRow.post_id, Source.key, ReadingRow.taken_at, ReadingRow.revision, *metrics)
    joined = columns.join(Post, ReadingRow.post_id == Post.id).join(Source, ReadingRow.source_id == Source.id)
    return joined.where(Post.contest_id == contest_id)


def _further(session: Session, contest_id: int | None) -> Mapping[tuple[int, str, int, int], dict[str, int]]:
    row = ReadingMetric
    columns = select(row.post_id, Source.key, row.taken_at, row.revision, Metric.key, row.count)
    joined = columns.join(Post, row.post_id == Post.id).join(Source, row.source_id == Source.id)
    asked = joined.join(Metric, row.metric_id == Metric.id).where(Post.contest_id == contest_id)
    found: defaultdict[tuple[int, str, int, int], dict[str, int]] = defaultdict(dict)
    for post_id, source, taken_at, revision, metric, count in session.execute(asked):
        found[post_id, source, taken_at, revision][metric] = count
    return found
