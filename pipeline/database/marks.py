"""Chain the changes of a mark by digests, so that a change that was altered later is found.

Names and comments are left out of the digest: they are personal and may have to be erased.
"""

from hashlib import sha256

from pipeline.database.models import MarkChange
from pipeline.database.types import epoch_from_instant, millionths_from_decimal


def change_digest(change: MarkChange, previous: str | None) -> str:
    """Return the SHA-256 over the digest of the mark's change before and what the change says."""
    values = (change.old_value, change.new_value)
    fields = (
        previous or "",
        str(change.judge_id),
        str(change.entry_id),
        change.criterion,
        str(change.version),
        *("" if value is None else str(millionths_from_decimal(value)) for value in values),
        str(epoch_from_instant(change.changed_at)),
        change.origin,
    )
    return sha256("\t".join(fields).encode()).hexdigest()
