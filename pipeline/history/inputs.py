"""What a ranking was computed from, as one text, and back again; nothing personal is in it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from pipeline.history.canonical import canonical
from pipeline.translation.frames import READING_COLUMNS
from scoring import ContestData

ENTRIES = {"number": "str", "unit": "str", "group": "object", "submitted_at": "Int64", "status": "str"}
MARKS = {"judge": "str", "number": "str", "criterion": "str", "mark_millionths": "int64"}
TABLES = {"entries": ENTRIES, "readings": READING_COLUMNS, "marks": MARKS}

Rows = dict[str, list[list[Any]]]


def inputs_text(data: ContestData, platform_ids: Mapping[int, str]) -> str:
    """Return the frames as canonical JSON, rows sorted; posts go by their platform's ids, not by ours."""
    readings = data.readings.assign(post=data.readings["post"].map(platform_ids))
    frames = {"entries": data.entries, "readings": readings, "marks": data.marks}
    tables = {name: _rows(frames[name], list(columns)) for name, columns in TABLES.items()}
    return canonical({"at": data.at.astimezone(UTC).isoformat(), **tables})


def data_from_inputs(text: str) -> ContestData:
    """Return the frames that a text was made from; posts are numbered anew."""
    stored: dict[str, Any] = json.loads(text)
    frames = {name: pd.DataFrame(stored[name], columns=list(columns)) for name, columns in TABLES.items()}
    readings = frames["readings"]
    names = readings["channel"].astype(str) + "\t" + readings["post"].astype(str)
    frames["readings"] = readings.assign(post=pd.factorize(names)[0])
    typed = {name: frame.astype(TABLES[name]) for name, frame in frames.items()}
    return ContestData(**typed, at=datetime.fromisoformat(stored["at"]))


def rows_of(text: str) -> Rows:
    """Return the rows of each table of a text."""
    stored: dict[str, Any] = json.loads(text)
    return {name: stored[name] for name in TABLES}


def _rows(frame: pd.DataFrame, columns: list[str]) -> list[list[Any]]:
    rows = frame[columns].astype(object).to_numpy().tolist()
    return sorted(([_plain(value) for value in row] for row in rows), key=_sort_key)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int) else None


def _sort_key(row: list[Any]) -> list[tuple[bool, str]]:
    return [(value is None, str(value)) for value in row]
