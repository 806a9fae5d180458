"""What is found while history is made or checked: a code with its parameters, worded elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.database.types import instant_from_epoch


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that people should know: the code of its sentence, and the sentence's parameters.

    Parameters may be texts, numbers, instants, counts as they were told, or lists of changes.
    """

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is another than it was; a value that is not there is None."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class ToldCount:
    """A count with who told it and when."""

    count: object
    source: object
    at: object


def changes_between(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    """Yield the fields that differ, in the order of the old ones, then of the new ones."""
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Change(name, told_instant(name, old.get(name)), told_instant(name, new.get(name)))


def told_instant(name: str, value: object) -> object:
    """Return the instant that a field of seconds since 1970 holds, any other value as it is."""
    return _instant(value) if name.endswith("_at") and isinstance(value, int) else value


def _instant(seconds: int) -> datetime | int:
    """Return the instant; a number that no calendar has, which only tampering writes, stays a number."""
    try:
        return instant_from_epoch(seconds)
    except (ValueError, OverflowError, OSError):
        return seconds
