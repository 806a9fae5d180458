"""Compare a run's readings with those before, and note what an organiser must look at.

What could not be read is noted by the collection itself; here it is counts that fell, and channels on which
nothing at all has changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, delete, func, select
from sqlalchemy.orm import Session, aliased

from pipeline.database.models import Post, ProblemRow, ReadingRow
from pipeline.database.nights import occasions_read
from pipeline.database.opening import writing
from pipeline.database.readings import COLUMN_METRICS
from pipeline.schedule.due import gap_before
from pipeline.steps.work import Work

COUNT_FELL, NOTHING_NEW = "count-fell", "nothing-new"
FINDINGS = (COUNT_FELL, NOTHING_NEW)

QUIET_POSTS = 5
"""On fewer posts it is no wonder that nothing has changed."""

QUIET_FOR = timedelta(hours=12)
"""Within less time it is no wonder either."""

Pair = tuple[str, ReadingRow, ReadingRow]
"""A channel, a reading of the run and the one before of the same post and source."""


def check(work: Work) -> dict[str, Any]:
    """Note what stands out in the night's run; return the findings' codes and the nights missed before it."""
    if work.run_id is None:
        return {}
    with writing(work.workplace.engine) as session:
        old = delete(ProblemRow).where(ProblemRow.run_id == work.run_id, ProblemRow.code.in_(FINDINGS))
        session.execute(old)
        pairs = _pairs(session, work.run_id)
        found = [*_fallen(pairs), *_quiet_channels(pairs)]
        for row in found:
            row.run_id, row.found_at = work.run_id, work.now
        codes = [row.code for row in found]
        session.add_all(found)
        read = occasions_read(session, work.contest_id)
    missed = gap_before(work.contest, work.workplace.settings.nightly_at, read, work.now)
    return {"found": codes, "missed": [night.isoformat() for night in missed]}


def _pairs(session: Session, run_id: int) -> Sequence[Pair]:
    """Return the run's readings that have one before them, in the order of channel and post."""
    before, other = aliased(ReadingRow), aliased(ReadingRow)
    newest = select(func.max(other.taken_at)).where(
        other.post_id == ReadingRow.post_id,
        other.source_id == ReadingRow.source_id,
        other.taken_at < ReadingRow.taken_at,
    )
    question = (
        select(Post.channel, ReadingRow, before)
        .join(Post, ReadingRow.post_id == Post.id)
        .join(
            before,
            and_(
                before.post_id == ReadingRow.post_id,
                before.source_id == ReadingRow.source_id,
                before.taken_at == newest.scalar_subquery(),
            ),
        )
        .where(ReadingRow.run_id == run_id)
        .order_by(Post.channel, Post.id, before.revision)
    )
    return session.execute(question).all()


def _fallen(pairs: Sequence[Pair]) -> Iterator[ProblemRow]:
    for channel, now, before in pairs:
        fallen = {metric: f"{old} → {new}" for metric, (old, new) in _known(now, before).items() if new < old}
        if fallen:
            yield ProblemRow(channel=channel, post_id=now.post_id, code=COUNT_FELL, detail=fallen)


def _quiet_channels(pairs: Sequence[Pair]) -> Iterator[ProblemRow]:
    by_channel: dict[str, list[bool]] = defaultdict(list)
    for channel, now, before in pairs:
        known = _known(now, before).values()
        is_long = now.taken_at - before.taken_at >= QUIET_FOR.total_seconds()
        by_channel[channel].append(is_long and bool(known) and all(new == old for old, new in known))
    for channel, quiet in by_channel.items():
        if len(quiet) >= QUIET_POSTS and all(quiet):
            yield ProblemRow(channel=channel, post_id=None, code=NOTHING_NEW, detail={})


def _known(now: ReadingRow, before: ReadingRow) -> Mapping[str, tuple[int, int]]:
    """Return each metric that both readings know, with the count before and now."""
    pairs = ((metric, getattr(before, metric), getattr(now, metric)) for metric in COLUMN_METRICS)
    return {metric: (old, new) for metric, old, new in pairs if old is not None and new is not None}
