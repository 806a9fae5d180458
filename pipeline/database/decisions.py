"""Keep what a committee decided: appended, never altered, chained by digests."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.chain_ends import locked_end
from pipeline.database.digests import canonical, digest, trace
from pipeline.database.models import Contest, Decision
from pipeline.database.types import epoch_from_instant

WORDS = ("reason", "person", "raised_by", "statement", "evidence")
"""What of a decision is personal: it goes into digests by its traces."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is decided, by whom and why; see the model for each field."""

    kind: str
    numbers: tuple[str, ...]
    outcome: str
    reason: str
    person: str
    decided_at: datetime
    subject: str | None = None
    raised_by: str | None = None
    raised_at: datetime | None = None
    statement: str | None = None
    evidence: str | None = None


def append_decision(session: Session, contest: Contest, deciding: Deciding) -> Decision:
    """Store a decision as the contest's next one."""
    end = locked_end(session, contest.id)
    before = all_decisions(session, contest)
    told = {name: getattr(deciding, name) for name in Deciding.__slots__ if name != "numbers"}
    decision = Decision(
        contest_id=contest.id,
        version=len(before) + 1,
        numbers=canonical(list(deciding.numbers)),
        **told,
    )
    decision.digest = decision_digest(decision, before[-1].digest if before else None)
    end.decisions = decision.version
    session.add(decision)
    session.flush()
    return decision


def all_decisions(session: Session, contest: Contest) -> list[Decision]:
    """Return every decision of a contest, the first one first."""
    question = select(Decision).where(Decision.contest_id == contest.id)
    return list(session.scalars(question.order_by(Decision.version)))


def holding_decisions(session: Session, contest: Contest, known_at: datetime | None = None) -> list[Decision]:
    """Return the decisions that no later one about the same subject has taken the place of.

    With `known_at`, those that held at that instant.
    """
    known = (
        decision
        for decision in all_decisions(session, contest)
        if known_at is None or decision.decided_at <= known_at
    )
    last = {_subject(decision): decision for decision in known}
    return sorted(last.values(), key=lambda decision: decision.version)


def numbers_of(decision: Decision) -> Sequence[str]:
    """Return the numbers of the entries that a decision is about, in its order."""
    return tuple(str(number) for number in json.loads(decision.numbers))


def decision_digest(decision: Decision, previous: str | None) -> str:
    """Return the SHA-256 over the digest before and all that the decision says."""
    place = f"decision {decision.contest_id} {decision.version}"
    instants = (decision.decided_at, decision.raised_at)
    fields = [
        previous,
        decision.contest_id,
        decision.version,
        decision.kind,
        decision.numbers,
        decision.subject,
        decision.outcome,
        *(None if instant is None else epoch_from_instant(instant) for instant in instants),
        *(trace(getattr(decision, name), f"{place} {name}") for name in WORDS),
    ]
    return digest(canonical(fields))


def _subject(decision: Decision) -> tuple[str, str]:
    """Return what a decision is about: of ties the entries in any order, of flags the increment."""
    if decision.kind == "tie":
        return decision.kind, canonical(sorted(numbers_of(decision)))
    if decision.kind == "flag":
        return decision.kind, decision.subject or ""
    return decision.kind, str(decision.version)
