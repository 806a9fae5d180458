"""Check the chain of runs: every digest, every row against the copy that was kept, no run missing."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, ReadingRow, Run
from pipeline.database.sealing import chained_digest, run_text
from pipeline.history.canonical import unpacked
from pipeline.history.findings import Finding

CHANNEL, PLATFORM_ID, SOURCE, TAKEN_AT = range(4)
"""Places in a line of a run's rows."""


def run_findings(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield what was changed in the contest's runs and readings since they were sealed."""
    runs = session.scalars(select(Run).where(Run.contest_id == contest.id).order_by(Run.id)).all()
    sealed = [run for run in runs if run.digest is not None]
    yield from _chain_findings(sealed)
    for run in sealed:
        yield from _rows_findings(session, run)
    yield from _lost_readings(session, runs)


def digest_is_known(session: Session, contest: Contest, digest: str) -> Run | None:
    """Return the run whose digest begins so; None where no run of the contest has such a one."""
    return session.scalar(
        select(Run)
        .where(Run.contest_id == contest.id, Run.digest.startswith(digest.lower(), autoescape=True))
        .order_by(Run.id)
        .limit(1)
    )


def _chain_findings(runs: Sequence[Run]) -> Iterator[Finding]:
    """Yield a finding for each place at which the chain is broken: a run is gone, or two follow one."""
    known = {run.digest for run in runs}
    followed = Counter(run.previous_digest for run in runs)
    for run in runs:
        if run.previous_digest is not None and run.previous_digest not in known:
            yield Finding("run-before-missing", {"run": run.id, "digest": run.previous_digest[:12]})
        if followed[run.previous_digest] > 1:
            yield Finding("chain-forked", {"run": run.id})


def _rows_findings(session: Session, run: Run) -> Iterator[Finding]:
    kept, now = unpacked(run.raw or b""), run_text(session, run)
    if kept is None or chained_digest(run.previous_digest, kept) != run.digest:
        yield Finding("run-copy-changed", {"run": run.id})
        if chained_digest(run.previous_digest, now) != run.digest:
            yield Finding("run-rows-changed", {"run": run.id})
    elif kept != now:
        yield from _line_findings(run, kept.split("\n"), now.split("\n"))


def _line_findings(run: Run, kept: Sequence[str], now: Sequence[str]) -> Iterator[Finding]:
    """Name each reading that is another, gone or new; the first line is the run itself."""
    if kept[0] != now[0]:
        yield Finding("run-changed", {"run": run.id, "old": _spaced(kept[0]), "new": _spaced(now[0])})
    before, after = _by_reading(kept[1:]), _by_reading(now[1:])
    for reading in sorted(before.keys() | after.keys()):
        old, new = before.get(reading, "–"), after.get(reading, "–")
        if old != new:
            yield Finding("reading-changed", {"run": run.id, **_named(reading), "old": old, "new": new})


def _by_reading(lines: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Split each line into the reading that it is of and the counts that it tells."""
    fields = [line.split("\t") for line in lines]
    return {tuple(each[:5]): _spaced("\t".join(each[5:])) for each in fields}


def _named(reading: tuple[str, ...]) -> dict[str, object]:
    return {
        "channel": reading[CHANNEL],
        "post": reading[PLATFORM_ID],
        "source": reading[SOURCE],
        "taken_at": int(reading[TAKEN_AT]),
    }


def _spaced(line: str) -> str:
    return " ".join(field or "–" for field in line.split("\t"))


def _lost_readings(session: Session, runs: Sequence[Run]) -> Iterator[Finding]:
    """Yield the unfinished runs that hold readings although a later run was sealed."""
    last_sealed = max((run.id for run in runs if run.digest is not None), default=0)
    for run in runs:
        is_open = run.digest is None and run.id < last_sealed
        if is_open and session.scalar(select(ReadingRow.run_id).where(ReadingRow.run_id == run.id).limit(1)):
            yield Finding("run-unsealed", {"run": run.id})
