"""The `fields` parameter of the Graph API: names with modifiers and nested fields, read into values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NAME_AND_MODIFIERS = re.compile(r"\s*(\w+)((?:\.\w+\([^()]*\))*)\s*")
MODIFIER = re.compile(r"\.(\w+)\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """One field: `reactions.limit(0).summary(true).as(all){id}` has three modifiers and one nested field."""

    name: str
    modifiers: Mapping[str, str] = field(default_factory=dict)
    nested: tuple["FieldAsked", ...] = ()

    @property
    def answers_as(self) -> str:
        """The key that the answer has it under."""
        return self.modifiers.get("as", self.name)


class FieldSyntaxError(ValueError):
    """A `fields` text that cannot be read; `place` is where the trouble begins, from 0."""

    def __init__(self, place: int) -> None:
        super().__init__(f"unexpected text at character {place}")
        self.place = place


def fields_from_text(text: str) -> tuple[FieldAsked, ...]:
    """Return the fields of the text in order; raises FieldSyntaxError.

    >>> [asked.answers_as for asked in fields_from_text("id,likes.limit(0).as(plain),from{name,link}")]
    ['id', 'plain', 'from']
    """
    fields, end = _fields(text, 0)
    if end != len(text):
        raise FieldSyntaxError(end)
    return fields


def _fields(text: str, start: int) -> tuple[tuple[FieldAsked, ...], int]:
    found: list[FieldAsked] = []
    while match := NAME_AND_MODIFIERS.match(text, start):
        nested, start = _nested(text, match.end())
        found.append(FieldAsked(match[1], dict(MODIFIER.findall(match[2])), nested))
        if not text.startswith(",", start):
            return tuple(found), start
        start += 1
    raise FieldSyntaxError(start)


def _nested(text: str, start: int) -> tuple[tuple[FieldAsked, ...], int]:
    if not text.startswith("{", start):
        return (), start
    nested, end = _fields(text, start + 1)
    if not text.startswith("}", end):
        raise FieldSyntaxError(end)
    return nested, end + 1
