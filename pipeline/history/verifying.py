"""Check all that is stored of a contest against its digests, and tell how much was checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.contests import contest_amounts
from pipeline.database.finals import all_finals
from pipeline.database.models import Contest, Run
from pipeline.database.rules import all_rules
from pipeline.history.chain import last_digest
from pipeline.history.checking_decisions import decision_findings
from pipeline.history.checking_finals import final_findings
from pipeline.history.checking_marks import mark_findings
from pipeline.history.checking_rules import rules_findings
from pipeline.history.checking_runs import run_findings
from pipeline.history.findings import Finding


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and everything that is not as it was stored; no finding is a clean bill."""

    runs: int
    marks: int
    rules: int
    finals: int
    last_digest: str | None
    findings: tuple[Finding, ...]


def verify(session: Session, settings: Settings, contest: Contest) -> Verification:
    """Check a contest's runs, marks, rules, decisions and final rankings."""
    findings = (
        *run_findings(session, contest),
        *mark_findings(session, contest),
        *rules_findings(session, contest),
        *decision_findings(session, contest),
        *final_findings(session, settings, contest.key, contest),
    )
    runs = sealed_runs(session, contest)
    return Verification(
        runs=len(runs),
        marks=contest_amounts(session, contest).marks,
        rules=len(all_rules(session, contest)),
        finals=len(all_finals(session, contest)),
        last_digest=last_digest(runs),
        findings=findings,
    )


def digest_owners(session: Session, contest: Contest, start: str) -> list[Finding]:
    """Return what of the contest has a digest that begins so: runs, published rules, final rankings."""
    begins = start.lower()
    runs, rules = sealed_runs(session, contest), all_rules(session, contest)
    found = [
        Finding("run", {"digest": run.digest, "at": run.started_at})
        for run in runs
        if (run.digest or "").startswith(begins)
    ]
    found += [
        Finding("rules", {"digest": one.digest, "version": one.version, "at": one.published_at})
        for one in rules
        if one.digest.startswith(begins)
    ]
    found += [
        Finding("final", {"digest": one.result_digest, "version": one.version, "at": one.frozen_at})
        for one in all_finals(session, contest)
        if one.result_digest.startswith(begins)
    ]
    return found


def sealed_runs(session: Session, contest: Contest) -> Sequence[Run]:
    """Return the contest's sealed runs, the oldest first."""
    question = select(Run).where(Run.contest_id == contest.id, Run.digest.is_not(None))
    return session.scalars(question.order_by(Run.id)).all()
