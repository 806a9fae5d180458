"""Check everything that must be provable of a contest, and count what was checked."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.contests import contest_amounts, find_contest
from pipeline.database.finals import all_finals
from pipeline.database.models import Contest, Run
from pipeline.database.rules import all_rules
from pipeline.faults import refused
from pipeline.history.checking_finals import final_findings, rules_findings
from pipeline.history.checking_marks import mark_findings
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


def verify(session: Session, settings: Settings, key: str) -> Verification:
    """Check a contest's runs, marks, rules and final rankings; raises Refused for an empty contest."""
    contest = find_contest(session, key)
    if contest is None:
        raise refused("contest-empty", contest=key)
    findings = (
        *run_findings(session, contest),
        *mark_findings(session, contest),
        *rules_findings(session, contest),
        *final_findings(session, settings, key, contest),
    )
    return Verification(
        runs=_sealed_runs(session, contest),
        marks=contest_amounts(session, contest).marks,
        rules=len(all_rules(session, contest)),
        finals=len(all_finals(session, contest)),
        last_digest=_last_digest(session, contest),
        findings=findings,
    )


def _sealed_runs(session: Session, contest: Contest) -> int:
    question = select(func.count()).select_from(Run).where(Run.contest_id == contest.id)
    return session.scalar(question.where(Run.digest.is_not(None))) or 0


def _last_digest(session: Session, contest: Contest) -> str | None:
    question = select(Run.digest).where(Run.contest_id == contest.id, Run.digest.is_not(None))
    return session.scalar(question.order_by(Run.id.desc()).limit(1))
