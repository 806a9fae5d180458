"""What an import changes in stored records, field by field: to be told to people, and kept for later."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from pipeline.database.models import RecordChange
from pipeline.sheets.occasion import Assigned, Change, Occasion

OF_MARKS_AND_READINGS = ("mark", "reading")
"""Records that keep a history of their own."""


class Changes:
    """The changes of one import, in the order in which they are noted."""

    def __init__(self) -> None:
        self.found: list[Change] = []

    def note(self, record: str, key: str, assigned: Assigned) -> None:
        """Note the fields of a stored record that were set to other values."""
        self.found += [
            Change(record, key, field, written(old), written(new)) for field, (old, new) in assigned.items()
        ]

    def keep(self, session: Session, contest_id: int, occasion: Occasion, origin: str) -> None:
        """Append those of entries, posts and judges to their history."""
        session.add_all(
            RecordChange(
                contest_id=contest_id,
                record=change.record,
                key=change.key,
                field=change.field,
                old=change.old,
                new=change.new,
                changed_at=occasion.now,
                person=occasion.person,
                origin=origin,
                reason=occasion.reason,
            )
            for change in self.found
            if change.record not in OF_MARKS_AND_READINGS
        )


def written(value: object) -> str | None:
    """Return a field's value as text, None where it is empty.

    >>> written(Decimal("8.50")), written(True), written(None)
    ('8.5', 'yes', None)
    """
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else str(value)
