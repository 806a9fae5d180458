"""Append rows to a table by the thousand; one whose key is there already stays as it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BigInteger, Connection, Table
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from pipeline.database.models import Base

Row = tuple[int | None, ...]
"""A row's cells, whole numbers, in the order of the table's columns, of which the first are its key."""

UNIQUE_VIOLATION = "23505"
"""PostgreSQL's state for a key that is there already."""


def append_new(session: Session, model: type[Base], rows: Sequence[Row]) -> None:
    """Append rows in the session's transaction and pass over those whose key is there.

    They go in by the order of their keys, so that what lies together on the disk is written together.
    """
    if not rows:
        return
    session.flush()
    connection, table = session.connection(), Base.metadata.tables[model.__tablename__]
    width = len(table.primary_key)
    ordered = sorted(rows, key=lambda row: row[:width])
    if connection.dialect.name == "postgresql":
        _copy_new(connection, table, ordered)
    else:
        _insert_new(connection, table, ordered)


def _insert_new(connection: Connection, table: Table, rows: list[Row]) -> None:
    places = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({places}) ON CONFLICT DO NOTHING", rows)  # noqa: S608


def _copy_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Copy the rows straight in, as nearly always all are new; else by way of a table beside."""
    try:
        with connection.begin_nested():
            _copy(connection, table, table.name, rows)
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        _copy_by_way_of_another(connection, table, rows)


def _copy_by_way_of_another(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    arrived = f"arrived_{table.name}"
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {arrived} (LIKE {table.name})")
    _copy(connection, table, arrived, rows)
    taken_over = f"INSERT INTO {table.name} SELECT * FROM {arrived} ON CONFLICT DO NOTHING"  # noqa: S608
    connection.exec_driver_sql(taken_over)
    connection.exec_driver_sql(f"DROP TABLE {arrived}")


def _copy(connection: Connection, table: Table, target: str, rows: Sequence[Row]) -> None:
    kinds = ["int8" if isinstance(column.type, BigInteger) else "int4" for column in table.columns]
    driver: Any = connection.connection.driver_connection
    with (
        _errors_as_of_any_statement(connection),
        driver.cursor() as cursor,
        cursor.copy(f"COPY {target} FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(kinds)
        for row in rows:
            copy.write_row(row)


@contextmanager
def _errors_as_of_any_statement(connection: Connection) -> Iterator[None]:
    """Turn errors of the driver, which is spoken to past SQLAlchemy, into what SQLAlchemy makes of them."""
    base = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except base as error:
        is_lost = connection.dialect.is_disconnect(error, connection.connection.driver_connection, None)
        if is_lost:
            connection.invalidate(error)
        raise DBAPIError.instance("COPY", None, error, base, connection_invalidated=is_lost) from error
