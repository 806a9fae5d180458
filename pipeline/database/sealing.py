"""Seal a run: chain a digest over its rows to the run before and keep the rows compressed.

A row that is changed behind the program's back no longer fits the digest, and the kept rows name it. The end
of each contest's chain is kept beside it, so that a run that is taken off the end is missed too.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.database.chain_ends import locked_end
from pipeline.database.digests import canonical, digest, packed, trace
from pipeline.database.models import Metric, Post, ReadingMetric, ReadingRow, Run, Source
from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.types import epoch_from_instant
from pipeline.faults import failed

PERSONAL = ("origin", "person", "reason")
"""What a run says in people's own words."""


def seal(session: Session, run: Run, now: datetime) -> None:
    """Count what the run read, chain its digest to the run before and keep its rows compressed.

    Raises Failed for a run that is sealed already: another process has taken it over.
    """
    if run.digest is not None:
        raise failed("run-sealed-elsewhere", run=run.id)
    end = locked_end(session, run.contest_id)
    run.posts_read = _posts_read(session, run)
    run.finished_at = now
    run.state = "partial" if run.posts_read < run.posts_asked else "done"
    text = run_text(session, run, end.runs + 1)
    run.previous_digest = end.digest
    run.digest = chained_digest(run.previous_digest, text)
    run.raw = packed(text)
    end.digest, end.runs = run.digest, end.runs + 1


def chained_digest(previous: str | None, text: str) -> str:
    """Return the SHA-256 of the digest before and the run's rows, as hexadecimal text."""
    return digest(f"{previous or ''}\n{text}")


def run_text(session: Session, run: Run, number: int) -> str:
    """Return what a run's digest covers: what the run was and all that it read, a line each.

    `number` is the run's place in the chain, from 1.
    """
    return "\n".join((canonical(_head(run, number)), *run_rows(session, run)))


def _head(run: Run, number: int) -> dict[str, object]:
    place = f"run {number}"
    return {
        "number": number,
        "kind": run.kind,
        "night": run.night,
        "started_at": epoch_from_instant(run.started_at),
        "finished_at": None if run.finished_at is None else epoch_from_instant(run.finished_at),
        "posts_asked": run.posts_asked,
        "posts_read": run.posts_read,
        **{name: trace(getattr(run, name), f"{place} {name}") for name in PERSONAL},
    }


def _posts_read(session: Session, run: Run) -> int:
    question = select(func.count(func.distinct(ReadingRow.post_id))).where(ReadingRow.run_id == run.id)
    return session.scalar(question) or 0


def run_rows(session: Session, run: Run) -> list[str]:
    """Return the run's readings as sorted lines: channel, id, source, instant, revision, the four, the rest.

    Fields are parted by tabs and an unknown count is empty. Nothing of it is personal.
    """
    further = _further_metrics(session, run)
    rows = session.execute(
        select(Post.channel, Post.platform_id, Source.key, ReadingRow)
        .join(Post, ReadingRow.post_id == Post.id)
        .join(Source, ReadingRow.source_id == Source.id)
        .where(ReadingRow.run_id == run.id)
    )
    return sorted(
        "\t".join(
            [
                channel,
                platform_id,
                source,
                str(row.taken_at),
                str(row.revision),
                *_counts(row),
                further.get(_key(row), ""),
            ]
        )
        for channel, platform_id, source, row in rows
    )


def _counts(row: ReadingRow) -> list[str]:
    counts = [getattr(row, name) for name in COLUMN_METRICS]
    return ["" if count is None else str(count) for count in counts]


def _key(row: ReadingRow | ReadingMetric) -> tuple[int, int, int, int]:
    return row.post_id, row.source_id, row.taken_at, row.revision


def _further_metrics(session: Session, run: Run) -> dict[tuple[int, int, int, int], str]:
    """Return the further metrics of each reading of the run as `name=count` in order of name."""
    rows = session.execute(
        select(Metric.key, ReadingMetric)
        .join(Metric, ReadingMetric.metric_id == Metric.id)
        .join(
            ReadingRow,
            (ReadingRow.post_id == ReadingMetric.post_id)
            & (ReadingRow.source_id == ReadingMetric.source_id)
            & (ReadingRow.taken_at == ReadingMetric.taken_at)
            & (ReadingRow.revision == ReadingMetric.revision),
        )
        .where(ReadingRow.run_id == run.id)
        .order_by(Metric.key)
    )
    texts: dict[tuple[int, int, int, int], list[str]] = {}
    for name, row in rows:
        texts.setdefault(_key(row), []).append(f"{name}={row.count}")
    return {key: " ".join(parts) for key, parts in texts.items()}
