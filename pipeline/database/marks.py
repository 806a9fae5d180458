"""Chain the changes of a mark by digests, so that a change that was altered later is found."""

from pipeline.database.digests import canonical, digest, trace
from pipeline.database.models import MarkChange
from pipeline.database.types import epoch_from_instant, millionths_from_decimal


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
