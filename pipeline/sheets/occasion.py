"""What every import is told and tells: for which contest, by whom and when, and what came of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from pipeline.faults import Fault


@dataclass(frozen=True, slots=True)
class Occasion:
    """One import: the contest's key and zone, the instant in UTC, the person, and the reason to correct."""

    contest: str
    zone: ZoneInfo
    now: datetime
    person: str
    reason: str | None = None


Assigned = Mapping[str, tuple[object, object]]
"""The old and the new value of each field that was set to another one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changes: `record` is entry, post, judge, mark or reading, and `key` names which one."""

    record: str
    key: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were new, changed something, or said what was known; `notes` are worth reading.

    `place` is the file and sheet that was read; a note is said like a fault, under `note.<code>`. `new` names
    each record that was added, `changes` tell each field of a stored record that became another.
    """

    place: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: Sequence[Fault] = field(default_factory=tuple)
    changes: Sequence[Change] = field(default_factory=tuple)
    new: Sequence[str] = field(default_factory=tuple)


class Effect(StrEnum):
    """What a row did to what is stored."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def outcome(
    place: str, effects: Sequence[tuple[str, Effect]], changes: Sequence[Change], notes: Sequence[Fault] = ()
) -> Outcome:
    """Count what the rows did, each told by the name of its record and its effect.

    >>> outcome("a.csv", [("01", Effect.ADDED), ("02", Effect.UNCHANGED)], []).new
    ('01',)
    """
    counts = Counter(effect.value for _, effect in effects)
    new = tuple(name for name, effect in effects if effect is Effect.ADDED)
    return Outcome(place, **counts, notes=tuple(notes), changes=tuple(changes), new=new)


def assign(row: object, values: Mapping[str, object]) -> Assigned:
    """Set a stored row's attributes to the values that are not None; return old and new where they differ."""
    stated = {name: value for name, value in values.items() if value is not None}
    changes = {
        name: (getattr(row, name), value) for name, value in stated.items() if getattr(row, name) != value
    }
    for name, (_, value) in changes.items():
        setattr(row, name, value)
    return changes
