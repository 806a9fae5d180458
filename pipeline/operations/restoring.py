"""Bring a backup back into a database, all of it or nothing, and prove that it is the same."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import Connection, Engine, func, inspect, select, text

from pipeline.database.copies import copy_beside
from pipeline.database.migrating import is_known, upgrade
from pipeline.database.models import Lease
from pipeline.database.opening import database_version, engine_of, is_file, told
from pipeline.database.problems import shown
from pipeline.database.types import epoch_from_instant
from pipeline.faults import Failed, failed, refused
from pipeline.operations.archive import MANIFEST, Manifest, lines_in, opened_backup, verified_manifest
from pipeline.operations.backing_up import Occasion, write_backup
from pipeline.operations.tables import digest_of, is_empty, kept_tables, our_tables, put_lines, table_lines

UNREADABLE = frozenset({"database-not-a-database", "database-damaged"})


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what stood there before is kept (None: nothing stood there)."""

    manifest: Manifest
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Wish:
    """The backup, whether it may take the place of what is there, the instant, where a copy may go."""

    file: Path
    replaces: bool
    now: datetime
    copies_folder: Path


def restore(url: str, wish: Wish) -> Restored:
    """Verify a backup by its digests, then put it into the database that the URL names.

    Raises Refused before anything is touched: for a file that is no sound backup of this or an older
    Lantoa, for a database that is not empty (unless it may be replaced), or while the schedule runs on it.
    """
    manifest = verified_manifest(wish.file)
    if not is_known(manifest.schema_version):
        raise refused("backup-newer", file=wish.file, lantoa=manifest.lantoa)
    engine = engine_of(url)
    try:
        kept = _make_way(engine, wish)
        with told(engine):
            _fill(engine, manifest, wish.file)
    finally:
        engine.dispose()
    return Restored(manifest, kept)


def _make_way(engine: Engine, wish: Wish) -> Path | None:
    """Keep what stands in the database, and return where; raises Refused where it must not be replaced."""
    try:
        with told(engine), engine.connect() as connection:
            if is_empty(connection):
                return None
            is_running = _is_running(connection, wish.now)
    except Failed as failure:
        if failure.faults[0].code not in UNREADABLE or not wish.replaces:
            raise
        return _moved_aside(Path(engine.url.database or ""), wish.now)
    if not wish.replaces:
        raise refused("restore-not-empty", database=shown(engine.url))
    if is_running:
        raise refused("restore-while-running")
    return _kept_copy(engine, wish)


def _is_running(connection: Connection, now: datetime) -> bool:
    if not inspect(connection).has_table(Lease.__tablename__):
        return False
    alive = select(func.count()).where(Lease.holder.is_not(None), Lease.expires_at > now)
    return bool(connection.scalar(alive))


def _kept_copy(engine: Engine, wish: Wish) -> Path:
    if is_file(engine.url):
        return copy_beside(Path(engine.url.database or ""), "before-restore", wish.now)
    path = wish.copies_folder / f"before-restore-{wish.now:%Y%m%d-%H%M%S}.zip"
    write_backup(engine, path, Occasion(wish.now))
    return path


def _moved_aside(database: Path, now: datetime) -> Path:
    """Take a file away that no database can be read from, with the files that belong to it."""
    stamp = f"damaged-{now:%Y%m%d}-{epoch_from_instant(now)}"
    target = database.with_name(f"{database.stem}-{stamp}{database.suffix}")
    try:
        for ending in ("", "-wal", "-shm"):
            beside = database.with_name(database.name + ending)
            if beside.exists():
                beside.rename(target.with_name(target.name + ending))
    except OSError as error:
        raise failed("copy-not-made", database=database, file=target, cause=error.strerror or "") from error
    return target


def _fill(engine: Engine, manifest: Manifest, file: Path) -> None:
    """Make the tables of the backup's version, fill, compare and migrate them, in one transaction."""
    with (
        opened_backup(file) as (archive, again),
        engine.execution_options(writes=True).begin() as connection,
    ):
        if again != manifest:
            raise refused("backup-damaged", file=file, table="–")
        _clear(connection)
        upgrade(connection, manifest.schema_version)
        _put_tables(connection, archive, manifest, file)
        upgrade(connection)


def _clear(connection: Connection) -> None:
    for table in reversed(our_tables(connection)):
        table.drop(connection)
    if database_version(connection) is not None:
        connection.execute(text("DROP TABLE alembic_version"))


def _put_tables(connection: Connection, archive: ZipFile, manifest: Manifest, file: Path) -> None:
    tables = {table.name: table for table in kept_tables(connection)}
    if tables.keys() != {facts.name for facts in manifest.tables}:
        raise refused("backup-damaged", file=file, table=MANIFEST)
    for facts in manifest.tables:
        table = tables[facts.name]
        if tuple(table.columns.keys()) != facts.columns:
            raise refused("backup-damaged", file=file, table=facts.name)
        put_lines(connection, table, lines_in(archive, facts))
        if digest_of(table_lines(connection, table)) != (facts.rows, facts.sha256):
            raise failed("restore-differs", file=file, table=facts.name)
