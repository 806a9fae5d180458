"""Write all that a database keeps into one file that SQLite and PostgreSQL can both be restored from.

It is one state of the database, whoever writes meanwhile, and no table is ever in memory as a whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Engine, Table

from pipeline.database.opening import database_version, told
from pipeline.database.problems import shown
from pipeline.faults import failed, refused
from pipeline.operations.archive import CONFIG, MANIFEST, Manifest, TableFacts, verified_manifest
from pipeline.operations.files import in_the_making
from pipeline.operations.tables import kept_tables, table_lines


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a backup is made, and the config that goes with it, without any secret."""

    now: datetime
    config: str = ""


def write_backup(engine: Engine, path: Path, occasion: Occasion) -> Manifest:
    """Write a backup, read it again to verify it, and return what it holds.

    Raises Refused where the file is there already or the database is empty, Failed where it can't be written.
    """
    if path.exists():
        raise refused("backup-exists", file=path)
    try:
        with in_the_making(path) as partial, told(engine):
            _write(engine, partial, occasion)
            return verified_manifest(partial)
    except OSError as error:
        raise failed("backup-not-written", file=path, cause=error.strerror or str(error)) from error


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the database however long it reads."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection:
        yield connection


def _write(engine: Engine, path: Path, occasion: Occasion) -> None:
    with snapshot(engine) as connection, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        schema_version = database_version(connection)
        if schema_version is None:
            raise refused("nothing-to-back-up", database=shown(engine.url))
        tables = [_put_table(archive, connection, table) for table in kept_tables(connection)]
        manifest = Manifest(
            lantoa=version("lantoa"),
            schema_version=schema_version,
            made_at=occasion.now,
            tables=tuple(tables),
        )
        archive.writestr(CONFIG, occasion.config)
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=2))


def _put_table(archive: ZipFile, connection: Connection, table: Table) -> TableFacts:
    digest, rows = sha256(), 0
    facts = TableFacts(name=table.name, columns=tuple(table.columns.keys()), rows=0, sha256="0" * 64)
    with archive.open(facts.file, "w", force_zip64=True) as file:
        for line in table_lines(connection, table):
            file.write(line)
            digest.update(line)
            rows += 1
    return facts.model_copy(update={"rows": rows, "sha256": digest.hexdigest()})
