"""The command line as its users meet it: help, exit codes, light start, languages."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.cli.arguments import make_parser
from pipeline.cli.reference import reference
from pipeline.cli.table import COMMANDS, GROUPS
from reports.catalogue import LANGUAGES, catalogue

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder, Run

ROOT = Path(__file__).parents[3]
HEAVY = ("pandas", "numpy", "matplotlib", "googleapiclient", "facebook", "sqlalchemy", "pydantic", "rich")
SCREEN_LINES, SCREEN_COLUMNS = 24, 80


PROGRAM = """
import sys
from pipeline.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


def imported_by(*arguments: str) -> set[str]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("arguments", [["--help"], ["ranking", "--help"], []])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert imported_by(*arguments).isdisjoint(HEAVY)


def test_status_imports_no_frames_no_charts_and_no_clients(contest: ContestFolder) -> None:
    contest.import_text("entries", "number,title,unit\n01,First,A\n")
    loaded = imported_by("--config", str(contest.path / "config.toml"), "status")
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(
        {"pandas", "numpy", "matplotlib", "googleapiclient", "facebook", "alembic", "openpyxl"}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_fits_one_screen(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(SCREEN_COLUMNS))
    lines = make_parser(catalogue("pipeline", language)).format_help().splitlines()
    assert len(lines) <= SCREEN_LINES
    assert sorted(name for group in GROUPS.values() for name in group) == sorted(c.name for c in COMMANDS)
    assert max(map(len, lines)) <= SCREEN_COLUMNS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_each_example_is_a_right_call_of_its_command(command: str, language: str) -> None:
    words = catalogue("pipeline", language)
    example = words.say(f"help.command.{command}.example")
    assert make_parser(words).parse_args(shlex.split(example)[1:]).command == command


@pytest.mark.parametrize(
    ("arguments", "said_of_it"),
    [
        (["nope"], "“nope”"),
        (["ranking", "--formt", "csv"], "--formt"),
        (["ranking", "--format", "pdf"], "“pdf”"),
        (["ranking", "--at"], "--at"),
        (["import", "entries"], "FILE"),
        (["--language", "fr", "status"], "“fr”"),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(lantoa: Run, arguments: list[str], said_of_it: str) -> None:
    said = lantoa(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said_of_it in said.err


def test_config_and_language_may_stand_anywhere(contest: ContestFolder, lantoa: Run) -> None:
    contest.import_text("entries", "number,title,unit\n01,First,A\n")
    said = lantoa("status", "--config", contest.path / "config.toml", "--language", "vi")
    assert said.code == 0
    assert "1 bài dự thi" in said.out


def test_an_error_of_our_own_shows_no_traceback(
    contest: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("token=s3cret")

    monkeypatch.setattr("pipeline.database.opening.open_database", broken)
    monkeypatch.setattr("pipeline.workplace.open_database", broken)
    said = contest.run("status")
    assert said.code == 1
    assert "ZeroDivisionError" in said.err
    assert "Traceback" not in said.err
    assert "s3cret" not in said.err


def test_a_database_that_is_none_fails_with_code_1(contest: ContestFolder) -> None:
    contest.write("lantoa.db", "not a database, just a letter" * 50)
    said = contest.run("status")
    assert said.code == 1
    assert "is no SQLite database" in said.err


def test_the_reference_in_docs_is_the_one_that_the_code_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>/dev/full"])
def test_a_closed_or_full_stream_is_no_traceback(contest: ContestFolder, closed: str) -> None:
    command = f'"{sys.executable}" -m pipeline --config "{contest.path / "config.toml"}" status {closed}'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if "full" in closed else 0)
