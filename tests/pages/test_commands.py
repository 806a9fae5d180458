"""The commands for the pages: links and their sheets, users, and serving until a signal stops it."""

from __future__ import annotations

import io
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from pipeline.cli.arguments import make_parser
from pipeline.cli.codes import Exit
from reports.catalogue import catalogue
from tests.pages.contest import CONFIG, ENTRIES, JUDGES
from tests.pipeline.conftest import ContestFolder, Run, lantoa
from tests.reports.tools import tool

__all__ = ["lantoa"]

DOCS = Path(__file__).parents[2] / "docs"
LINK = re.compile(r"http://127\.0\.0\.1:8000/j/\S+")


@pytest.fixture
def contest(tmp_path: Path, lantoa: Run) -> ContestFolder:
    """Return a folder with the contest of the pages, its entries and judges."""
    folder = ContestFolder(tmp_path, lantoa)
    folder.write("config.toml", CONFIG)
    folder.import_text("entries", ENTRIES)
    folder.import_text("judges", JUDGES)
    return folder


def test_each_judge_gets_a_link_once_and_a_sheet_with_it(contest: ContestFolder) -> None:
    sheets = contest.path / "judges"
    said = contest.run("judges", "invite", "--output", sheets)
    links = LINK.findall(said.out)
    assert (said.code, len(links), len(set(links))) == (Exit.DONE, 4, 4)
    assert "open on this machine only" in said.err
    assert sorted(path.name for path in sheets.iterdir()) == [
        *(f"gk{n}.pdf" for n in range(1, 5)),
        "judges.html",
    ]
    text = subprocess.check_output([tool("pdftotext"), sheets / "gk3.pdf", "-"], text=True)  # noqa: S603
    assert links[2] in text
    assert "Lê Minh Châu" in text
    assert (sheets / "judges.html").read_text(encoding="utf-8").count("<svg") == 4
    again = contest.run("judges", "invite", "--output", sheets)
    assert (LINK.findall(again.out), "gk1, gk2, gk3, gk4" in again.err) == ([], True)


def test_a_link_is_renewed_with_a_pin_listed_and_revoked(contest: ContestFolder) -> None:
    renewed = contest.run(
        "judges", "invite", "--judge", "gk1", "--pin", "--output", contest.path / "x", "--by", "Lan"
    )
    (pin,) = re.findall(r"PIN: (\d{6})", renewed.out)
    assert pin not in (contest.path / "x" / "judges.html").read_text(encoding="utf-8")
    assert "by Lan" in contest.run("judges", "list", "--judge", "gk1").out
    assert contest.run("judges", "revoke", "--judge", "gk1").code == Exit.DONE
    assert "gk1: Nguyễn Thu Hà – no link" in contest.run("judges", "list").out
    assert contest.run("judges", "revoke").code == Exit.WRONG_INPUT
    assert "Known are: gk1, gk2, gk3, gk4" in contest.run("judges", "invite", "--judge", "gk9").err


def test_users_are_added_listed_and_removed(contest: ContestFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def add(password: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        said = contest.run("users", "add", *arguments)
        return said.out + said.err

    assert "at least 10 characters" in add("short", "lan")
    assert "lan may sign in as secretary" in add("ba chữ yên lặng", "lan", "--role", "secretary")
    assert "a user lan already" in add("ba chữ yên lặng", "lan")
    assert "lan: secretary" in contest.run("users", "list").out
    assert contest.run("users", "remove", "lan").code == Exit.DONE
    assert "Nobody may sign in yet" in contest.run("users", "list").err
    assert contest.run("users", "remove", "lan").code == Exit.WRONG_INPUT
    assert contest.run("users", "add").code == Exit.WRONG_INPUT


def test_the_pages_are_served_until_a_signal_stops_them(contest: ContestFolder) -> None:
    call = [sys.executable, "-m", "pipeline", "--language", "en", "--config", f"{contest.path}/config.toml"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    serving = subprocess.Popen(  # noqa: S603
        [*call, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True, env=environment
    )
    assert serving.stderr is not None
    address = serving.stderr.readline().split()[-1]
    assert httpx.get(f"{address}/health", trust_env=False).text == "ok\n"
    serving.send_signal(signal.SIGINT)
    _, rest = serving.communicate(timeout=60)
    assert (serving.returncode, "The pages are closed" in rest, "Traceback" in rest) == (0, True, False)


def test_a_port_that_is_taken_is_said(contest: ContestFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = contest.run("serve", "--port", str(taken.getsockname()[1]))
    assert said.code == Exit.FAILED
    assert "can't listen on 127.0.0.1" in said.err


@pytest.mark.parametrize("page", ["judges.md", "cham-diem.md"])
def test_the_calls_in_the_docs_are_right(page: str) -> None:
    parser = make_parser(catalogue("pipeline", "en"))
    calls = re.findall(r"(?m)^lantoa .+$", (DOCS / page).read_text(encoding="utf-8"))
    assert len(calls) == 5
    for call in calls:
        parser.parse_args(shlex.split(call)[1:])
