"""A year of readings on SQLite and on PostgreSQL, each beside the barest table with the same rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bench.store.year import fill_postgresql, fill_sqlite, prepared
from pipeline.database.opening import engine_of
from tests.postgresql import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a file with the year in `reading` and one with it in `bare`."""
    folder = tmp_path_factory.mktemp("year")
    return {table: fill_sqlite(folder / f"{table}.db", table) for table in ("reading", "bare")}


@pytest.fixture(scope="session")
def sqlite_year(sqlite_files: dict[str, Path]) -> Iterator[Engine]:
    """Return an engine on the SQLite file with the year."""
    engine = engine_of(f"sqlite:///{sqlite_files['reading']}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def bare_sqlite(sqlite_files: dict[str, Path]) -> Iterator[sqlite3.Connection]:
    """Return a raw connection to the bare table, as safe on a power cut as ours."""
    with closing(sqlite3.connect(sqlite_files["bare"], isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        yield connection


@pytest.fixture(scope="session")
def postgresql_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine on a PostgreSQL database with the year in both tables."""
    with running_server(tmp_path_factory.mktemp("server") / "data") as server, server.database() as url:
        engine = prepared(url)
        fill_postgresql(engine)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def bare_postgresql(postgresql_year: Engine) -> Iterator[Any]:
    """Return a raw connection of the driver to the same database."""
    connection = postgresql_year.raw_connection()
    yield connection.driver_connection
    connection.close()
