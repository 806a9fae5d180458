"""Ask for the counts around an instant: the last known at or before it and the first known after it.

For each post, source and metric the key of the table (post, source, instant, revision) leads straight to the
row; there is no other index. Of several revisions of one instant only the highest is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, literal, select, true
from sqlalchemy.orm import Session, aliased

from pipeline.database.models import Metric, Post, ReadingMetric, ReadingRow, Source
from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.types import epoch_from_instant

Side = Literal["before", "after"]
ReadingTable = type[ReadingRow] | type[ReadingMetric]


@dataclass(frozen=True, slots=True)
class KnownCount:
    """A known count of a post's metric, the source that told it and when (seconds since 1970)."""

    post_id: int
    metric: str
    source: str
    count: int
    taken_at: int


def known_counts(session: Session, contest_id: int, at: datetime, side: Side) -> Sequence[KnownCount]:
    """Return the nearest known count on one side of `at`, for each post, source and metric that has one.

    `before` takes a reading at the very instant in, `after` does not.
    """
    instant = epoch_from_instant(at)
    questions = [_of_column(name, contest_id, instant, side) for name in COLUMN_METRICS]
    questions.append(_of_further_metrics(contest_id, instant, side))
    return [KnownCount(*row) for question in questions for row in session.execute(question)]


def view_history(session: Session, contest_id: int) -> Sequence[tuple[int, int, int]]:
    """Return (post, seconds since 1970, views) of all readings that know the views, in order of time."""
    question = (
        select(Post.id, ReadingRow.taken_at, ReadingRow.views)
        .join(Post, ReadingRow.post_id == Post.id)
        .where(Post.contest_id == contest_id, ReadingRow.views.is_not(None), _holds(ReadingRow))
        .order_by(ReadingRow.taken_at, Post.id)
    )
    return [
        (post, taken_at, views) for post, taken_at, views in session.execute(question) if views is not None
    ]


def _of_column(name: str, contest_id: int, instant: int, side: Side) -> Select[*tuple[Any, ...]]:
    found, probe = aliased(ReadingRow), aliased(ReadingRow)
    nearest = _nearest_instant(probe, instant, side, getattr(probe, name).is_not(None))
    return (
        select(Post.id, literal(name), Source.key, getattr(found, name), found.taken_at)
        .select_from(Post)
        .join(Source, true())
        .join(found, _is_of_post_and_source(found) & (found.taken_at == nearest))
        .where(Post.contest_id == contest_id, _holds(found))
    )


def _of_further_metrics(contest_id: int, instant: int, side: Side) -> Select[*tuple[Any, ...]]:
    found, probe = aliased(ReadingMetric), aliased(ReadingMetric)
    nearest = _nearest_instant(probe, instant, side, probe.metric_id == Metric.id)
    return (
        select(Post.id, Metric.key, Source.key, found.count, found.taken_at)
        .select_from(Post)
        .join(Source, true())
        .join(Metric, true())
        .join(
            found,
            _is_of_post_and_source(found) & (found.taken_at == nearest) & (found.metric_id == Metric.id),
        )
        .where(Post.contest_id == contest_id, _holds(found))
    )


def _nearest_instant(
    probe: ReadingTable, instant: int, side: Side, is_known: ColumnElement[bool]
) -> ScalarSelect[int]:
    within = probe.taken_at <= instant if side == "before" else probe.taken_at > instant
    order = probe.taken_at.desc() if side == "before" else probe.taken_at.asc()
    return (
        select(probe.taken_at)
        .where(_is_of_post_and_source(probe), within, is_known, _holds(probe))
        .order_by(order)
        .limit(1)
        .correlate(Post, Source, Metric)
        .scalar_subquery()
    )


def _is_of_post_and_source(row: ReadingTable) -> ColumnElement[bool]:
    return (row.post_id == Post.id) & (row.source_id == Source.id)


def _holds(row: ReadingTable) -> ColumnElement[bool]:
    """No later revision of the same reading corrects the row."""
    later = aliased(ReadingRow)
    return ~exists().where(
        later.post_id == row.post_id,
        later.source_id == row.source_id,
        later.taken_at == row.taken_at,
        later.revision > row.revision,
    )
