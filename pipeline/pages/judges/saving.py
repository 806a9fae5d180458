"""Save what a judge typed, field by field, and never over a value that the judge has not seen.

Each field carries the value that its page last saw stored. Where another device has stored another one since,
nothing is changed and both values are told. The same request again finds its own values stored, so it is
harmless.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from pipeline.database.marks import Hand, append_change, newest_digest
from pipeline.database.models import Mark
from pipeline.pages.judges.typed import Unclear, typed_mark
from scoring.rules.judging import Criterion

COMMENT = "_comment"
"""The field of the comment, kept with the mark of the first criterion; no criterion's key begins like it."""

Value = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was sent: what was typed, and what its page had last seen stored."""

    field: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a field: `saved`, `conflict` or `refused` with a problem's code, and what is stored."""

    field: str
    state: str
    stored: Value
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Marking:
    """Whose sheet for which entry is marked, by whose hand, and by which criteria."""

    judge_id: int
    entry_id: int
    criteria: Sequence[Criterion]
    hand: Hand


def save(session: Session, marking: Marking, fields: Iterable[Typed]) -> Sequence[Kept]:
    """Save fields; one that cannot be saved leaves what is stored and does not stop the others."""
    maxima = {criterion.key: criterion.maximum for criterion in marking.criteria}
    return [_kept(session, marking, typed, maxima) for typed in fields]


def _kept(session: Session, marking: Marking, typed: Typed, maxima: Mapping[str, Decimal]) -> Kept:
    mark = _mark(session, marking, typed.field)
    stored = mark.comment if typed.field == COMMENT else mark.value
    try:
        value, seen = (_value(typed.field, text, maxima) for text in (typed.text, typed.seen))
    except Unclear as unclear:
        return Kept(typed.field, "refused", stored, unclear.code)
    if value == stored:
        return Kept(typed.field, "saved", stored)
    if stored != seen:
        return Kept(typed.field, "conflict", stored)
    _change(session, marking, mark, typed.field, value)
    return Kept(typed.field, "saved", value)


def _mark(session: Session, marking: Marking, field: str) -> Mark:
    criterion = marking.criteria[0].key if field == COMMENT else field
    key = (marking.judge_id, marking.entry_id, criterion)
    found = session.get(Mark, key)
    return found or Mark(judge_id=key[0], entry_id=key[1], criterion=criterion, version=0)


def _value(field: str, text: str, maxima: Mapping[str, Decimal]) -> Value:
    return (text or None) if field == COMMENT else typed_mark(text, maxima[field])


def _change(session: Session, marking: Marking, mark: Mark, field: str, value: Value) -> None:
    old, previous = mark.value, newest_digest(session, mark)
    setattr(mark, "comment" if field == COMMENT else "value", value)
    append_change(session, mark, old, marking.hand, previous)
    session.flush()
