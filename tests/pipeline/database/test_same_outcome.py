"""The same inputs through the public commands give the same bytes from SQLite and from PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pipeline.conftest import BY_HAND_RULES, ContestFolder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.pipeline.conftest import Run
    from tests.postgresql import Server

UNITS = ["Đinh Xá", "Lam Hạ", "Thanh Châu", "lam hạ 2", "Ân Thi", "Zin"]
NUMBERS = ["10", "9", "á1", "A1", "a1", "Đ2", "d2", "01"]
LISTS = {
    "entries": ["number,title,unit,submitted_at"]
    + [f"{n},Bài “{n}” số {i},{UNITS[i % 6]},0{1 + i % 3}/10/2024 08:00" for i, n in enumerate(NUMBERS)],
    "judges": ["judge,name", "b,Nguyễn Ánh", "Â,Trần Đức", "a,Lê Ý"],
    "marks": ["judge,number,criterion,mark,comment"]
    + [f"{j},{n},content,{(3 * i + len(n)) % 11},tốt" for j in "bÂa" for i, n in enumerate(NUMBERS)],
    "readings": ["number,channel,taken_at,views,likes,saves"]
    + [f"{n},zalo,2024-10-{d:02}T00:00,{d * i % 7},,{i}" for i, n in enumerate(NUMBERS) for d in (1, 5, 9)],
}


def outcome(folder: Path, lantoa: Run) -> dict[str, bytes]:
    """Import all lists, correct one count, and return every file of the report and every list."""
    folder.mkdir()
    contest = ContestFolder(folder, lantoa)
    contest.write("config.toml", BY_HAND_RULES)
    for form, lines in LISTS.items():
        said = contest.import_text(form, "\n".join(lines) + "\n")
        assert said.code == 0, said.err
    correction = "number,channel,taken_at,views\nA1,zalo,2024-10-09T00:00,123456789012\n"
    said = contest.import_text("readings", correction, "--reason", "đọc nhầm")
    assert said.code == 0, said.err
    assert contest.run("report").code == 0
    files = {path.name: path.read_bytes() for path in (folder / "reports-output/c/latest").rglob("*.*")}
    return files | {form: contest.run("export", form).out.encode() for form in LISTS}


def test_both_databases_give_the_same_ranking_and_the_same_lists(
    lantoa: Run, monkeypatch: pytest.MonkeyPatch, postgresql_server: Server, tmp_path: Path
) -> None:
    from_sqlite = outcome(tmp_path / "sqlite", lantoa)
    with postgresql_server.database() as url:
        monkeypatch.setenv("LANTOA_DATABASE_URL", url)
        from_postgresql = outcome(tmp_path / "postgresql", lantoa)
    assert not (tmp_path / "postgresql" / "lantoa.db").exists()
    assert b"123456789012" in from_sqlite["ranking.json"]
    assert from_sqlite.keys() == from_postgresql.keys()
    assert [name for name, content in from_sqlite.items() if content != from_postgresql[name]] == []
