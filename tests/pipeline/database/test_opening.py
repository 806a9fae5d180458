"""Opening makes or updates the tables, and says in one sentence what it could not do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select

from pipeline.database.migrating import FOLDER
from pipeline.database.models import Base, Unit
from pipeline.database.opening import HEAD, open_database, reading, writing
from pipeline.faults import Failed, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    kinds = {(kind, constraint.table.name) for kind, constraint in differences}
    left_off = {("add_fk", "reading"), ("add_fk", "reading_metric")}
    assert kinds == (set() if engine.dialect.name == "sqlite" else left_off)


def test_texts_are_ordered_by_code_points_and_nothing_is_folded(engine: Engine) -> None:
    codes = ["Đ", "a", "B", "ă", "Z", "10", "9", "đ", "á"]
    with writing(engine) as session:
        session.add_all(Unit(code=f"x{code}") for code in codes)
    with reading(engine) as session:
        found = session.scalars(select(Unit.code).where(Unit.code > "x").order_by(Unit.code)).all()
    assert found == [f"x{code}" for code in sorted(codes)]


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_readings_have_no_row_number_of_their_own_in_a_file(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'reading'").scalar_one()
    engine.dispose()
    assert "WITHOUT ROWID" in made


def test_opening_again_keeps_what_is_there(database_url: str) -> None:
    first = open_database(database_url)
    with writing(first) as session:
        session.add(Unit(code="a"))
    first.dispose()
    again = open_database(database_url)
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


def test_many_processes_that_open_an_empty_database_at_once_make_its_tables_once(database_url: str) -> None:
    program = "import sys; from pipeline.database.opening import open_database; open_database(sys.argv[1])"
    command = [sys.executable, "-c", program, database_url]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]  # noqa: S603
    assert [(one.communicate()[1], one.returncode) for one in running] == [(b"", 0)] * 3


def test_a_missing_driver_is_told_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Refused, match="database-driver") as refusal:
        open_database("postgresql+psycopg://lan:secret@127.0.0.1/lantoa")
    assert "secret" not in str(refusal.value)
