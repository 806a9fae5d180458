"""The form of a backup: a ZIP with a manifest, a file of lines a table, and the config."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal
from zipfile import ZipFile

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.faults import failed, refused
from pipeline.operations.tables import digest_of

FORMAT_VERSION = 1
MANIFEST = "manifest.json"
CONFIG = "config.toml"

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, RuntimeError, ValueError)
"""What Python's ZIP reader raises for a file that was cut or changed."""


class TableFacts(BaseModel):
    """A table in a backup: its columns in their order, its rows, and the SHA-256 of all its lines."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(pattern=r"^[a-z_]+$")
    columns: tuple[str, ...]
    rows: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def file(self) -> str:
        """The name of its file in the archive."""
        return f"tables/{self.name}.jsonl"


class Manifest(BaseModel):
    """What a backup holds; `schema_version` is that of the tables, which stand in the order to be filled."""

    model_config = ConfigDict(frozen=True)

    format: Literal["lantoa-backup"] = "lantoa-backup"
    format_version: int = FORMAT_VERSION
    lantoa: str
    schema_version: str
    made_at: datetime
    tables: tuple[TableFacts, ...]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def digest(self) -> str:
        """The SHA-256 of everything that can be restored, to be noted by people and compared."""
        return sha256("".join(f"{t.name} {t.sha256}\n" for t in self.tables).encode()).hexdigest()


@contextmanager
def opened_backup(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """Give a backup and its manifest; raises Refused for what is none, or a newer one, or a damaged one."""
    try:
        with path.open("rb") as file, _archive(file, path) as archive:
            yield archive, _manifest(archive, path)
    except OSError as error:
        raise failed("backup-unreadable", file=path, cause=error.strerror or "") from error


def verified_manifest(path: Path) -> Manifest:
    """Read a whole backup and return its manifest; raises Refused unless every digest is right."""
    with opened_backup(path) as (archive, manifest):
        for table in manifest.tables:
            if _digest_in(archive, table, path) != (table.rows, table.sha256):
                raise refused("backup-damaged", file=path, table=table.name)
    return manifest


def lines_in(archive: ZipFile, table: TableFacts) -> Iterator[bytes]:
    """Yield the lines of a table of the archive."""
    with archive.open(table.file) as file:
        yield from file


def _archive(file: IO[bytes], path: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except DAMAGE as error:
        raise refused(_kind_of_damage(file), file=path, table="–") from error


def _kind_of_damage(file: IO[bytes]) -> str:
    """Tell a cut or changed backup from a file that never was one: a ZIP begins with its own sign."""
    file.seek(0)
    return "backup-damaged" if file.read(4) == b"PK\x03\x04" else "backup-foreign"


def _manifest(archive: ZipFile, path: Path) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise refused("backup-foreign", file=path)
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except (*DAMAGE, ValidationError) as error:
        raise refused("backup-damaged", file=path, table=MANIFEST) from error
    if manifest.format_version > FORMAT_VERSION:
        raise refused("backup-newer", file=path, lantoa=manifest.lantoa)
    return manifest


def _digest_in(archive: ZipFile, table: TableFacts, path: Path) -> tuple[int, str]:
    try:
        return digest_of(lines_in(archive, table))
    except DAMAGE as error:
        raise refused("backup-damaged", file=path, table=table.name) from error
