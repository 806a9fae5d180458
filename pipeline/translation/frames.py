"""Rows to frames: what scoring computes from, out of what the database keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from pipeline.database.contests import EntryFacts, contest_entries, contest_marks
from pipeline.database.counts import KnownCount, Side, known_counts
from pipeline.database.models import Contest, Post
from pipeline.database.readings import HAND
from pipeline.database.types import epoch_from_instant, millionths_from_decimal
from pipeline.translation.decisions import decisions_frame
from pipeline.translation.judges import judges_frame, recusals_frame
from pipeline.translation.successions import counted_posts, joined_frame
from scoring.contest import READING_COLUMNS, ContestData
from scoring.rules import Counts

KEY = ["post_id", "metric"]
Instants = Mapping[int, datetime]
"""The instant at which each post, by its id, is counted."""


def contest_data(
    session: Session,
    contest: Contest,
    at: datetime,
    told: Mapping[str, Sequence[str]],
    *,
    counts: Counts | None = None,
    opens_at: datetime | None = None,
) -> ContestData:
    """Return the contest's frames for a ranking at an instant.

    `counts` are the rules on counts: where they count what grew within a window, readings are those around
    its ends. `told` gives the metrics that a channel's platform can tell: such a metric has a row for each
    post even where nobody has told it yet. Marks are those that hold now: they are given after the counts
    are taken.
    """
    entries = contest_entries(session, contest)
    posts = counted_posts(session, contest)
    starts, ends = _windows(posts, at, counts, opens_at)
    data = ContestData(
        entries=_entries_frame(entries),
        readings=_readings_frame(session, posts, entries, ends, told),
        marks=_marks_frame(session, contest),
        at=at,
        judges=judges_frame(session, contest),
        recusals=recusals_frame(session, contest),
        decisions=decisions_frame(session, contest),
        joined=joined_frame(session, contest, posts),
    )
    if starts is None:
        return data
    baselines = _readings_frame(session, posts, entries, starts, told)
    return replace(data, opens_at=opens_at, posts=_posts_frame(posts), baselines=baselines)


def _windows(
    posts: Sequence[Post], at: datetime, counts: Counts | None, opens_at: datetime | None
) -> tuple[Instants | None, Instants]:
    """Return when each post's window begins (None where the whole count counts) and when it ends."""
    ends = {post.id: at for post in posts}
    if counts is None or counts.window == "cut-off":
        return None, ends
    if counts.window == "since-opening" and opens_at is not None:
        return {post.id: opens_at for post in posts}, ends
    lasting = timedelta(days=counts.days or 0)
    starts = {post.id: post.published_at or at for post in posts}
    return starts, {post.id: post.published_at + lasting if post.published_at else at for post in posts}


def _posts_frame(posts: Sequence[Post]) -> pd.DataFrame:
    rows = [(post.id, epoch_from_instant(post.published_at)) for post in posts if post.published_at]
    return pd.DataFrame(rows, columns=["post", "published_at"]).astype({"published_at": "Int64"})


def _entries_frame(entries: Sequence[EntryFacts]) -> pd.DataFrame:
    submitted = [each.entry.submitted_at for each in entries]
    return pd.DataFrame(
        {
            "number": pd.array([each.entry.number for each in entries], dtype="str"),
            "unit": pd.array([each.unit_code for each in entries], dtype="str"),
            "group": pd.array([each.entry.group for each in entries], dtype="object"),
            "submitted_at": pd.array(
                [pd.NA if at is None else epoch_from_instant(at) for at in submitted], dtype="Int64"
            ),
            "status": pd.array([each.entry.status for each in entries], dtype="str"),
        }
    )


def _marks_frame(session: Session, contest: Contest) -> pd.DataFrame:
    rows = [
        (judge, number, mark.criterion, millionths_from_decimal(mark.value))
        for judge, number, mark in contest_marks(session, contest)
        if mark.value is not None
    ]
    frame = pd.DataFrame(rows, columns=["judge", "number", "criterion", "mark_millionths"])
    return frame.astype({"judge": "str", "number": "str", "criterion": "str", "mark_millionths": "int64"})


def _readings_frame(
    session: Session,
    posts: Sequence[Post],
    entries: Sequence[EntryFacts],
    instants: Instants,
    told: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    before = _one_count_each(_known(session, posts, instants, "before"), "before")
    after = _one_count_each(_known(session, posts, instants, "after"), "after")
    known = before.merge(after, on=KEY, how="outer")
    frame = _expected(posts, told).merge(known, on=KEY, how="outer")
    frame = _named(posts, entries).merge(frame, on="post_id").rename(columns={"post_id": "post"})
    return frame[list(READING_COLUMNS)].astype(READING_COLUMNS)


def _known(session: Session, posts: Sequence[Post], instants: Instants, side: Side) -> Sequence[KnownCount]:
    """Return the nearest known counts on one side of each post's instant; one question for each instant."""
    asked: dict[tuple[int, datetime], set[int]] = {}
    for post in posts:
        asked.setdefault((post.contest_id, instants[post.id]), set()).add(post.id)
    return [
        count
        for (contest_id, instant), meant in asked.items()
        for count in known_counts(session, contest_id, instant, side)
        if count.post_id in meant
    ]


def _expected(posts: Sequence[Post], told: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the metrics that each post's platform can tell."""
    pairs = [(post.id, metric) for post in posts for metric in told.get(post.channel, ())]
    return pd.DataFrame(pairs, columns=KEY).astype({"post_id": "int64", "metric": "str"})


def _named(posts: Sequence[Post], entries: Sequence[EntryFacts]) -> pd.DataFrame:
    numbers = {each.entry.id: each.entry.number for each in entries}
    rows = [(post.id, post.channel, numbers[post.entry_id]) for post in posts]
    frame = pd.DataFrame(rows, columns=["post_id", "channel", "number"])
    return frame.astype({"post_id": "int64", "channel": "str", "number": "str"})


def _one_count_each(counts: Sequence[KnownCount], side: str) -> pd.DataFrame:
    """Return the nearest count of each post and metric; of one instant, what was written by hand holds."""
    names = [*KEY, f"source_{side}", f"count_{side}", f"at_{side}"]
    frame = pd.DataFrame(
        [(c.post_id, c.metric, c.source, c.count, c.taken_at) for c in counts], columns=names
    )
    frame = frame.astype({"post_id": "int64", "metric": "str", names[3]: "Int64", names[4]: "Int64"})
    is_by_hand = frame[names[2]] == HAND
    distance = -frame[names[4]] if side == "before" else frame[names[4]]
    order = pd.DataFrame({"distance": distance, "hand": ~is_by_hand}).sort_values(["distance", "hand"])
    return frame.loc[order.index].drop_duplicates(KEY)
