"""Make engines whose transactions behave alike on SQLite and PostgreSQL.

A transaction that means to write (the option `writes`) has the database for itself from its first moment: it
reads what it then changes, such as the digest of the run before or a mark's version. Any other sees one state
of the database from beginning to end.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import URL

from pipeline.database.problems import shown
from pipeline.faults import refused

LOCK_WAIT_S = 60.0
"""How long a transaction waits for its turn before it gives up."""

RESTART_WAIT_S = 30.0
"""How long a server is waited for that was there before: it may be restarting."""

CONNECTION = {
    "connect_timeout": "10",
    "client_encoding": "utf8",
    "fallback_application_name": "lantoa",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}
"""How to connect to PostgreSQL where the address says nothing else."""

TIME_OUTS = (
    "SELECT set_config('lock_timeout', %s, false),"
    " set_config('idle_in_transaction_session_timeout', '10min', false)"
)
WRITERS_LOCK = int.from_bytes(b"lantoa")
"""The advisory lock that lets one transaction write at a time; PostgreSQL counts it for each database."""


def make_engine(url: URL, lock_wait_s: float = LOCK_WAIT_S) -> Engine:
    """Return an engine on the database; raises Refused where its driver is not installed."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, lock_wait_s)
    try:
        return _postgresql(url, lock_wait_s)
    except ImportError as error:
        raise refused("database-driver", database=shown(url)) from error


def _sqlite(url: URL, lock_wait_s: float) -> Engine:
    engine = create_engine(url)
    event.listen(engine, "connect", partial(_prepare_sqlite, lock_wait_s))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(lock_wait_s: float, connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {int(lock_wait_s * 1000)}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: a lock taken half-way can fail."""
    connection.exec_driver_sql(f"BEGIN {'IMMEDIATE' if _writes(connection) else 'DEFERRED'}")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _postgresql(url: URL, lock_wait_s: float) -> Engine:
    parameters = {name: value for name, value in CONNECTION.items() if name not in url.query}
    engine = create_engine(url, connect_args=parameters, pool_pre_ping=True, isolation_level="READ COMMITTED")
    event.listen(engine, "do_connect", _Connecting())
    event.listen(engine, "connect", partial(_prepare_postgresql, lock_wait_s))
    event.listen(engine, "begin", _begin_postgresql)
    return engine


class _Connecting:
    """Connects to a server, and waits for one that was there before."""

    def __init__(self) -> None:
        self.has_been_there = False

    def __call__(
        self, dialect: Dialect, _record: object, arguments: Sequence[str], parameters: Mapping[str, str]
    ) -> object:
        """Return a connection of the driver; raises the driver's error where there is none."""
        from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

        retrying = Retrying(
            stop=stop_after_delay(RESTART_WAIT_S if self.has_been_there else 0),
            wait=wait_fixed(0.5),
            retry=retry_if_exception_type(dialect.loaded_dbapi.OperationalError),
            reraise=True,
        )
        connection: object = retrying(dialect.connect, *arguments, **parameters)
        self.has_been_there = True
        return connection


def _prepare_postgresql(lock_wait_s: float, connection: Any, _record: object) -> None:  # noqa: ANN401
    with connection.cursor() as cursor:
        cursor.execute(TIME_OUTS, [f"{int(lock_wait_s * 1000)}ms"])
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    """Wait for the turn to write before anything is read, or hold on to the state that is seen first."""
    if _writes(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
