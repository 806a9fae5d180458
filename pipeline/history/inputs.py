"""What a ranking was computed from, as one text, and back again; nothing personal is in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from pipeline.database.digests import canonical
from scoring import ContestData

POST = "post"
"""The column that names a post: in a text by its channel and its platform's id, in a frame by a number."""


def inputs_text(data: ContestData, rules: str, posts: Mapping[int, str]) -> str:
    """Return frames, instants and published rules as canonical JSON, rows sorted.

    `posts` has the name of each post that the frames know by number.
    """
    values = {field.name: getattr(data, field.name) for field in fields(data)}
    told = {name: _told(value, posts) for name, value in values.items() if value is not None}
    return canonical({**told, "rules": rules})


def data_from_inputs(text: str, posts: Mapping[str, int]) -> ContestData:
    """Return the frames that a text was made from.

    `posts` has the numbers of posts by name; one that is no longer known gets a number below 0.
    """
    stored: dict[str, Any] = json.loads(text)
    names = [field.name for field in fields(ContestData) if field.name in stored]
    tables = [stored[name] for name in names if isinstance(stored[name], dict)]
    gone = sorted(_post_names(tables) - posts.keys())
    numbers = {**posts, **{name: -number for number, name in enumerate(gone, start=1)}}
    values: dict[str, Any] = {name: _untold(stored[name], numbers) for name in names}
    return ContestData(**values)


def rules_of(text: str) -> str:
    """Return the published rules that a text holds."""
    return str(json.loads(text)["rules"])


def rows_of(text: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table of a text, each by its columns."""
    stored = json.loads(text).get(table, {"columns": {}, "rows": []})
    return [dict(zip(stored["columns"], row, strict=True)) for row in stored["rows"]]


def _told(value: pd.DataFrame | datetime, posts: Mapping[int, str]) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    columns = {name: str(value[name].dtype) for name in sorted(value.columns)}
    frame = value.assign(post=value[POST].map(posts)) if POST in columns else value
    rows = frame[list(columns)].astype(object).to_numpy().tolist()
    return {"columns": columns, "rows": sorted((_plain(row) for row in rows), key=canonical)}


def _plain(row: Sequence[object]) -> list[object]:
    """Take the frames' different ways of saying that a value is unknown as one."""
    return [value if isinstance(value, str | int) else None for value in row]


def _post_names(tables: Sequence[Mapping[str, Any]]) -> set[str]:
    with_posts = (table for table in tables if POST in table["columns"])
    return {row[list(table["columns"]).index(POST)] for table in with_posts for row in table["rows"]}


def _untold(value: Any, posts: Mapping[str, int]) -> pd.DataFrame | datetime:  # noqa: ANN401
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    frame = pd.DataFrame(value["rows"], columns=list(value["columns"]))
    if POST in frame:
        frame = frame.assign(post=frame[POST].map(posts))
    return frame.astype(value["columns"])
