"""The entries that a judge marks, with the judge's own marks and nobody else's, in the judge's order.

Neither withdrawn entries nor those of a judge's own unit, or one that it has merged with, are among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import EntryFacts, contest_entries
from pipeline.database.mergers import merged_units
from pipeline.database.models import Contest, Judge, Mark, Recusal, ScoreSheet
from pipeline.pages.access.logins import SignedInJudge
from pipeline.pages.judges.orders import own_order
from scoring.rules.judging import Criterion


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    """An entry with what one judge has done for it.

    `marks` has the marks that were given, by criterion; `state` is `open`, `begun`, `marked` (every
    criterion), `submitted` or `recused`. `reopened` is who reopened the sheet and why.
    """

    entry_id: int
    number: str
    title: str
    unit: str
    state: str
    marks: Mapping[str, Decimal]
    comment: str
    recusal: str | None
    submitted_at: datetime | None
    reopened: tuple[str, str] | None

    @property
    def total(self) -> Decimal:
        """The sum of the marks."""
        return sum(self.marks.values(), Decimal(0))

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do."""
        return self.state in {"submitted", "recused"}


@dataclass(frozen=True, slots=True)
class _Done:
    """All that a judge has done, by entries' ids."""

    marks: Mapping[int, Mapping[str, Decimal]]
    comments: Mapping[int, str]
    sheets: Mapping[int, ScoreSheet]
    recusals: Mapping[int, str]


def criteria_of(settings: ContestSettings) -> tuple[Criterion, ...]:
    """Return what is marked, in the order of the rules."""
    return settings.judging.criteria if settings.judging else ()


def judged_entries(
    session: Session, judge: SignedInJudge, settings: ContestSettings
) -> tuple[JudgedEntry, ...]:
    """Return the entries that the judge marks or has recused from."""
    contest = session.get_one(Contest, judge.contest_id)
    done, own_units = _done(session, judge.judge_id), _own_units(session, judge.judge_id)
    criteria = [criterion.key for criterion in criteria_of(settings)]
    found = [
        (facts.entry.number, _judged(facts, done, criteria))
        for facts in contest_entries(session, contest)
        if facts.entry.status == "competing" and facts.entry.unit_id not in own_units
    ]
    return own_order(judge.contest, judge.key, found)


def _judged(facts: EntryFacts, done: _Done, criteria: Sequence[str]) -> JudgedEntry:
    entry, sheet = facts.entry, done.sheets.get(facts.entry.id)
    given = done.marks.get(entry.id, {})
    marks = {key: given[key] for key in criteria if key in given}
    submitted_at = None if sheet is None else sheet.submitted_at
    return JudgedEntry(
        entry_id=entry.id,
        number=entry.number,
        title=entry.title,
        unit=facts.unit_name,
        state=_state(entry.id, done, submitted_at, len(criteria) - len(marks), len(marks)),
        marks=marks,
        comment=done.comments.get(entry.id, ""),
        recusal=done.recusals.get(entry.id),
        submitted_at=submitted_at,
        reopened=_reopened(sheet),
    )


def _state(entry_id: int, done: _Done, submitted_at: datetime | None, lacking: int, given: int) -> str:
    if entry_id in done.recusals:
        return "recused"
    if submitted_at is not None:
        return "submitted"
    if not lacking:
        return "marked"
    return "begun" if given else "open"


def _reopened(sheet: ScoreSheet | None) -> tuple[str, str] | None:
    if sheet is None or sheet.submitted_at is not None or sheet.reopened_by is None:
        return None
    return sheet.reopened_by, sheet.reopen_reason or ""


def _own_units(session: Session, judge_id: int) -> frozenset[int]:
    unit = session.get_one(Judge, judge_id).unit_id
    return frozenset() if unit is None else frozenset(each for each, _ in merged_units(session)[unit])


def _done(session: Session, judge_id: int) -> _Done:
    marks: dict[int, dict[str, Decimal]] = {}
    comments: dict[int, str] = {}
    for mark in session.scalars(select(Mark).where(Mark.judge_id == judge_id)):
        if mark.value is not None:
            marks.setdefault(mark.entry_id, {})[mark.criterion] = mark.value
        if mark.comment:
            comments[mark.entry_id] = mark.comment
    sheets = session.scalars(select(ScoreSheet).where(ScoreSheet.judge_id == judge_id))
    recusals = session.scalars(select(Recusal).where(Recusal.judge_id == judge_id))
    return _Done(
        marks,
        comments,
        {sheet.entry_id: sheet for sheet in sheets},
        {recusal.entry_id: recusal.reason for recusal in recusals},
    )
