"""Write the reference of all keys: `python -m pipeline.config.reference en > docs/config.md`."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from pipeline.config.keys import Key, Table, config_tables
from pipeline.config.toml_writing import toml_value
from reports.catalogue import Catalogue, catalogue

VALUES: Mapping[object, str] = {
    bool: "yes-or-no",
    int: "whole-number",
    float: "number",
    Decimal: "number",
    str: "text",
    Path: "path",
    SecretStr: "secret",
    time: "time",
    date: "date",
    datetime: "moment",
    tuple: "list",
    frozenset: "list",
}
"""The types of values, and the words for them."""


def reference(language: str) -> str:
    """Return the reference as Markdown in a language."""
    words = catalogue("pipeline.config", language)
    parts = [words.say("reference"), *(_section(words, table) for table in config_tables() if table.keys)]
    return "\n".join(parts)


def key_rows(words: Catalogue, table: Table) -> Iterator[str]:
    """Yield the Markdown table of a config table's keys."""
    yield words.say("columns")
    yield "| --- | --- | --- | --- |"
    yield from (_row(words, table, key) for key in table.keys)


def _section(words: Catalogue, table: Table) -> str:
    return "\n".join([*_heading(words, table), *key_rows(words, table), ""])


def _heading(words: Catalogue, table: Table) -> Iterator[str]:
    place = ".".join(table.place).replace("*", words.say("any-contest"))
    if place:
        yield f"## `[[{place}]]`" if table.is_list else f"## `[{place}]`"
        yield ""
    if words.knows(f"table.{table.name}"):
        yield words.say(f"table.{table.name}")
        yield ""


def _row(words: Catalogue, table: Table, key: Key) -> str:
    name = f"{table.name}.{key.name}".removeprefix(".")
    meaning = words.say(f"key.{name}") if words.knows(f"key.{name}") else ""
    if key.variable is not None:
        meaning = f"{meaning} {words.say('secret', variable=f'`{key.variable}`')}"
    shown = key.name if key.variable is None else f"{key.name}_file"
    cells = (f"`{shown}`", _value(words, key.field.annotation), _default(words, key), meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(words: Catalogue, key: Key) -> str:
    if key.field.is_required():
        return words.say("required")
    is_silent = key.field.default in (None, PydanticUndefined) or key.field.validate_default
    return "–" if is_silent else f"`{toml_value(key.field.default)}`"


def _value(words: Catalogue, annotation: Any) -> str:  # noqa: ANN401 - a type's own form
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{toml_value(value)}`" for value in get_args(annotation))
    if get_origin(annotation) in {Union, UnionType, Annotated}:
        return _value(words, get_args(annotation)[0])
    kind = get_origin(annotation) or annotation
    return words.say(f"value.{VALUES.get(kind, 'table')}")


if __name__ == "__main__":
    sys.stdout.write(reference(sys.argv[1]))
