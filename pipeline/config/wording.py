"""Turn what the checks of the config found into faults with key, found value and mend."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pipeline.faults import Fault

KINDS = {
    "string": "text",
    "int": "whole-number",
    "decimal": "number",
    "float": "number",
    "bool": "yes-or-no",
    "dict": "table",
    "mapping": "table",
    "model": "table",
    "model_attributes": "table",
    "list": "list",
    "tuple": "list",
    "path": "text",
    "time": "text",
    "date": "date",
    "frozen_set": "list",
}
"""What pydantic's error types begin with, and the kind of value that people are asked for."""

PLAIN = {
    "missing": "missing-key",
    "literal_error": "not-permitted",
    "string_too_short": "empty-value",
    "too_short": "empty-value",
    "string_pattern_mismatch": "bad-value",
    "decimal_max_digits": "too-many-digits",
    "decimal_max_places": "too-many-digits",
    "decimal_whole_digits": "too-many-digits",
    "finite_number": "not-a-number",
}
"""Pydantic's error types that say all there is to say."""

LIMITS = {
    "greater_than": ("must-exceed", "gt"),
    "greater_than_equal": ("too-small", "ge"),
    "less_than": ("too-large", "lt"),
    "less_than_equal": ("too-large", "le"),
}


def faults_from_validation(
    error: ValidationError, model: type[BaseModel], file: Path, prefix: tuple[str, ...]
) -> list[Fault]:
    """Return a fault for each thing that the model's check found, in the file's order."""
    return [
        _fault(found["type"], (*prefix, *found["loc"]), found.get("input"), found.get("ctx", {}), file, model)
        for found in error.errors(include_url=False)
    ]


def _fault(
    kind: str,
    place: Sequence[str | int],
    value: object,
    context: Mapping[str, Any],
    file: Path,
    model: type[BaseModel],
) -> Fault:
    parameters = {"file": file, "key": dotted(place), "value": toml_text(value)}
    if kind == "extra_forbidden":
        return _unknown_key(parameters, place, model)
    if kind in LIMITS:
        code, limit = LIMITS[kind]
        return Fault(code, {**parameters, "limit": context[limit]})
    if kind == "string_pattern_mismatch" and place[-1] == "[key]":
        return Fault("bad-key", {**parameters, "key": place[-2]})
    if kind in PLAIN:
        return Fault(PLAIN[kind], {**parameters, **_permitted(context)})
    if "-" in kind:
        return Fault(kind, {**parameters, **context})
    return Fault("wrong-type", {**parameters, "expected": _expected(kind)})


def _permitted(context: Mapping[str, Any]) -> dict[str, str]:
    """Return the values that could stand, where the check tells them."""
    return {"permitted": context["expected"].replace(" or ", ", ")} if "expected" in context else {}


def _expected(kind: str) -> str:
    return next((word for start, word in KINDS.items() if kind.startswith(start)), "other-value")


def _unknown_key(
    parameters: Mapping[str, object], place: Sequence[str | int], model: type[BaseModel]
) -> Fault:
    known = _keys_beside(model, place)
    near = get_close_matches(str(place[-1]), known, n=1)
    if near:
        return Fault("unknown-key-near", {**parameters, "nearest": near[0]})
    return Fault("unknown-key", {**parameters, "known": ", ".join(known)})


def _keys_beside(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Return the keys that are known where the last step of the place stands, as far as the types tell."""
    current: type[BaseModel] | None = model
    for step in place[:-1]:
        if current is not None and isinstance(step, str) and step in current.model_fields:
            current = model_in(current.model_fields[step].annotation)
    fields = current.model_fields.items() if current is not None else ()
    return sorted(field.alias or name for name, field in fields)


def model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field's annotation holds, however it is wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (model_in(inner) for inner in get_args(getattr(annotation, "__value__", annotation)))
    return next((inner for inner in found if inner is not None), None)


def dotted(place: Sequence[str | int]) -> str:
    """Return the key's place as TOML writes it, list items counted from 1.

    >>> dotted(("contests", "demo", "awards", 0, "count"))
    'contests.demo.awards[1].count'
    """
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def toml_text(value: object) -> str:
    """Return a found value about as the file shows it, shortened where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        shown = value if value.isprintable() else value.encode("unicode_escape").decode()
        return f'"{shown}"' if len(shown) <= 60 else f'"{shown[:57]}…"'
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_text(item) for item in value[:5]) + (", …]" if len(value) > 5 else "]")
    if isinstance(value, int | Decimal | date | time):
        return str(value)
    return str(value)[:60]
