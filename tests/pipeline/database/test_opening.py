"""Opening makes or updates the tables, and says in one sentence what it could not do."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from pipeline.database.migrating import FOLDER
from pipeline.database.models import Base, Unit
from pipeline.database.opening import HEAD, open_database, reading, writing
from pipeline.faults import Failed, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_readings_have_no_row_number_of_their_own(engine: Engine) -> None:
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'reading'").scalar_one()
    assert "WITHOUT ROWID" in made


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    first = open_database(url)
    with writing(first) as session:
        session.add(Unit(code="a"))
    first.dispose()
    again = open_database(url)
    with reading(again) as session:
        assert session.query(Unit).count() == 1
    again.dispose()


def test_an_error_in_the_middle_undoes_all_of_it(engine: Engine) -> None:
    def broken() -> None:
        with writing(engine) as session:
            session.add(Unit(code="b"))
            session.flush()
            raise ZeroDivisionError("in the middle")

    with pytest.raises(ZeroDivisionError, match="in the middle"):
        broken()
    with reading(engine) as session:
        assert session.query(Unit).filter_by(code="b").count() == 0


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear committee, " * 100)
    with pytest.raises(Failed, match="database-not-a-database") as refusal:
        open_database(f"sqlite:///{path}")
    assert refusal.value.faults[0].parameters["database"] == str(path)
    assert path.read_bytes().startswith(b"Dear committee")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="database-folder-missing"):
        open_database(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")


def test_a_database_of_a_newer_lantoa_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    open_database(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(Refused, match="database-newer"):
        open_database(f"sqlite:///{path}")
