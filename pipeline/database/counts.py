"""Ask for the counts around an instant: the last known at or before it and the first known after it.

For each post and source the key of the table (post, source, instant, revision) leads straight to the nearest
reading; there is no other index. Only for a metric that this reading does not know is the search repeated,
past all readings that do not know it. Of several revisions of one instant only the highest is seen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import CTE, ColumnElement, Select, exists, literal, select
from sqlalchemy.orm import Session, aliased

from pipeline.database.models import Metric, Post, ReadingMetric, ReadingRow, Source
from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.types import epoch_from_instant

Side = Literal["before", "after"]
ReadingTable = type[ReadingRow] | type[ReadingMetric]


class KnownCount(NamedTuple):
    """A known count of a post's metric, the source that told it and when (seconds since 1970)."""

    post_id: int
    metric: str
    source: str
    count: int  # type: ignore[assignment]
    taken_at: int


@dataclass(frozen=True, slots=True)
class _Search:
    """Which readings are meant: of a contest's posts, from one source, on one side of an instant."""

    session: Session
    contest_id: int
    source_id: int
    source_key: str
    instant: int
    side: Side


def known_counts(session: Session, contest_id: int, at: datetime, side: Side) -> Sequence[KnownCount]:
    """Return the nearest known count on one side of `at`, for each post, source and metric that has one.

    `before` takes a reading at the very instant in, `after` does not. The sources come by their keys.
    """
    instant = epoch_from_instant(at)
    sources = session.execute(select(Source.id, Source.key).order_by(Source.key)).all()
    searches = [_Search(session, contest_id, *source, instant, side) for source in sources]
    return [found for search in searches for found in _of_source(search)]


def _of_source(search: _Search) -> Iterator[KnownCount]:
    readings = search.session.execute(_nearest_readings(search)).all()
    for place, metric in enumerate(COLUMN_METRICS, start=2):
        rows = [(row[0], row[place], row[1]) for row in readings if row[place] is not None]
        told = _known(search, metric, rows)
        yield from told
        if len(told) < len(readings) and (told or _is_ever_told(search, metric)):
            yield from _told_farther_away(search, metric, _column_known(search, metric), told)
    if readings:
        yield from _of_further_metrics(search)


def _is_ever_told(search: _Search, metric: str) -> bool:
    """Tell whether the source knew the metric at any time: one walk is quicker than one for each post."""
    is_of_source, column = ReadingRow.source_id == search.source_id, getattr(ReadingRow, metric)
    question = select(ReadingRow.post_id).where(is_of_source, column.is_not(None)).limit(1)
    return search.session.execute(question).first() is not None


def _of_further_metrics(search: _Search) -> Iterator[KnownCount]:
    nearest = [KnownCount(*row) for row in search.session.execute(_nearest_further_metrics(search))]
    yield from nearest
    if not nearest:
        return
    posts = {one.post_id for one in nearest}
    for metric in search.session.scalars(select(Metric).order_by(Metric.key)).all():
        told = [one for one in nearest if one.metric == metric.key]
        if len(told) < len(posts):
            yield from _told_farther_away(search, metric.key, _further_known(search, metric), told)


def _told_farther_away(
    search: _Search, metric: str, question: Select[int, int, int], told: Sequence[KnownCount]
) -> Sequence[KnownCount]:
    """Return the nearest known counts of the posts whose nearest reading does not know the metric."""
    done = {one.post_id for one in told}
    return _known(search, metric, (row for row in search.session.execute(question) if row[0] not in done))


def _known(search: _Search, metric: str, rows: Iterable[Sequence[int]]) -> list[KnownCount]:
    source = search.source_key
    return [KnownCount(post_id, metric, source, count, taken_at) for post_id, count, taken_at in rows]


def _nearest_readings(search: _Search) -> Select[*tuple[Any, ...]]:
    found, nearest = aliased(ReadingRow), _nearest(search, aliased(ReadingRow))
    columns = [getattr(found, name) for name in COLUMN_METRICS]
    question = select(found.post_id, found.taken_at, *columns)
    return question.select_from(nearest).join(found, _is_at(search, found, nearest))


def _column_known(search: _Search, metric: str) -> Select[int, int, int]:
    probe, found = aliased(ReadingRow), aliased(ReadingRow)
    nearest = _nearest(search, probe, getattr(probe, metric).is_not(None), _holds(probe))
    question = select(found.post_id, getattr(found, metric), found.taken_at)
    return question.select_from(nearest).join(found, _is_at(search, found, nearest))


def _nearest_further_metrics(search: _Search) -> Select[int, str, str, int, int]:
    found, nearest = aliased(ReadingMetric), _nearest(search, aliased(ReadingMetric))
    source = literal(search.source_key)
    question = select(found.post_id, Metric.key, source, found.count, found.taken_at).select_from(nearest)
    return question.join(found, _is_at(search, found, nearest)).join(Metric, Metric.id == found.metric_id)


def _further_known(search: _Search, metric: Metric) -> Select[int, int, int]:
    probe, found = aliased(ReadingMetric), aliased(ReadingMetric)
    nearest = _nearest(search, probe, probe.metric_id == metric.id, _holds(probe))
    question = select(found.post_id, found.count, found.taken_at).select_from(nearest)
    return question.join(found, _is_at(search, found, nearest) & (found.metric_id == metric.id))


def _nearest(search: _Search, probe: ReadingTable, *conditions: ColumnElement[bool]) -> CTE:
    """Return each post of the contest with the instant of its nearest row that meets the conditions.

    It is worked out before it is joined to anything, or a planner may walk through a post's whole history.
    """
    is_before = search.side == "before"
    within = probe.taken_at <= search.instant if is_before else probe.taken_at > search.instant
    instant = (
        select(probe.taken_at)
        .where(probe.post_id == Post.id, probe.source_id == search.source_id, within, *conditions)
        .order_by(probe.taken_at.desc() if is_before else probe.taken_at.asc())
        .limit(1)
        .scalar_subquery()
    )
    question = select(Post.id.label("post_id"), instant.label("taken_at"))
    return question.where(Post.contest_id == search.contest_id).cte("nearest").prefix_with("MATERIALIZED")


def _is_at(search: _Search, found: ReadingTable, nearest: CTE) -> ColumnElement[bool]:
    """The row is of the nearest instant, and the revision that holds."""
    return (
        (found.post_id == nearest.c.post_id)
        & (found.source_id == search.source_id)
        & (found.taken_at == nearest.c.taken_at)
        & _holds(found)
    )


def _holds(row: ReadingTable) -> ColumnElement[bool]:
    """No later revision of the same reading corrects the row."""
    later = aliased(ReadingRow)
    return ~exists().where(
        later.post_id == row.post_id,
        later.source_id == row.source_id,
        later.taken_at == row.taken_at,
        later.revision > row.revision,
    )
