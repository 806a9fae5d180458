"""What nights leave behind: the reports' files, the rows that last, and the step that a killed one was in."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, make_url, select

from pipeline.database.models import Base, Step
from pipeline.database.opening import engine_of, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, Engine

PASSING = frozenset({"lease", "apscheduler_jobs"})
"""Tables that tell who works and when it rings, and so differ after a kill."""


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of the reports with its bytes, half ones included."""
    reports = (path for path in (folder / "reports").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in reports}


def rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables that last, their own numbers replaced by their places."""
    with engine.connect() as connection:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in PASSING]
        places = {table.name: _places(connection, table) for table in tables if "id" in table.c}
        return {table.name: _rows(connection, table, places) for table in tables}


def _places(connection: Connection, table: Table) -> Mapping[int, int]:
    found = connection.execute(select(table.c.id).order_by(table.c.id)).scalars()
    return {number: place for place, number in enumerate(found)}


def _rows(
    connection: Connection, table: Table, places: Mapping[str, Mapping[int, int]]
) -> list[tuple[Any, ...]]:
    targets = [_target(table, column) for column in table.c]
    found = connection.execute(select(table))
    return sorted(
        (
            tuple(
                _plain(value, places) if target is None or value is None else places[target][value]
                for target, value in zip(targets, row, strict=True)
            )
            for row in found
        ),
        key=repr,
    )


def _target(table: Table, column: Column[Any]) -> str | None:
    """Return the table whose number a column holds."""
    if column.name == "id":
        return table.name
    keys = (key.column for key in column.foreign_keys)
    return next((key.table.name for key in keys if key.name == "id"), None)


def _plain(value: Any, places: Mapping[str, Mapping[int, int]]) -> Any:  # noqa: ANN401 - whatever a cell holds
    """Replace the run's number in what a step came to, and the folder that the night was in."""
    if isinstance(value, dict) and value.get("run") is not None:
        return {**value, "run": places["run"][value["run"]]}
    if isinstance(value, dict) and "folder" in value:
        return {**value, "folder": Path(value["folder"]).name}
    return value


def are_whole(found: Mapping[str, bytes], *nights: Mapping[str, bytes]) -> bool:
    """Tell whether each file under its own name is as one of the nights has written it."""
    return all(
        any(night.get(name) == content for night in nights)
        for name, content in found.items()
        if not Path(name).name.startswith(".")
    )


def fell_in(url: str, occasion: str) -> str:
    """Return the step of a night that was begun and not ended; `before` or `between` where there is none."""
    with untouched(url) as engine, reading(engine) as session:
        steps = session.scalars(select(Step).where(Step.occasion == occasion)).all()
        begun = [step.name for step in steps if step.finished_at is None]
    return begun[0] if begun else "between" if steps else "before"


@contextmanager
def untouched(url: str) -> Iterator[Engine]:
    """Give an engine on the database as a kill left it: of a file on a copy, since opening it mends it."""
    with TemporaryDirectory() as folder:
        path = make_url(url).database or ""
        if url.startswith("sqlite"):
            for file in Path(path).parent.glob(f"{Path(path).name}*"):
                shutil.copy(file, folder)
            url = f"sqlite:///{folder}/{Path(path).name}"
        engine = engine_of(url)
        yield engine
        engine.dispose()
