"""Check the runs: every digest, every row against the copy that was kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.digests import unpacked
from pipeline.database.models import Contest, Entry, Post, ReadingRow, Run
from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.sealing import chained_digest, run_text
from pipeline.history.chain import chain_findings, places_in_chain
from pipeline.history.findings import Finding, changes_between, told_instant

ReadingName = tuple[str, ...]
"""What a line of a run's rows begins with: channel, the post's id, source, instant and revision."""


def run_findings(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield what was changed in the contest's runs and readings since they were sealed."""
    runs = session.scalars(select(Run).where(Run.contest_id == contest.id).order_by(Run.id)).all()
    sealed = [run for run in runs if run.digest is not None]
    places, owners = places_in_chain(sealed), _owners(session, contest)
    yield from chain_findings(session, contest, sealed)
    for run in sealed:
        for finding in _rows_findings(session, run, places.get(run.id), owners):
            yield Finding(finding.code, {"started_at": run.started_at, **finding.parameters})
    yield from _unsealed(session, runs)
    yield from _readings_of_others(session, contest)


def _owners(session: Session, contest: Contest) -> Mapping[tuple[str, str], str]:
    """Return the number of the entry that a post, by its channel and the platform's id, belongs to."""
    joined = select(Post.channel, Post.platform_id, Entry.number).join(Entry, Post.entry_id == Entry.id)
    rows = session.execute(joined.where(Post.contest_id == contest.id))
    return {(channel, platform_id): number for channel, platform_id, number in rows}


def _rows_findings(
    session: Session, run: Run, place: int | None, owners: Mapping[tuple[str, str], str]
) -> Iterator[Finding]:
    kept = unpacked(run.raw or b"")
    now = run_text(session, run, place or _number(kept))
    if kept is None or chained_digest(run.previous_digest, kept) != run.digest:
        is_sound = chained_digest(run.previous_digest, now) == run.digest
        yield Finding("run-copy-changed" if is_sound else "run-digest-changed")
    elif kept != now:
        yield from _line_findings(kept.split("\n"), now.split("\n"), owners)


def _number(kept: str | None) -> int:
    """Return the place in the chain that a run's kept copy tells, where a broken chain tells none."""
    try:
        return int(json.loads((kept or "").split("\n")[0])["number"])
    except (ValueError, KeyError, TypeError):
        return 0


def _line_findings(
    kept: Sequence[str], now: Sequence[str], owners: Mapping[tuple[str, str], str]
) -> Iterator[Finding]:
    """Name each reading that is another, gone or new; the first line is the run itself."""
    if kept[0] != now[0]:
        yield Finding("run-changed", {"changes": [*changes_between(json.loads(kept[0]), json.loads(now[0]))]})
    before, after = _by_reading(kept[1:]), _by_reading(now[1:])
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new:
            code = "reading-added" if old is None else "reading-gone" if new is None else "reading-changed"
            changes = [*changes_between(old or {}, new or {})]
            yield Finding(code, {**_named(name, owners), "changes": changes})


def _by_reading(lines: Sequence[str]) -> dict[ReadingName, dict[str, Any]]:
    """Split each line into the reading that it is of and the counts that it tells."""
    fields = [line.split("\t") for line in lines]
    return {tuple(each[:5]): _counts(each[5:]) for each in fields}


def _counts(fields: Sequence[str]) -> dict[str, Any]:
    further = dict(part.rpartition("=")[::2] for part in fields[-1].split(" ") if part)
    columns = zip(COLUMN_METRICS, fields[:-1], strict=True)
    return {name: count for name, count in (*columns, *further.items()) if count}


def _named(reading: ReadingName, owners: Mapping[tuple[str, str], str]) -> dict[str, object]:
    channel, post, source, taken_at, _ = reading
    number = owners.get((channel, post), "–")
    named = {"number": number, "channel": channel, "post": post, "source": source}
    return {**named, "taken_at": told_instant("taken_at", int(taken_at))}


def _unsealed(session: Session, runs: Sequence[Run]) -> Iterator[Finding]:
    """Yield the unfinished runs that hold readings although a later run was sealed."""
    last_sealed = max((run.id for run in runs if run.digest is not None), default=0)
    for run in runs:
        is_open = run.digest is None and run.id < last_sealed
        if is_open and session.scalar(select(ReadingRow.run_id).where(ReadingRow.run_id == run.id).limit(1)):
            yield Finding("run-unsealed", {"started_at": run.started_at})


def _readings_of_others(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield the runs, by id, that readings of the contest's posts name though they are none of its runs."""
    own = select(Run.id).where(Run.contest_id == contest.id)
    found = (
        select(ReadingRow.run_id)
        .join(Post, ReadingRow.post_id == Post.id)
        .where(Post.contest_id == contest.id, ReadingRow.run_id.not_in(own))
    )
    for run_id in session.scalars(found.distinct().order_by(ReadingRow.run_id)):
        yield Finding("reading-of-no-run", {"run": run_id})
