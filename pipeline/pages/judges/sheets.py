"""A judge's sheet for an entry: whether it may be changed, handing it in, reopening it, recusing from it."""

from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.marks import Hand
from pipeline.database.models import Entry, Judge, RecordChange, Recusal, ScoreSheet
from pipeline.faults import refused
from pipeline.pages.judges.entries import JudgedEntry
from pipeline.sheets.changes import written

LONGEST_REASON = 500


def is_closed(settings: ContestSettings, now: datetime) -> bool:
    """Tell whether the time to mark is over; the very instant of the deadline is not."""
    return settings.marks_due is not None and now > settings.marks_due


def check_may_change(entry: JudgedEntry, settings: ContestSettings, now: datetime) -> None:
    """Raise Refused where nothing of a sheet may be changed any more."""
    if is_closed(settings, now):
        raise refused("marking-closed")
    if entry.state == "submitted":
        raise refused("sheet-submitted", number=entry.number)
    if entry.state == "recused":
        raise refused("sheet-recused", number=entry.number)


def submit(session: Session, judge_id: int, entry_id: int, hand: Hand) -> None:
    """Lock a sheet."""
    sheet = _sheet(session, judge_id, entry_id)
    _note(session, sheet, "submitted_at", sheet.submitted_at, hand.now, hand)
    sheet.submitted_at = hand.now


def reopen(session: Session, judge_id: int, entry_id: int, hand: Hand) -> None:
    """Open a submitted sheet again, with a reason; raises Refused without one, and for an open sheet."""
    sheet = _sheet(session, judge_id, entry_id)
    if sheet.submitted_at is None:
        raise refused("sheet-open")
    if not hand.reason:
        raise refused("reason-missing")
    _note(session, sheet, "submitted_at", sheet.submitted_at, None, hand)
    sheet.submitted_at = None
    sheet.reopened_at, sheet.reopened_by, sheet.reopen_reason = hand.now, hand.person, hand.reason


def recuse(session: Session, judge_id: int, entry_id: int, hand: Hand) -> None:
    """Note that a judge does not mark an entry; raises Refused without a reason."""
    if not hand.reason:
        raise refused("reason-missing")
    recusal = Recusal(
        judge_id=judge_id,
        entry_id=entry_id,
        reason=hand.reason,
        recused_at=hand.now,
        person=hand.person,
    )
    session.add(recusal)
    _note(session, recusal, "reason", None, hand.reason, hand)


def take_back_recusal(session: Session, judge_id: int, entry_id: int, hand: Hand) -> None:
    """Let a judge mark an entry after all; does nothing where there is no recusal."""
    recusal = session.get(Recusal, (judge_id, entry_id))
    if recusal is not None:
        _note(session, recusal, "reason", recusal.reason, None, hand)
        session.delete(recusal)


def _sheet(session: Session, judge_id: int, entry_id: int) -> ScoreSheet:
    sheet = session.get(ScoreSheet, (judge_id, entry_id))
    if sheet is None:
        sheet = ScoreSheet(judge_id=judge_id, entry_id=entry_id)
        session.add(sheet)
    return sheet


def _note(
    session: Session, row: ScoreSheet | Recusal, field: str, old: object, new: object, hand: Hand
) -> None:
    """Append what changes to the history."""
    judge, entry = session.get_one(Judge, row.judge_id), session.get_one(Entry, row.entry_id)
    session.add(
        RecordChange(
            contest_id=judge.contest_id,
            record="sheet" if isinstance(row, ScoreSheet) else "recusal",
            key=f"{judge.key} {entry.number}",
            field=field,
            old=written(old),
            new=written(new),
            changed_at=hand.now,
            person=hand.person,
            origin=hand.origin,
            reason=hand.reason,
        )
    )
