"""Bring the tables of a database to the newest version."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from pipeline.database.copies import copy_beside, forget_old_copies
from pipeline.database.opening import HEAD, database_version, is_file
from pipeline.database.problems import shown
from pipeline.faults import refused

FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """From which version (None: there were no tables) to which, and the copy that was made before."""

    old: str | None
    new: str
    copy: Path | None


def bring_up_to_date(engine: Engine, version: str | None) -> None:
    """Make the tables of a new database, or migrate one of which a copy can be made first.

    Raises Refused for a database of a newer Lantoa, and for an older one on a server: there a person
    decides when, by `lantoa migrate`.
    """
    if version is None or is_file(engine.url):
        migrate(engine)
        return
    _check_known(engine, version)
    raise refused("database-older", database=shown(engine.url), version=version, newest=HEAD)


def migrate(engine: Engine) -> Migration:
    """Apply the migrations that are missing, all in one transaction, after a copy was made of a file.

    Raises Refused for a database of a newer Lantoa and for one that can't hold every letter, Failed where no
    copy can be made.
    """
    with engine.execution_options(writes=True).begin() as connection:
        version = database_version(connection)
        if version == HEAD:
            return Migration(version, HEAD, None)
        if version is None:
            _check_encoding(connection)
        else:
            _check_known(engine, version)
        copy = _copy_before(engine, version)
        upgrade(connection)
    return Migration(version, HEAD, copy)


def upgrade(connection: Connection, version: str = "head") -> None:
    """Apply the migrations up to a version on an open transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def is_known(version: str) -> bool:
    """Tell whether this Lantoa knows a version of the tables."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(version) is not None
    except CommandError:
        return False


def _copy_before(engine: Engine, version: str | None) -> Path | None:
    if version is None or not is_file(engine.url):
        return None
    database = Path(engine.url.database or "")
    copy = copy_beside(database, version, datetime.now(UTC))
    forget_old_copies(database)
    return copy


def _check_encoding(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise refused("database-encoding", database=shown(connection.engine.url), encoding=encoding)


def _check_known(engine: Engine, version: str) -> None:
    if not is_known(version):
        raise refused("database-newer", database=shown(engine.url))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
