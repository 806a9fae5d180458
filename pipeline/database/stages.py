"""How far entries have come: stages are appended; those after the last return hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.database.chain_ends import locked_end
from pipeline.database.models import Contest, Entry, EntryStage

RECEIVED, CHECKED, ACCEPTED, VERIFIED, RETURNED = "received", "checked", "accepted", "verified", "returned"
OF_ENTRY = (RECEIVED, CHECKED, ACCEPTED)
"""The stages of an entry itself, in order; `verified` is one of each channel."""


@dataclass(frozen=True, slots=True)
class Reaching:
    """Who says that a stage was reached, when, on which channel, and what else there is to say."""

    person: str
    now: datetime
    channel: str | None = None
    note: str | None = None


def reach(session: Session, contest: Contest, entry: Entry, stage: str, reaching: Reaching) -> EntryStage:
    """Append a stage; what is received gets the contest's next receipt number."""
    row = EntryStage(
        entry_id=entry.id,
        stage=stage,
        channel=reaching.channel,
        receipt=_next_receipt(session, contest) if stage == RECEIVED else None,
        reached_at=reaching.now,
        person=reaching.person,
        note=reaching.note,
    )
    session.add(row)
    session.flush()
    return row


def stages_of(session: Session, contest: Contest) -> Mapping[int, Sequence[EntryStage]]:
    """Return all stages of each entry, by the entry's id, the oldest first."""
    question = select(EntryStage).join(Entry).where(Entry.contest_id == contest.id).order_by(EntryStage.id)
    found: dict[int, list[EntryStage]] = {}
    for stage in session.scalars(question):
        found.setdefault(stage.entry_id, []).append(stage)
    return found


def holding(stages: Sequence[EntryStage]) -> Sequence[EntryStage]:
    """Return the stages that hold: those after the entry was returned for the last time."""
    returns = [place for place, stage in enumerate(stages, start=1) if stage.stage == RETURNED]
    return stages[returns[-1] :] if returns else stages


def _next_receipt(session: Session, contest: Contest) -> int:
    locked_end(session, contest.id)
    question = select(func.max(EntryStage.receipt)).join(Entry).where(Entry.contest_id == contest.id)
    return (session.scalar(question) or 0) + 1
