"""What a database cannot do is told in one sentence; what was saved stays, and the next start goes on."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from time import sleep
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, select, text

from pipeline.database.models import Unit
from pipeline.database.opening import engine_of, open_database, reading, writing
from pipeline.faults import Failed, Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.postgresql import Server

Done = subprocess.CompletedProcess[str]

NOBODY = "65534"

HOLD = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

ADD_UNITS = """
import os, sys
from pipeline.database.models import Unit
from pipeline.database.opening import open_database, writing
from pipeline.faults import Failed
try:
    engine = open_database(sys.argv[1])
    if len(sys.argv) > 2:
        engine.dispose()
        os.setgroups([])
        os.setgid(int(sys.argv[2]))
        os.setuid(int(sys.argv[2]))
    for number in range(200):
        with writing(engine) as session:
            session.add(Unit(code=f"{number} " + "x" * 20_000))
        print(number, flush=True)
except Failed as failure:
    sys.exit(failure.faults[0].code)
"""


def codes(path: Path) -> list[str]:
    engine = open_database(f"sqlite:///{path}")
    with reading(engine) as session:
        found = list(session.scalars(select(Unit.code).order_by(Unit.id)))
    engine.dispose()
    return found


def adding(path: Path, *user: str, before: Callable[[], None] | None = None) -> Done:
    command = [sys.executable, "-c", ADD_UNITS, f"sqlite:///{path}", *user]
    return subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, preexec_fn=before, timeout=60
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lantoa.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


def test_a_file_that_another_program_holds_is_told_and_works_once_it_is_free(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    engine = engine_of(f"sqlite:///{path}", lock_wait_s=0.2)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Failed, match="database-locked"), writing(engine) as session:
            session.add(Unit(code="a"))
        holder.communicate()
    with writing(engine) as session:
        session.add(Unit(code="b"))
    engine.dispose()
    assert codes(path) == ["b"]


def test_a_full_disk_is_told_and_keeps_what_was_saved(path: Path) -> None:
    """A limit on the size of files stands for the disk's end."""

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    done = adding(path, before=small_disk)
    assert done.stderr.strip() in {"database-disk-full", "database-disk-error"}
    saved = done.stdout.split()
    assert 5 < len(saved) < 200
    assert [code.split()[0] for code in codes(path)] == saved
    assert adding(path).returncode != 0  # the same units again: a unique key
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()


@pytest.mark.parametrize("is_folder", [True, False])
def test_a_folder_or_file_that_may_not_be_written_is_told(path: Path, is_folder: bool) -> None:
    for folder in (each for each in path.parents if each.name.startswith("pytest-")):
        folder.chmod(0o711)
    path.chmod(0o444)
    path.parent.chmod(0o555 if is_folder else 0o777)

    user = [NOBODY] if os.geteuid() == 0 else []
    try:
        done = adding(path, *user)
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o644)
    assert done.stderr.strip() in {"database-read-only", "database-cannot-open"}
    assert codes(path) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql+psycopg://lan:hush-hush@127.0.0.1:1/lantoa", "database-unreachable"),
        ("postgresql+psycopg://lan:hush-hush@127.0.0.1:1/lantoa?password=hush-hush", "database-unreachable"),
        ("postgresql+psycopg://lan:hush-hush@127.0.0.1:1/lantoa?foo=1", "database-failed"),
    ],
)
def test_a_server_that_is_not_there_is_told_without_the_password(address: str, code: str) -> None:
    with pytest.raises(Failed, match=code) as failure:
        open_database(address)
    told = failure.value.faults[0].parameters
    assert "127.0.0.1" in str(told["database"])
    assert "hush" not in str(told)


def test_a_database_that_was_not_made_is_told(postgresql_server: Server) -> None:
    with pytest.raises(Failed, match="database-does-not-exist"):
        open_database(postgresql_server.named("nowhere"))


def test_a_login_that_may_not_make_tables_is_told(postgresql_server: Server) -> None:
    with postgresql_server.database() as url, postgresql_server.administrator() as administrator:
        administrator.execute(text("CREATE ROLE guest LOGIN"))
        guest = make_url(url).set(username="guest").render_as_string(hide_password=False)
        try:
            with pytest.raises(Failed, match="database-not-allowed"):
                open_database(guest)
        finally:
            administrator.execute(text("DROP ROLE guest"))


def test_a_database_without_vietnamese_letters_is_refused(postgresql_server: Server) -> None:
    with postgresql_server.administrator() as administrator:
        settings = "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
        administrator.execute(text(f"CREATE DATABASE latin {settings}"))
        try:
            with pytest.raises(Refused, match="database-encoding"):
                open_database(postgresql_server.named("latin"))
        finally:
            administrator.execute(text("DROP DATABASE latin WITH (FORCE)"))


def test_a_program_that_waits_on_its_own_transaction_for_too_long_is_cut_off(
    postgresql_server: Server,
) -> None:
    with postgresql_server.database() as url:
        engine = open_database(url)

        def slow() -> None:
            with writing(engine) as session:
                session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 100"))
                sleep(0.5)
                session.scalars(select(Unit)).all()

        with pytest.raises(Failed, match="database-connection-lost"):
            slow()
        engine.dispose()
