"""Check the recorded decisions: each against the digest chained to the one before."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from pipeline.database.chain_ends import kept_end
from pipeline.database.decisions import all_decisions, decision_digest
from pipeline.database.models import Contest
from pipeline.history.findings import Finding


def decision_findings(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield each decision that is no longer what was recorded, and whether any is missing."""
    decisions, kept = all_decisions(session, contest), kept_end(session, contest).decisions
    if kept != len(decisions) or [one.version for one in decisions] != list(range(1, kept + 1)):
        yield Finding("decisions-counted-otherwise", {"kept": kept, "found": len(decisions)})
    previous: str | None = None
    for decision in decisions:
        if decision.digest != decision_digest(decision, previous):
            yield Finding("decision-changed", {"version": decision.version})
        previous = decision.digest
