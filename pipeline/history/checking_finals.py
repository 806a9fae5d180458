"""Check the final rankings: what was stored of each, and whether it comes out again."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.chain_ends import kept_end
from pipeline.database.digests import digest, unpacked
from pipeline.database.finals import all_finals, final_seal
from pipeline.database.models import Contest, FinalRanking
from pipeline.faults import Refused
from pipeline.history.findings import Finding
from pipeline.history.results import result_text
from pipeline.history.since_final import since_final_findings
from pipeline.steps.ranking import RankedContest, final_ranking


def final_findings(session: Session, settings: Settings, key: str, contest: Contest) -> Iterator[Finding]:
    """Yield what differs in the final rankings: their stored parts, their recomputation, today's rows."""
    finals, kept = all_finals(session, contest), kept_end(session, contest).finals
    if kept != len(finals):
        yield Finding("finals-counted-otherwise", {"kept": kept, "found": len(finals)})
    before: FinalRanking | None = None
    for place, final in enumerate(finals, start=1):
        yield from _row_findings(final, place, before)
        yield from _stored_findings(session, settings, key, final)
        before = final
    if finals and (ranked := _computed(session, settings, key, finals[-1])):
        yield from since_final_findings(session, settings, ranked)


def _row_findings(final: FinalRanking, place: int, before: FinalRanking | None) -> Iterator[Finding]:
    previous = before.result_digest if before else None
    if final.version != place or final.previous_digest != previous:
        yield Finding("final-missing", {"version": place})
    if final_seal(final, before.seal if before else None) != final.seal:
        yield Finding("final-facts-changed", {"version": final.version})


def _stored_findings(
    session: Session, settings: Settings, key: str, final: FinalRanking
) -> Iterator[Finding]:
    inputs, result = unpacked(final.inputs), unpacked(final.result)
    if inputs is None or digest(inputs) != final.inputs_digest:
        yield Finding("final-inputs-changed", {"version": final.version})
    if result is None or digest(result) != final.result_digest:
        yield Finding("final-result-changed", {"version": final.version})
    ranked = _computed(session, settings, key, final)
    if ranked is None:
        yield Finding("final-not-computable", {"version": final.version})
    else:
        yield from _result_findings(final, result, result_text(ranked.ranking))


def _computed(session: Session, settings: Settings, key: str, final: FinalRanking) -> RankedContest | None:
    try:
        return final_ranking(session, settings, key, final)
    except Refused:
        return None


def _result_findings(final: FinalRanking, stored: str | None, computed: str) -> Iterator[Finding]:
    """Name the entries that come out otherwise than they were stored."""
    if digest(computed) == final.result_digest:
        return
    before, now = _by_number(stored or ""), _by_number(computed)
    numbers = sorted(number for number in before.keys() | now.keys() if before.get(number) != now.get(number))
    yield Finding("final-differs", {"version": final.version, "numbers": ", ".join(numbers) or "–"})


def _by_number(result: str) -> dict[str, Any]:
    try:
        return {str(entry["number"]): entry for entry in json.loads(result)["entries"]}
    except (ValueError, KeyError, TypeError):
        return {}
