"""What every import is told and tells: for which contest, by whom and when, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.models import Contest
from pipeline.faults import Fault


@dataclass(frozen=True, slots=True)
class Occasion:
    """One import: the contest's key and zone, the instant in UTC, the person, and the reason to correct."""

    contest: str
    zone: ZoneInfo
    now: datetime
    person: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were new, changed something, or said what was known; `notes` are worth reading.

    `place` is the file and sheet that was read; a note is said like a fault, under `note.<code>`.
    """

    place: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: Sequence[Fault] = field(default_factory=tuple)


class Effect(StrEnum):
    """What a row did to what is stored."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def outcome(place: str, effects: Sequence[Effect], notes: Sequence[Fault] = ()) -> Outcome:
    """Count the rows' effects.

    >>> outcome("a.csv", [Effect.ADDED, Effect.UNCHANGED]).added
    1
    """
    counts = {effect.value: effects.count(effect) for effect in Effect}
    return Outcome(place, **counts, notes=tuple(notes))


def made_contest(session: Session, key: str) -> Contest:
    """Return the contest's row, made where there is none."""
    contest = find_contest(session, key)
    if contest is None:
        contest = Contest(key=key)
        session.add(contest)
        session.flush()
    return contest


def assign(row: object, values: Mapping[str, object]) -> bool:
    """Set a stored row's attributes to the values that are not None; tell whether one was another before."""
    changes = {
        name: value for name, value in values.items() if value is not None and getattr(row, name) != value
    }
    for name, value in changes.items():
        setattr(row, name, value)
    return bool(changes)
