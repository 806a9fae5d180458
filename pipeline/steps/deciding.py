"""Record what a committee decides: checked against what is stored, then appended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import find_contest
from pipeline.database.decisions import Deciding, append_decision
from pipeline.database.models import Contest, Decision, Entry
from pipeline.faults import Fault, Refused, refused
from pipeline.sheets.nearest import nearest
from pipeline.translation.suspicions import Flag, contest_flags

Kind = Literal["tie", "flag", "appeal", "correction"]

OUTCOMES: dict[Kind, tuple[str, ...]] = {
    "tie": ("placed",),
    "flag": ("keep", "median", "leave-out", "disqualify"),
    "appeal": ("upheld", "rejected"),
    "correction": ("done",),
}
"""What can come of each kind of decision."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be recorded: the entries, or a flag by its name, what comes of it, and who says so."""

    kind: Kind
    numbers: tuple[str, ...]
    flag: str | None
    outcome: str | None
    reason: str
    person: str
    raised_by: str | None = None
    raised_at: datetime | None = None
    statement: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The decision that was stored, and what its reader should know of it."""

    decision: Decision
    remarks: tuple[str, ...]


def decide(session: Session, key: str, settings: ContestSettings, case: Case, now: datetime) -> Recorded:
    """Store a decision; raises Refused for unknown entries, flags and outcomes, and without a reason."""
    contest = find_contest(session, key)
    if contest is None:
        raise refused("contest-empty", contest=key)
    flag = _flag(session, contest, settings, case, now) if case.kind == "flag" else None
    numbers = case.numbers if flag is None else (flag.post.number,)
    _check(case, numbers, session.scalars(select(Entry.number).where(Entry.contest_id == contest.id)).all())
    deciding = Deciding(
        kind=case.kind,
        numbers=numbers,
        outcome=_outcome(case),
        reason=case.reason.strip(),
        person=case.person,
        decided_at=now,
        subject=None if flag is None else flag.subject,
        raised_by=case.raised_by,
        raised_at=case.raised_at,
        statement=case.statement,
        evidence=case.evidence,
    )
    return Recorded(append_decision(session, contest, deciding), _remarks(case.kind, settings))


def flags_up_to(
    session: Session, contest: Contest, settings: ContestSettings, now: datetime
) -> tuple[Flag, ...]:
    """Return what is unusual in the readings up to now, or to the cut-off if that is over."""
    return contest_flags(session, contest, settings, min(now, settings.cut_off))


def _flag(session: Session, contest: Contest, settings: ContestSettings, case: Case, now: datetime) -> Flag:
    flags = {flag.name: flag for flag in flags_up_to(session, contest, settings, now)}
    if case.flag not in flags:
        raise refused(
            "flag-unknown",
            flag=case.flag or "–",
            nearest=nearest(case.flag or "", flags) or next(iter(flags), "–"),
            contest=contest.key,
        )
    return flags[case.flag]


def _check(case: Case, numbers: Sequence[str], known: Collection[str]) -> None:
    faults = [
        Fault("decision-number-unknown", {"number": number, "nearest": nearest(number, known) or "–"})
        for number in numbers
        if number not in known
    ]
    if not numbers or (case.kind == "tie" and len(set(numbers)) < 2):
        faults.append(Fault(f"decision-numbers-{'tie' if case.kind == 'tie' else 'needed'}"))
    if len(set(numbers)) < len(numbers):
        faults.append(Fault("decision-number-twice", {"numbers": ", ".join(numbers)}))
    if not case.reason.strip():
        faults.append(Fault("decision-reason-needed"))
    if faults:
        raise Refused(*faults)


def _outcome(case: Case) -> str:
    permitted = OUTCOMES[case.kind]
    if case.outcome is None and len(permitted) == 1:
        return permitted[0]
    if case.outcome not in permitted:
        raise refused("decision-outcome", outcome=case.outcome or "–", permitted=", ".join(permitted))
    return case.outcome


def _remarks(kind: Kind, settings: ContestSettings) -> tuple[str, ...]:
    """Return the codes of what makes a decision weaker than its reader may think."""
    return ("tie-without-rule",) if kind == "tie" and "decision" not in settings.total.ties else ()
