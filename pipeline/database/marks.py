"""The one way to change a mark: with its history, whose changes are chained by digests.

A change that was altered later no longer fits its digest.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.digests import canonical, digest, trace
from pipeline.database.models import Mark, MarkChange
from pipeline.database.types import epoch_from_instant, millionths_from_decimal

PAGE = "page"
"""From where a change came that was made on a page, as histories say it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes marks, when, from where (a file's name, or `PAGE`), and why if they were submitted."""

    now: datetime
    person: str
    origin: str
    reason: str | None = None


def append_change(
    session: Session, mark: Mark, old_value: Decimal | None, hand: Hand, previous: str | None
) -> None:
    """Store a mark that was made or set to other values, with its change; `previous` is its newest digest."""
    mark.version += 1
    change = MarkChange(
        judge_id=mark.judge_id,
        entry_id=mark.entry_id,
        criterion=mark.criterion,
        version=mark.version,
        old_value=old_value,
        new_value=mark.value,
        comment=mark.comment,
        changed_at=hand.now,
        person=hand.person,
        origin=hand.origin,
        reason=hand.reason,
    )
    change.digest = change_digest(change, previous)
    session.add_all([mark, change])


def newest_digest(session: Session, mark: Mark) -> str | None:
    """Return the digest of a mark's last change, None before the first."""
    return session.scalar(
        select(MarkChange.digest).where(
            MarkChange.judge_id == mark.judge_id,
            MarkChange.entry_id == mark.entry_id,
            MarkChange.criterion == mark.criterion,
            MarkChange.version == mark.version,
        )
    )


def change_digest(change: MarkChange, previous: str | None) -> str:
    """Return the SHA-256 over the digest of the mark's change before and what the change says.

    Names and comments go in by their traces: they are personal and may have to be erased.
    """
    place = [change.judge_id, change.entry_id, change.criterion, change.version]
    values = (change.old_value, change.new_value)
    words = (change.person, change.comment, change.reason)
    fields = [
        previous,
        *place,
        *(None if value is None else millionths_from_decimal(value) for value in values),
        epoch_from_instant(change.changed_at),
        change.origin,
        *(trace(each, canonical([*place, name])) for name, each in enumerate(words)),
    ]
    return digest(canonical(fields))
