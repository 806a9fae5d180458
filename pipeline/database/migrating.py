"""Bring the tables of a database to the newest version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine

from pipeline.faults import refused

FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine, version: str | None) -> None:
    """Apply the migrations that are missing, all in one transaction.

    Raises Refused for a database of a newer Lantoa.
    """
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    if version is not None and not _is_known(config, version):
        raise refused("database-newer", database=engine.url.render_as_string(hide_password=True))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_known(config: Config, version: str) -> bool:
    try:
        return ScriptDirectory.from_config(config).get_revision(version) is not None
    except CommandError:
        return False
