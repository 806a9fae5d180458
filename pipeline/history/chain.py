"""Check that a contest's sealed runs are one chain: none gone, none put in, its end the one that is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from pipeline.database.chain_ends import kept_end
from pipeline.database.models import ChainEnd, Contest, Run
from pipeline.history.findings import Finding

SHOWN = 12
"""How many characters of a digest are shown where it only helps to find it on paper."""


def places_in_chain(runs: Sequence[Run]) -> Mapping[int, int]:
    """Return the place in the chain, from 1, of each run by its id, as far as the chain is unbroken."""
    followers = {run.previous_digest: run for run in reversed(runs)}
    places: dict[int, int] = {}
    run = followers.get(None)
    while run is not None and run.id not in places:
        places[run.id] = len(places) + 1
        run = followers.get(run.digest)
    return places


def chain_findings(session: Session, contest: Contest, runs: Sequence[Run]) -> Iterator[Finding]:
    """Yield a finding for each place at which the chain is broken, and where its end is another."""
    known = {run.digest for run in runs}
    followed = Counter(run.previous_digest for run in runs)
    for run in runs:
        if run.previous_digest is not None and run.previous_digest not in known:
            missing = run.previous_digest[:SHOWN]
            yield Finding("run-before-missing", {"started_at": run.started_at, "digest": missing})
        if followed[run.previous_digest] > 1:
            yield Finding("chain-forked", {"started_at": run.started_at})
    yield from _end_findings(kept_end(session, contest), runs)


def last_digest(runs: Sequence[Run]) -> str | None:
    """Return the digest that no other run follows."""
    followed = {run.previous_digest for run in runs}
    return next((run.digest for run in reversed(runs) if run.digest not in followed), None)


def _end_findings(end: ChainEnd, runs: Sequence[Run]) -> Iterator[Finding]:
    if end.runs != len(runs):
        yield Finding("runs-counted-otherwise", {"kept": end.runs, "found": len(runs)})
    if end.digest != last_digest(runs):
        yield Finding("chain-end-changed", {"digest": (end.digest or "–")[:SHOWN]})
