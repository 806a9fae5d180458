"""Appends readings by hand to the database, under one run, with the posts and metrics that they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pipeline.database.keys import key_ids
from pipeline.database.models import Metric, Post, ReadingMetric, ReadingRow, Run, Source
from pipeline.database.readings import COLUMN_METRICS, HAND
from pipeline.sheets.occasion import Occasion

Keyed = TypeVar("Keyed", Source, Metric)


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading to append; `post_id` is None for a post by hand that is not stored yet."""

    entry_id: int
    channel: str
    platform_id: str
    post_id: int | None
    taken_at: int
    revision: int
    counts: Mapping[str, int]


def append_readings(
    session: Session, contest_id: int, readings: Sequence[NewReading], origin: str, occasion: Occasion
) -> None:
    """Store the readings, none of which may be there yet, under a run of the kind `import`."""
    ordered = sorted(readings, key=lambda new: (new.channel, new.platform_id, new.taken_at))
    posts = _post_ids(session, contest_id, ordered)
    run = _run(contest_id, len(set(posts.values())), origin, occasion)
    session.add(run)
    session.flush()
    keys = _reading_keys(ordered, posts, key_ids(session, Source, [HAND])[HAND])
    counts = [{metric: new.counts.get(metric) for metric in COLUMN_METRICS} for new in ordered]
    rows = [{**key, "run_id": run.id, **known} for key, known in zip(keys, counts, strict=True)]
    session.execute(insert(ReadingRow), rows)
    _append_further(session, keys, ordered)


def _reading_keys(
    readings: Sequence[NewReading], posts: Mapping[tuple[str, str], int], source_id: int
) -> list[dict[str, object]]:
    return [
        {
            "post_id": posts[new.channel, new.platform_id],
            "source_id": source_id,
            "taken_at": new.taken_at,
            "revision": new.revision,
        }
        for new in readings
    ]


def _append_further(
    session: Session, keys: Sequence[Mapping[str, object]], readings: Sequence[NewReading]
) -> None:
    names = {metric for new in readings for metric in new.counts if metric not in COLUMN_METRICS}
    ids = key_ids(session, Metric, names)
    rows = [
        {**key, "metric_id": ids[metric], "count": count}
        for key, new in zip(keys, readings, strict=True)
        for metric, count in new.counts.items()
        if metric in ids
    ]
    if rows:
        session.execute(insert(ReadingMetric), rows)


def _post_ids(
    session: Session, contest_id: int, readings: Sequence[NewReading]
) -> Mapping[tuple[str, str], int]:
    ids: dict[tuple[str, str], int] = {}
    for new in readings:
        key = new.channel, new.platform_id
        ids[key] = new.post_id or ids.get(key) or _made_post(session, contest_id, new)
    return ids


def _made_post(session: Session, contest_id: int, new: NewReading) -> int:
    post = Post(
        contest_id=contest_id, entry_id=new.entry_id, channel=new.channel, platform_id=new.platform_id
    )
    session.add(post)
    session.flush()
    return post.id


def _run(contest_id: int, posts: int, origin: str, occasion: Occasion) -> Run:
    return Run(
        contest_id=contest_id,
        kind="import",
        origin=origin,
        person=occasion.person,
        reason=occasion.reason,
        state="done",
        started_at=occasion.now,
        finished_at=occasion.now,
        posts_asked=posts,
        posts_read=posts,
    )
