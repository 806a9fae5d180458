"""A backup is one state of the database, whole or not there, and free of secrets."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text, create_engine

from pipeline.database.models import Unit, UnitName
from pipeline.database.opening import engine_of, open_database, writing
from pipeline.operations.archive import verified_manifest
from pipeline.operations.backing_up import Occasion, write_backup
from pipeline.operations.tables import put_lines, table_lines
from tests.pipeline.operations.conftest import digests

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder
    from tests.pipeline.operations.conftest import Filled

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def test_a_backup_holds_every_table_with_its_digest(filled: Filled) -> None:
    path = filled.contest.path / "a.zip"
    said = filled.run("backup", path)
    assert said.code == 0, said.err
    held = {table.name: (table.rows, table.sha256) for table in verified_manifest(path).tables}
    assert held == digests(filled.url)
    assert {"reading", "reading_metric", "mark_change", "problem", "run"} <= {
        name for name, (rows, _) in held.items() if rows
    }
    assert said.out.split() == [verified_manifest(path).digest, str(path)]


def test_the_digests_are_those_that_anyone_can_compute(filled: Filled) -> None:
    path = filled.contest.path / "a.zip"
    filled.run("backup", path)
    with ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for table in manifest["tables"]:
            content = archive.read(f"tables/{table['name']}.jsonl")
            assert sha256(content).hexdigest() == table["sha256"]
            assert len(content.splitlines()) == table["rows"]


def test_a_backup_is_one_state_while_others_write(filled: Filled) -> None:
    """Each writing adds a unit and its name together; a backup that sees them apart saw two states."""
    stop = threading.Event()

    def add_units() -> None:
        engine = open_database(filled.url)
        turn = 0
        while not stop.is_set():
            turn += 1
            with writing(engine) as session:
                unit = Unit(code=f"w{turn}")
                session.add(unit)
                session.flush()
                session.add(UnitName(unit_id=unit.id, name=f"W{turn}"))
        engine.dispose()

    writer = threading.Thread(target=add_units)
    writer.start()
    engine = engine_of(filled.url)
    try:
        manifests = [
            write_backup(engine, filled.contest.path / f"{turn}.zip", Occasion(NOW)) for turn in range(3)
        ]
    finally:
        stop.set()
        writer.join()
        engine.dispose()
    for manifest in manifests:
        rows = {table.name: table.rows for table in manifest.tables}
        assert rows["unit"] == rows["unit_name"] + 1


def test_an_existing_file_is_not_overwritten(filled: Filled) -> None:
    path = filled.contest.write("letter.zip", "Dear committee")
    said = filled.run("backup", path)
    assert (said.code, said.out) == (2, "")
    assert "letter.zip" in said.err
    assert "never overwrites" in said.err
    assert path.read_text(encoding="utf-8") == "Dear committee"


def test_a_folder_that_is_not_there_is_named(filled: Filled) -> None:
    said = filled.run("backup", filled.contest.path / "nowhere" / "a.zip")
    assert said.code == 1
    assert "nowhere/a.zip" in said.err
    assert "free space" in said.err


def test_an_empty_address_has_nothing_to_back_up(contest: ContestFolder) -> None:
    said = contest.run("backup", contest.path / "a.zip")
    assert said.code == 2
    assert "no tables yet" in said.err
    assert not (contest.path / "a.zip").exists()


LIMITED = """
import resource, sys
from pipeline.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes can't be limited there")
@pytest.mark.parametrize("limit", [40_000, 70_000])
def test_a_disk_that_takes_no_more_leaves_nothing_and_one_sentence(
    contest: ContestFolder, limit: int
) -> None:
    """A limit of the file size stands for the full disk: the system refuses to write on, in the middle.

    It lies above what SQLite's own shared memory file takes.
    """
    rows = (f"{number},{token_hex(20)},{token_hex(20)}\n" for number in range(1000))
    contest.import_text("entries", "number,title,unit\n" + "".join(rows))
    before = sorted(path.name for path in contest.path.iterdir())
    arguments = ("--config", str(contest.path / "config.toml"), "--language", "en", "backup")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LIMITED, str(limit), *arguments, str(contest.path / "a.zip")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "could not be written: File too large." in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(path.name for path in contest.path.iterdir()) == before


def test_no_secret_is_in_a_backup(contest: ContestFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    contest.import_text("entries", "number,title,unit\n01,A,A\n")
    monkeypatch.setenv("LANTOA_DATABASE_URL", f"sqlite:///{contest.path / 'lantoa.db'}")
    monkeypatch.setenv("LANTOA_YOUTUBE_API_KEY", "AIzaS3cret")
    text = (contest.path / "config.toml").read_text(encoding="utf-8")
    contest.write(
        "config.toml",
        '# AIzaS3cret was my key\n[database]\nurl = "postgresql+psycopg://u:pw%40x@h/n"\n' + text,
    )
    assert contest.run("backup", contest.path / "a.zip").code == 0
    with ZipFile(contest.path / "a.zip") as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"A small contest" in held
    assert b"AIzaS3cret" not in held
    assert b"pw%40x" not in held


CELLS = st.tuples(
    st.one_of(st.none(), st.text(alphabet=st.characters(exclude_categories=["Cs"]))),
    st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    st.one_of(st.none(), st.binary()),
)


@given(st.lists(CELLS, max_size=8))
def test_any_row_comes_back_as_it_was(rows: list[tuple[str | None, int | None, bytes | None]]) -> None:
    engine = create_engine("sqlite://")
    columns = (Column("text", Text), Column("count", Integer), Column("raw", LargeBinary))
    table = Table("t", MetaData(), Column("id", Integer, primary_key=True), *columns)
    with engine.begin() as connection:
        table.create(connection)
        lines = [
            f"{json.dumps([number, text, count, _base64(raw)])}\n".encode()
            for number, (text, count, raw) in enumerate(rows)
        ]
        put_lines(connection, table, lines)
        assert [tuple(row)[1:] for row in connection.execute(table.select().order_by("id"))] == rows
        assert list(map(json.loads, table_lines(connection, table))) == list(map(json.loads, lines))
    engine.dispose()


def _base64(raw: bytes | None) -> str | None:
    """Encode as SQLite's own function does not: by Python's older module."""
    import binascii

    return None if raw is None else binascii.b2a_base64(raw, newline=False).decode()


def test_a_locked_database_can_still_be_backed_up(contest: ContestFolder) -> None:
    contest.import_text("entries", "number,title,unit\n01,A,A\n")
    holder = sqlite3.connect(contest.path / "lantoa.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("INSERT INTO unit (code) VALUES ('not yet')")
    assert contest.run("backup", contest.path / "a.zip").code == 0
    holder.rollback()
    holder.close()
    rows = {table.name: table.rows for table in verified_manifest(contest.path / "a.zip").tables}
    assert rows["unit"] == 1
