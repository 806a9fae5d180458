"""Logs say what happened, a line an event, never a secret, and never stop the work."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import load_settings
from pipeline.events import note, note_unexpected, noted
from pipeline.operations.logs import Logs, start_logs, stop_logs
from pipeline.operations.masking import Masker, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder

NOW = datetime(2026, 11, 25, tzinfo=UTC)
SECRET = "EAAB+s3cret/token=="


def lines(folder: Path) -> list[dict[str, Any]]:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.jsonl")))
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def logs(contest: ContestFolder) -> Iterator[Logs]:
    """Return logs of a contest whose Page token is SECRET."""
    environment = {"LANTOA_FACEBOOK_PAGE_TOKEN": SECRET}
    found = start_logs(load_settings(contest.path / "config.toml", environment), NOW)
    assert found is not None
    yield found
    stop_logs()


def test_a_command_is_noted_with_its_code_and_duration(contest: ContestFolder) -> None:
    contest.import_text("entries", "number,title,unit\n01,A,A\n")
    contest.run("ranking", "--at", "yesterday")
    done, ended, refused = lines(contest.path / "logs")
    assert (done["event"], done["command"], done["code"], done["level"]) == ("command", "import", 0, "info")
    assert done["seconds"] >= 0
    assert datetime.fromisoformat(done["at"]).utcoffset() is not None
    assert (ended["command"], ended["failure"]) == ("ranking", "Refused")
    assert (refused["event"], refused["faults"]) == ("refused", ["bad-instant"])


def test_an_error_of_our_own_lands_there_and_the_person_is_told_where(
    contest: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(f"https://x.example/?access_token=abc and {SECRET}")

    monkeypatch.setenv("LANTOA_FACEBOOK_PAGE_TOKEN", SECRET)
    monkeypatch.setattr("pipeline.workplace.open_database", broken)
    said = contest.run("status")
    assert said.code == 1
    (file,) = (contest.path / "logs").glob("*.jsonl")
    assert file.as_posix() in said.err
    assert "Traceback" not in said.err
    (found,) = [line for line in lines(contest.path / "logs") if line["event"] == "unexpected"]
    assert found["level"] == "error"
    assert any("in broken" in line for line in found["traceback"])
    assert SECRET not in file.read_text(encoding="utf-8")
    assert "abc" not in file.read_text(encoding="utf-8")


def test_who_asks_for_the_traceback_sees_it_without_secrets(
    contest: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setenv("LANTOA_FACEBOOK_PAGE_TOKEN", SECRET)
    monkeypatch.setenv("LANTOA_DEBUG", "1")
    monkeypatch.setattr("pipeline.workplace.open_database", broken)
    said = contest.run("status")
    assert "Traceback" in said.err
    assert SECRET not in said.err


def test_a_secret_is_masked_wherever_it_stands(logs: Logs) -> None:
    logger = logging.getLogger("somebody.else")
    logger.warning("asked with %s", SECRET)
    logger.warning("asked https://graph.example/?x=%s", quote(SECRET, safe=""))
    logger.warning("postgresql://lantoa:pa55@db.example/x refused")
    note("call", address=f"https://u:{SECRET}@x.example", deep={"list": [SECRET, 1, None]})
    note_unexpected(ValueError(SECRET))
    text = next(logs.folder.glob("*.jsonl")).read_text(encoding="utf-8")
    assert SECRET not in text
    assert quote(SECRET, safe="") not in text
    assert "pa55" not in text
    assert text.count("***") >= 6


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="*"), min_size=4),
    st.text(max_size=20),
)
def test_no_secret_outlives_masking(secret: str, around: str) -> None:
    masked = Masker([secret])(f"{around}{secret} {quote(secret, safe='')} {secret!r}")
    assert secret not in masked.replace(around, "")


def test_every_secret_of_the_settings_is_known(contest: ContestFolder) -> None:
    environment = {
        "LANTOA_YOUTUBE_API_KEY": "k-youtube",
        "LANTOA_FACEBOOK_PAGE_TOKEN": "k-facebook",
        "LANTOA_MATOMO_TOKEN": "k-matomo",
        "LANTOA_DATABASE_URL": "postgresql+psycopg://u:k-database@h/n",
    }
    settings = load_settings(contest.path / "config.toml", environment)
    assert {"k-youtube", "k-facebook", "k-matomo", "k-database"} <= secrets_of(settings)


def test_a_step_is_noted_with_what_it_found_and_how_it_ended(logs: Logs) -> None:
    with noted("collect", contest="c", channel="youtube") as found:
        found["read"] = 60

    def broken() -> None:
        with noted("rank", contest="c"):
            raise KeyError("x")

    with pytest.raises(KeyError, match="x"):
        broken()
    collected, ranked = lines(logs.folder)
    assert (collected["event"], collected["contest"], collected["channel"], collected["read"]) == (
        "collect",
        "c",
        "youtube",
        60,
    )
    assert (ranked["event"], ranked["failure"]) == ("rank", "KeyError")


def test_old_logs_are_taken_away_and_nothing_else(contest: ContestFolder) -> None:
    folder = contest.path / "logs"
    folder.mkdir()
    for name in ("lantoa-2026-08-26.jsonl", "lantoa-2026-08-27.jsonl", "notes.txt"):
        (folder / name).write_text("", encoding="utf-8")
    start_logs(load_settings(contest.path / "config.toml", {}), NOW)
    stop_logs()
    assert sorted(path.name for path in folder.iterdir()) == ["lantoa-2026-08-27.jsonl", "notes.txt"]


def test_the_config_says_where_and_for_how_long(contest: ContestFolder) -> None:
    text = (contest.path / "config.toml").read_text(encoding="utf-8")
    contest.write("config.toml", '[logs]\nfolder = "elsewhere"\nkeep_days = 1\n' + text)
    contest.run("status")
    assert lines(contest.path / "elsewhere")
    assert not (contest.path / "logs").exists()


def test_a_log_that_cannot_be_written_stops_nothing(contest: ContestFolder) -> None:
    contest.write("logs", "a file is in the way")
    assert contest.run("status").code == 0


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.config import load_settings
from pipeline.events import note
from pipeline.operations.logs import start_logs
start_logs(load_settings(Path(sys.argv[1]), {}), datetime.now(UTC))
for turn in range(200):
    note("turn", number=turn, filling="x" * 3000)
"""


def test_several_processes_write_whole_lines(contest: ContestFolder) -> None:
    config = str(contest.path / "config.toml")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, config]) for _ in range(3)]  # noqa: S603
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = lines(contest.path / "logs")
    assert len(found) == 600
    assert len({(line["process"], line["number"]) for line in found}) == 600
