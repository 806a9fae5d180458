"""A restored database is the one that was backed up; anything but a sound backup changes nothing."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from pipeline.database.migrating import upgrade
from pipeline.database.models import Lease, Unit
from pipeline.database.opening import HEAD, database_version, engine_of, open_database, reading, writing
from pipeline.faults import Refused
from pipeline.operations.archive import verified_manifest
from pipeline.operations.backing_up import Occasion, write_backup
from pipeline.operations.restoring import Wish, restore
from tests.pipeline.operations.conftest import Filled, digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder, Run

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def backup(filled: Filled) -> Path:
    """Return a backup of the filled database."""
    path = filled.contest.path / "a.zip"
    assert filled.run("backup", path).code == 0
    return path


def wish(file: Path, *, replaces: bool = False) -> Wish:
    return Wish(file, replaces, NOW, file.parent)


def test_either_database_restores_from_either(filled: Filled, backup: Path, tmp_path: Path) -> None:
    """Over SQLite and back: tables, digests and the backup's own digest stay what they were."""
    other = f"sqlite:///{tmp_path / 'other.db'}"
    restore(other, wish(backup))
    assert digests(other) == digests(filled.url)
    second = tmp_path / "b.zip"
    engine = engine_of(other)
    manifest = write_backup(engine, second, Occasion(NOW))
    engine.dispose()
    assert manifest.digest == verified_manifest(backup).digest
    before = digests(filled.url)
    restore(filled.url, wish(second, replaces=True))
    assert digests(filled.url) == before


