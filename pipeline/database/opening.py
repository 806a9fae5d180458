"""Open the database that a URL names, with its tables at the newest version."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from pipeline.database.problems import database_failure
from pipeline.faults import refused

HEAD = "0004"
"""The newest migration; a test holds it against the migrations' folder."""

BUSY_TIMEOUT_MS = 60_000


def open_database(url: str) -> Engine:
    """Return an engine on an existing or new database, its tables made or brought up to date.

    Raises Failed where the database can't be opened, read or written, Refused where its folder is missing.
    """
    _check_folder(url)
    engine = _engine(url)
    try:
        _bring_up_to_date(engine)
    except DBAPIError as error:
        raise database_failure(error, engine.url) from error
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the database and changes nothing."""
    with _told(engine), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose changes are kept all together at the end, or not at all after an error."""
    with _told(engine), Session(engine.execution_options(writes=True)) as session, session.begin():
        yield session


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turn what the database cannot do into a failure that people understand."""
    try:
        yield
    except DBAPIError as error:
        raise database_failure(error, engine.url) from error


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: a lock taken half-way can fail."""
    kind = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _check_folder(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        folder = Path(parsed.database).resolve().parent
        if not folder.is_dir():
            raise refused("database-folder-missing", folder=folder)


def _bring_up_to_date(engine: Engine) -> None:
    version = _version(engine)
    if version == HEAD:
        return
    from pipeline.database.migrating import migrate

    migrate(engine, version)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
