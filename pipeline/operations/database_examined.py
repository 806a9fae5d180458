"""Examine the database: it opens, is of the right version, is whole, can be written, and has room."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.engine import URL, make_url

from pipeline.database.models import Contest
from pipeline.database.opening import HEAD, database_version, engine_of, is_file, told
from pipeline.database.problems import shown
from pipeline.faults import Fault, Refused
from pipeline.operations.findings import Finding, look, right, wrong, wrong_by_fault

WAIT_S = 5
LITTLE_ROOM_MB = 1_000
NO_ROOM_MB = 100


def impatient_engine(url: str) -> Engine:
    """Return an engine on the database as it stands that waits seconds, not minutes; raises Refused."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.update_query_dict({"connect_timeout": str(WAIT_S)})
    return engine_of(parsed.render_as_string(hide_password=False), lock_wait_s=WAIT_S)


def examine_database(engine: Engine) -> Iterator[Finding]:
    """Yield how it stands with the database; it changes nothing and makes no file."""
    if is_file(engine.url) and not Path(engine.url.database or "").exists():
        yield right("database-new", database=engine.url.database)
    else:
        yield from _examined(engine)
    if is_file(engine.url):
        yield _room(Path(engine.url.database or "").parent)


def is_readable(engine: Engine) -> bool:
    """Tell whether the database is there and of the version whose tables can be asked."""
    if is_file(engine.url) and not Path(engine.url.database or "").exists():
        return False
    try:
        with told(engine), engine.connect() as connection:
            return database_version(connection) == HEAD
    except Refused:
        return False


def _examined(engine: Engine) -> Iterator[Finding]:
    try:
        with told(engine), engine.connect() as connection:
            version = database_version(connection)
            yield _version(engine.url, version)
            yield from _damage(connection)
        if version == HEAD:
            yield _written(engine)
    except Refused as refusal:
        yield wrong_by_fault(refusal.faults[0])


def _version(url: URL, version: str | None) -> Finding:
    place = shown(url)
    if version is None:
        return right("database-new", database=place)
    if version == HEAD:
        return right("database-opens", database=place, version=version)
    from pipeline.database.migrating import is_known

    if not is_known(version):
        return wrong_by_fault(Fault("database-newer", {"database": place}))
    return look("database-older", database=place, version=version, newest=HEAD)


def _damage(connection: Connection) -> Iterator[Finding]:
    """Look through an SQLite file for damage; a server looks after its own."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
        if found != "ok":
            yield wrong_by_fault(Fault("database-damaged", {"database": connection.engine.url.database}))


def _written(engine: Engine) -> Finding:
    """Write a row and take it back."""
    with told(engine), engine.execution_options(writes=True).connect() as connection:
        connection.execute(insert(Contest).values(key=" "))
        connection.rollback()
    return right("database-writes")


def _room(folder: Path) -> Finding:
    free_mb = shutil.disk_usage(folder).free // 2**20
    make = wrong if free_mb < NO_ROOM_MB else look if free_mb < LITTLE_ROOM_MB else right
    code = "room" if free_mb >= LITTLE_ROOM_MB else "room-little"
    return make(code, folder=folder, free=free_mb)
