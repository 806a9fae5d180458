"""A file is migrated by itself after a copy was made; on a server a person decides when."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from sqlite3 import connect
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from pipeline.database.copies import copy_beside
from pipeline.database.migrating import migrate, upgrade
from pipeline.database.opening import HEAD, database_version, engine_of, open_database
from pipeline.faults import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder
    from tests.postgresql import Server

OLD = "0001"


def make_old(url: str) -> None:
    """Make a database as the first Lantoa did, with one contest."""
    engine = engine_of(url)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade(connection, OLD)
        connection.execute(text("INSERT INTO contest (id, key) VALUES (1, 'c')"))
    engine.dispose()


def version_in(path: Path) -> str:
    with closing(connect(path)) as database:
        (version,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(version)


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("lantoa-*.db"))


@pytest.fixture
def old_file(contest: ContestFolder) -> Path:
    """Return the contest's database as the first Lantoa left it."""
    path = contest.path / "lantoa.db"
    make_old(f"sqlite:///{path}")
    return path


def test_any_command_migrates_a_file_and_keeps_a_copy_from_before(
    contest: ContestFolder, old_file: Path
) -> None:
    assert contest.run("status").code == 0
    assert version_in(old_file) == HEAD
    (copy,) = copies(contest.path)
    assert copy.name.startswith(f"lantoa-{OLD}-")
    assert version_in(copy) == OLD
    with closing(connect(copy)) as database:
        assert database.execute("SELECT key FROM contest").fetchall() == [("c",)]


def test_the_command_says_from_where_to_where_and_where_the_copy_is(
    contest: ContestFolder, old_file: Path
) -> None:
    said = contest.run("migrate")
    assert said.code == 0
    assert f"from version {OLD} to {HEAD}" in said.err
    (copy,) = copies(contest.path)
    assert copy.name in said.err


def test_migrating_again_does_nothing_and_says_so(contest: ContestFolder, old_file: Path) -> None:
    contest.run("migrate")
    said = contest.run("migrate")
    assert said.code == 0
    assert f"newest version already ({HEAD})" in said.err
    assert len(copies(contest.path)) == 1


def test_a_new_file_needs_no_copy(contest: ContestFolder) -> None:
    assert contest.run("migrate").code == 0
    assert copies(contest.path) == []


def test_only_the_newest_copies_are_kept(contest: ContestFolder, old_file: Path) -> None:
    names = [f"lantoa-0001-2024010{day}-000000.db" for day in (1, 2, 3, 4)]
    for name in (*names, "lantoa-before-restore-20240101-000000.db"):
        contest.write(name, "a copy")
    contest.run("migrate")
    kept = [path.name for path in copies(contest.path)]
    assert kept[:2] == names[2:]
    assert "lantoa-before-restore-20240101-000000.db" in kept
    assert len(kept) == 4


def test_two_copies_of_one_second_do_not_replace_each_other(old_file: Path) -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    first, second = (copy_beside(old_file, "x", now) for _ in range(2))
    assert first != second
    assert first.exists()


def test_without_a_copy_nothing_is_migrated(contest: ContestFolder, old_file: Path) -> None:
    """A limit of the file size below the database's own stands for a full disk."""
    with closing(connect(old_file)) as database:
        database.execute("CREATE TABLE filling (text)")
        database.execute("INSERT INTO filling SELECT hex(randomblob(200000))")
        database.commit()
    program = (
        "import resource, sys; from pipeline.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, -1)); sys.exit(main(sys.argv[1:]))"
    )
    arguments = ("--config", str(contest.path / "config.toml"), "--language", "en", "status")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "No copy of" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert version_in(old_file) == OLD
    assert copies(contest.path) == []


def test_a_server_is_migrated_only_by_the_command(
    contest: ContestFolder, postgresql_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql_server.database() as url:
        make_old(url)
        monkeypatch.setenv("LANTOA_DATABASE_URL", url)
        _refused_until_migrated(contest)


def _refused_until_migrated(contest: ContestFolder) -> None:
    said = contest.run("status")
    assert said.code == 2
    assert f"is of version {OLD}" in said.err
    assert "lantoa migrate" in said.err
    assert contest.run("backup", contest.path / "before.zip").code == 0
    assert contest.run("migrate").code == 0
    assert contest.run("status").code == 0


def test_a_new_database_gets_its_tables_by_itself(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.connect() as connection:
        assert database_version(connection) == HEAD
    engine.dispose()


def test_a_newer_database_is_not_migrated(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused, match="database-newer"):
        migrate(engine)
    engine.dispose()
    with pytest.raises(Refused, match="database-newer"):
        open_database(database_url)