def test_the_ranking_and_the_chain_are_the_same_after_it(
    filled: Filled, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranking = filled.run("ranking", "--format", "json").out
    chain = run_digests(filled.url)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    monkeypatch.setenv("LANTOA_DATABASE_URL", other)
    said = filled.run("restore", backup)
    assert said.code == 0, said.err
    assert "same digests" in said.err
    assert filled.run("ranking", "--format", "json").out == ranking
    assert run_digests(other) == chain
    assert any(digest for digest, _ in chain)


def run_digests(url: str) -> list[tuple[str | None, str | None]]:
    engine = engine_of(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT digest, previous_digest FROM run ORDER BY id")).all()
    engine.dispose()
    return [(digest, before) for digest, before in found]


def test_new_rows_get_numbers_of_their_own_after_it(filled: Filled, backup: Path) -> None:
    restore(filled.url, wish(backup, replaces=True))
    engine = open_database(filled.url)
    with writing(engine) as session:
        session.add(Unit(code="new"))
    engine.dispose()


def test_a_database_with_data_is_left_alone(filled: Filled, backup: Path) -> None:
    before = digests(filled.url)
    said = filled.run("restore", backup)
    assert said.code == 2
    assert "--replace" in said.err
    assert digests(filled.url) == before


def test_what_was_replaced_is_kept(filled: Filled, backup: Path, tmp_path: Path) -> None:
    engine = open_database(filled.url)
    with writing(engine) as session:
        session.add(Unit(code="added since"))
    engine.dispose()
    before = digests(filled.url)
    kept = restore(filled.url, wish(backup, replaces=True)).kept
    assert kept is not None
    assert digests(filled.url) != before
    if kept.suffix == ".zip":
        other = f"sqlite:///{tmp_path / 'kept.db'}"
        restore(other, wish(kept))
        assert digests(other) == before
    else:
        assert digests(f"sqlite:///{kept}") == before


def test_it_is_refused_while_the_schedule_runs(filled: Filled, backup: Path) -> None:
    engine = open_database(filled.url)
    with writing(engine) as session:
        expires_at = datetime.now(UTC) + timedelta(minutes=5)
        session.add(Lease(name="nights", holder="here", term=1, beat=0, taken_at=NOW, expires_at=expires_at))
    engine.dispose()
    said = filled.run("restore", backup, "--replace")
    assert said.code == 2
    assert "lantoa schedule" in said.err


def test_a_damaged_file_is_moved_aside_and_kept(contest: ContestFolder, tmp_path: Path) -> None:
    contest.import_text("entries", "number,title,unit\n01,A,A\n")
    contest.run("backup", tmp_path / "a.zip")
    contest.write("lantoa.db", "no database any more" * 500)
    assert contest.run("restore", tmp_path / "a.zip").code == 1
    said = contest.run("restore", tmp_path / "a.zip", "--replace")
    assert said.code == 0, said.err
    (kept,) = contest.path.glob("lantoa-damaged-*.db")
    assert kept.read_text(encoding="utf-8").startswith("no database any more")
    assert "1 entry" in contest.run("status").out or "1 entries" in contest.run("status").out


def test_a_backup_of_an_older_lantoa_is_brought_up_to_date(tmp_path: Path, database_url: str) -> None:
    old = engine_of(f"sqlite:///{tmp_path / 'old.db'}")
    with old.execution_options(writes=True).begin() as connection:
        upgrade(connection, "0001")
        connection.execute(text("INSERT INTO contest (id, key) VALUES (7, 'c')"))
    write_backup(old, tmp_path / "old.zip", Occasion(NOW))
    old.dispose()
    restore(database_url, wish(tmp_path / "old.zip"))
    engine = open_database(database_url)
    with engine.connect() as connection:
        assert database_version(connection) == HEAD
        assert connection.execute(text("SELECT id, key FROM contest")).all() == [(7, "c")]
    engine.dispose()


@pytest.fixture
def small(contest: ContestFolder) -> ContestFolder:
    """Return a contest with one entry and its backup `a.zip`."""
    contest.import_text("entries", "number,title,unit\n01,A,A\n")
    assert contest.run("backup", contest.path / "a.zip").code == 0
    return contest


@pytest.fixture
def refused_untouched(small: ContestFolder) -> Callable[[bytes], str]:
    """Return a function that tries to restore bytes over the contest and gives the one sentence."""
    url = f"sqlite:///{small.path / 'lantoa.db'}"
    before = digests(url)

    def attempt(content: bytes) -> str:
        (small.path / "bad.zip").write_bytes(content)
        said = small.run("restore", small.path / "bad.zip", "--replace")
        assert (said.code, said.out) == (2, ""), said.err
        assert len(said.err.splitlines()) == 1
        assert digests(url) == before
        assert list(small.path.glob("*before-restore*")) == []
        return said.err

    return attempt


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_refused(
    small: ContestFolder, refused_untouched: Callable[[bytes], str], share: float
) -> None:
    content = (small.path / "a.zip").read_bytes()
    assert "cut off or was changed" in refused_untouched(content[: int(len(content) * share)])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"Dear committee, " * 50, "a letter"),
        (b"SQLite format 3\0" + b"\0" * 4096, "a database"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_foreign_file_is_refused(
    refused_untouched: Callable[[bytes], str], content: bytes, kind: str
) -> None:
    assert "is not a backup of Lantoa" in refused_untouched(content)


def test_a_workbook_is_no_backup(small: ContestFolder, refused_untouched: Callable[[bytes], str]) -> None:
    small.run("export", "entries", "--format", "xlsx", "--output", small.path / "entries.xlsx")
    assert "is not a backup" in refused_untouched((small.path / "entries.xlsx").read_bytes())


def repacked(path: Path, changes: dict[str, bytes | None]) -> bytes:
    """Return a sound ZIP with the files of another, some changed, or left out by None."""
    changed = path.with_name("changed.zip")
    with ZipFile(path) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return changed.read_bytes()


def test_a_row_that_was_changed_by_hand_is_named_with_its_table(
    small: ContestFolder, refused_untouched: Callable[[bytes], str]
) -> None:
    with ZipFile(small.path / "a.zip") as archive:
        rows = archive.read("tables/entry.jsonl").replace(b'"01"', b'"02"')
    assert "(in entry)" in refused_untouched(repacked(small.path / "a.zip", {"tables/entry.jsonl": rows}))


def test_a_table_that_was_taken_out_is_missed(
    small: ContestFolder, refused_untouched: Callable[[bytes], str]
) -> None:
    assert "(in mark)" in refused_untouched(repacked(small.path / "a.zip", {"tables/mark.jsonl": None}))


@pytest.mark.parametrize("change", [{"format_version": 2}, {"schema_version": "9999"}])
def test_a_backup_of_a_newer_lantoa_says_so(
    small: ContestFolder, refused_untouched: Callable[[bytes], str], change: dict[str, object]
) -> None:
    with ZipFile(small.path / "a.zip") as archive:
        manifest = json.loads(archive.read("manifest.json")) | change
    content = repacked(small.path / "a.zip", {"manifest.json": json.dumps(manifest).encode()})
    assert "made by a newer Lantoa" in refused_untouched(content)


def test_a_manifest_that_leaves_a_table_out_fills_nothing(small: ContestFolder, tmp_path: Path) -> None:
    with ZipFile(small.path / "a.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["tables"] = [table for table in manifest["tables"] if table["name"] != "mark"]
    path = tmp_path / "less.zip"
    path.write_bytes(repacked(small.path / "a.zip", {"manifest.json": json.dumps(manifest).encode()}))
    with pytest.raises(Refused, match="backup-damaged"):
        restore(f"sqlite:///{tmp_path / 'n.db'}", wish(path))
    engine = engine_of(f"sqlite:///{tmp_path / 'n.db'}")
    with engine.connect() as connection:
        assert database_version(connection) is None
    engine.dispose()


def test_any_changed_byte_is_refused_or_changes_nothing(small: ContestFolder, tmp_path: Path) -> None:
    """A byte may lie where nothing is said (a time of a file in the ZIP); then all is restored as it was."""
    content = (small.path / "a.zip").read_bytes()
    wanted = digests(f"sqlite:///{small.path / 'lantoa.db'}")
    outcomes = set()
    for place in range(0, len(content), 97):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            restore(f"sqlite:///{tmp_path / f'{place}.db'}", wish(path))
        except Refused as refusal:
            outcomes.add(refusal.faults[0].code)
        else:
            assert digests(f"sqlite:///{tmp_path / f'{place}.db'}") == wanted
            outcomes.add("same")
    assert "backup-damaged" in outcomes
    assert outcomes <= {"backup-damaged", "backup-foreign", "backup-newer", "backup-unreadable", "same"}


def test_a_missing_file_is_named(contest: ContestFolder) -> None:
    said = contest.run("restore", contest.path / "none.zip")
    assert said.code == 1
    assert "none.zip" in said.err


def test_readers_see_the_old_state_until_the_new_one_is_whole(small: ContestFolder) -> None:
    """A connection that was open all the time reads on, and then sees the restored rows."""
    connection = sqlite3.connect(small.path / "lantoa.db")
    count = "SELECT count(*) FROM unit"
    assert connection.execute(count).fetchone() == (1,)
    small.import_text("entries", "number,title,unit\n01,A,A\n02,B,B\n")
    assert connection.execute(count).fetchone() == (2,)
    assert small.run("restore", small.path / "a.zip", "--replace").code == 0
    assert connection.execute(count).fetchone() == (1,)
    connection.close()


def test_the_next_command_goes_on_from_it(small: ContestFolder, lantoa: Run) -> None:
    assert small.run("restore", small.path / "a.zip", "--replace").code == 0
    engine = open_database(f"sqlite:///{small.path / 'lantoa.db'}")
    with reading(engine) as session:
        assert session.query(Unit).count() == 1
    engine.dispose()
    assert small.import_text("entries", "number,title,unit\n02,B,B\n").code == 0
