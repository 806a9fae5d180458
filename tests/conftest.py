"""Databases for the tests: SQLite files and databases on a real PostgreSQL server, each test its own.

A test that asks for `database_url` (an empty database) or `engine` (one with all tables) runs on both kinds.
The server starts when a test first needs it and is shared by all test processes of a session.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import pytest

from pipeline.database.opening import engine_of, open_database
from tests.postgresql import TEMPLATE, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from tests.postgresql import Server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """Start the PostgreSQL server of the session, outside pytest's folders, which other sessions tidy up."""
    session = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(gettempdir()) / f"lantoa-tests-{session}"
    folder.mkdir(exist_ok=True)
    with running_server(folder / "postgresql") as server:
        server.prepare()
        yield server
    if not (folder / "postgresql").exists():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "lantoa.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Return the kind of database that the test runs on."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of an empty database of the test's own."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'lantoa.db'}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    with server.database() as url:
        yield url


@pytest.fixture
def tables_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database of the test's own that has all tables and no rows."""
    if database_kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_with_tables"), tmp_path / "tables.db")
        yield f"sqlite:///{tmp_path / 'tables.db'}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    with server.database(TEMPLATE) as url:
        yield url


@pytest.fixture
def engine(tables_url: str) -> Iterator[Engine]:
    """Return an engine on a database with all tables and no rows; `tables_url` is its address."""
    engine = engine_of(tables_url)
    yield engine
    engine.dispose()
