"""How far each judge has come: the entries to mark, those marked in full, those handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import EntryFacts, contest_entries, find_contest
from pipeline.database.models import Contest, Judge, Mark, Recusal, ScoreSheet, UnitName
from pipeline.pages.access.links import contest_judges
from pipeline.translation.judges import judges_frame

Pair = tuple[int, int]
"""A judge and an entry, by their ids."""


@dataclass(frozen=True, slots=True)
class JudgeProgress:
    """One judge: `entries` are those to mark, the others subsets of them by number.

    `barred` are the entries of the judge's own unit, `recused` those that the judge does not mark, with why.
    """

    judge_id: int
    key: str
    name: str
    unit: str | None
    is_head: bool
    entries: tuple[str, ...]
    marked: tuple[str, ...]
    submitted: tuple[str, ...]
    barred: tuple[str, ...]
    recused: tuple[tuple[str, str], ...]

    @property
    def left(self) -> tuple[str, ...]:
        """The entries that still lack a mark."""
        return tuple(number for number in self.entries if number not in self.marked)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of all judges: full sheets, those handed in, recusals, units that bar an entry."""

    full: frozenset[Pair]
    submitted: frozenset[Pair]
    recused: Mapping[Pair, str]
    own_units: frozenset[tuple[str, str]]
    units: Mapping[int, str]


def judges_progress(session: Session, key: str, rules: ContestSettings) -> tuple[JudgeProgress, ...]:
    """Return the contest's judges in the order of their keys."""
    contest = find_contest(session, key)
    if contest is None:
        return ()
    competing = [facts for facts in contest_entries(session, contest) if facts.entry.status == "competing"]
    stored = _stored(session, contest, rules)
    return tuple(_progress(judge, competing, stored) for judge in contest_judges(session, contest))


def _progress(judge: Judge, competing: Sequence[EntryFacts], stored: _Stored) -> JudgeProgress:
    barred = [one.entry.id for one in competing if (judge.key, one.unit_code) in stored.own_units]
    numbers = {one.entry.id: one.entry.number for one in competing}
    mine = [entry for entry in numbers if entry not in barred and (judge.id, entry) not in stored.recused]
    return JudgeProgress(
        judge_id=judge.id,
        key=judge.key,
        name=judge.name,
        unit=stored.units.get(judge.unit_id or 0),
        is_head=judge.is_head,
        entries=tuple(numbers[entry] for entry in mine),
        marked=tuple(numbers[entry] for entry in mine if (judge.id, entry) in stored.full),
        submitted=tuple(numbers[entry] for entry in mine if (judge.id, entry) in stored.submitted),
        barred=tuple(numbers[entry] for entry in barred),
        recused=tuple(
            (numbers[entry], reason)
            for (who, entry), reason in stored.recused.items()
            if who == judge.id and entry in numbers
        ),
    )


def _stored(session: Session, contest: Contest, rules: ContestSettings) -> _Stored:
    criteria = [each.key for each in rules.judging.criteria] if rules.judging else []
    frame = judges_frame(session, contest)
    sheets = select(ScoreSheet.judge_id, ScoreSheet.entry_id).where(ScoreSheet.submitted_at.is_not(None))
    recusals = session.execute(select(Recusal.judge_id, Recusal.entry_id, Recusal.reason)).all()
    names = select(UnitName.unit_id, UnitName.name).where(UnitName.valid_until.is_(None))
    return _Stored(
        full=_full_sheets(session, contest, criteria),
        submitted=frozenset((judge, entry) for judge, entry in session.execute(sheets).all()),
        recused={(judge, entry): reason for judge, entry, reason in recusals},
        own_units=frozenset(zip(frame["judge"], frame["unit"], strict=True)),
        units=dict(session.execute(names).all()),
    )


def _full_sheets(session: Session, contest: Contest, criteria: Sequence[str]) -> frozenset[Pair]:
    """Return the sheets on which every criterion has a mark."""
    question = (
        select(Mark.judge_id, Mark.entry_id)
        .join(Judge, Mark.judge_id == Judge.id)
        .where(Judge.contest_id == contest.id, Mark.value.is_not(None), Mark.criterion.in_(criteria))
        .group_by(Mark.judge_id, Mark.entry_id)
        .having(func.count() == len(criteria))
    )
    return frozenset((judge, entry) for judge, entry in session.execute(question).all())
