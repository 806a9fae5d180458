"""`lantoa auth` as people use it: a browser that comes back, a pasted answer, a token in its file."""

from __future__ import annotations

import io
import json
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import requests

from pipeline.demo.standin import Fault, FaultKind, StandIn, StandInSettings, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder, Said

CONFIG = """
[youtube]
api_address = "{address}"
token_address = "{address}/token"
consent_address = "{address}/o/oauth2/auth"
{youtube}
[facebook]
graph_address = "{address}"
{facebook}
"""
CLIENT = {
    "installed": {
        "client_id": "demo-client.apps.googleusercontent.com",
        "client_secret": "demo-client-secret",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
}


@pytest.fixture
def world() -> World:
    return World([], datetime.now(UTC))


@pytest.fixture
def platforms(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


@pytest.fixture
def folder(contest: ContestFolder, platforms: StandIn, monkeypatch: pytest.MonkeyPatch) -> ContestFolder:
    for name in ("LANTOA_YOUTUBE_OWNER_TOKEN", "LANTOA_FACEBOOK_PAGE_TOKEN", "LANTOA_FACEBOOK_APP_SECRET"):
        monkeypatch.delenv(name, raising=False)
    configured(contest, platforms)
    contest.write("client.json", json.dumps(CLIENT))
    return contest


def configured(contest: ContestFolder, platforms: StandIn, youtube: str = "", facebook: str = "") -> None:
    address = platforms.address
    contest.write("config.toml", CONFIG.format(address=address, youtube=youtube, facebook=facebook))


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A browser whose owner says yes to all: it opens the address and goes where it is sent."""
    with ThreadPoolExecutor(1) as threads:
        monkeypatch.setattr("webbrowser.open", lambda address: bool(threads.submit(opened, address)))
        yield


def opened(address: str) -> str:
    with requests.Session() as session:
        return session.get(address, timeout=5).text


def pasted(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def youtube(folder: ContestFolder, *more: str) -> Said:
    return folder.run("auth", "youtube", "--client", folder.path / "client.json", *more)


@pytest.mark.usefixtures("browser")
def test_the_owners_token_is_kept_for_its_owner_alone(folder: ContestFolder) -> None:
    said = youtube(folder)
    kept = folder.path / "secrets" / "youtube-owner-token.txt"
    assert said.code == 0, said.err
    assert (mode_of(kept), mode_of(kept.parent)) == (0o600, 0o700)
    assert json.loads(kept.read_text(encoding="utf-8"))["refresh_token"] == "demo-refresh-token"
    assert "Phủ Lý – Thành phố học tập (UCPhuLyThanhPhoHocTapAAA)" in said.err
    assert 'owner_token_file = "secrets/youtube-owner-token.txt"' in said.err
    assert str(kept) in said.out
    assert not {"demo-client-secret", "demo-refresh-token"} & set((said.out + said.err).split('"'))


@pytest.mark.usefixtures("browser")
def test_a_kept_token_is_renewed_without_the_clients_file(folder: ContestFolder, platforms: StandIn) -> None:
    configured(folder, platforms, youtube='owner_token_file = "chu-kenh.json"')
    assert youtube(folder).code == 0
    said = folder.run("auth", "youtube")
    assert said.code == 0, said.err
    assert "Put this line" not in said.err
    assert [path.name for path in folder.path.glob("*kenh*")] == ["chu-kenh.json"]


def test_without_a_kept_token_the_clients_file_is_asked_for(folder: ContestFolder) -> None:
    said = folder.run("auth", "youtube")
    assert (said.code, said.out) == (2, "")
    assert "--client FILE" in said.err


@pytest.mark.usefixtures("browser")
def test_an_app_that_is_being_tested_is_foretold_to_end(
    folder: ContestFolder, world: World, platforms: StandIn
) -> None:
    world.settings = StandInSettings(google_renewable_s=604_799)
    configured(folder, platforms, youtube='owner_token_file = "t.json"')
    said = youtube(folder)
    assert "“Testing”" in said.err
    world.settings = StandInSettings()
    said = folder.run("doctor")
    (line,) = [line for line in said.out.splitlines() if "Testing" in line]
    assert line.startswith("!")
    assert "lantoa auth youtube" in line


def test_the_answer_is_pasted_where_there_is_no_browser(
    folder: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = io.StringIO()
    monkeypatch.setattr(sys, "stderr", spoken)
    monkeypatch.setattr(sys, "stdin", Elsewhere(spoken))
    assert youtube(folder, "--no-browser").code == 0
    assert (folder.path / "secrets" / "youtube-owner-token.txt").exists()


class Elsewhere(io.StringIO):
    """A person who opens the address that was said on another machine, and pastes what came of it."""

    def __init__(self, spoken: io.StringIO) -> None:
        super().__init__()
        self.spoken = spoken

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        (address,) = [line for line in self.spoken.getvalue().splitlines() if line.startswith("http")]
        with requests.Session() as session:
            told = session.get(address, allow_redirects=False, timeout=5)
        return f"{told.headers['location']}\n"


@pytest.mark.usefixtures("browser")
def test_what_google_refuses_is_one_sentence_and_keeps_what_was_there(
    folder: ContestFolder, world: World
) -> None:
    kept = folder.path / "secrets" / "youtube-owner-token.txt"
    kept.parent.mkdir()
    kept.write_text("{}", encoding="utf-8")
    world.settings = StandInSettings(google_consent="access_denied")
    said = youtube(folder)
    assert (said.code, said.out, kept.read_text(encoding="utf-8")) == (2, "", "{}")
    assert "test users" in said.err.splitlines()[-1]
    world.settings = StandInSettings()
    world.script.add(Fault("token", FaultKind.HTTP_503))
    said = youtube(folder)
    assert (said.code, said.err.splitlines()[-1]) == (
        1,
        "Google is busy or fails just now. Run this again in some minutes.",
    )


def test_a_wrong_answer_and_none_are_refused(folder: ContestFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted(monkeypatch, "http://127.0.0.1:8765/?state=another&code=4/x")
    said = youtube(folder, "--no-browser")
    assert (said.code, "newest address" in said.err) == (2, True)
    pasted(monkeypatch)
    assert "Nothing usable was pasted" in youtube(folder, "--no-browser").err


def test_a_page_token_comes_from_a_persons(
    folder: ContestFolder, platforms: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTOA_FACEBOOK_APP_SECRET", "demo-app-secret")
    configured(folder, platforms, facebook='app_id = "1234"\npage_token_file = "trang.txt"')
    pasted(monkeypatch, "demo-user-token")
    said = folder.run("auth", "facebook")
    kept = folder.path / "trang.txt"
    assert said.code == 0, said.err
    assert (mode_of(kept), kept.read_text(encoding="utf-8")) == (0o600, "demo-page-token\n")
    assert "Page: Phủ Lý – Thành phố học tập (100064000000001)" in said.err
    assert 'page_id = "100064000000001"' in said.err
    assert "no end of its own" in said.err
    assert not {"demo-page-token", "demo-user-token", "demo-app-secret"} & set((said.out + said.err).split())
    assert "the key or token holds" in folder.run("doctor").out


def test_the_app_secret_is_asked_for_where_it_is_not_set(
    folder: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted(monkeypatch, "demo-app-secret", "demo-user-token")
    assert folder.run("auth", "facebook", "--app", "1234").code == 0
    pasted(monkeypatch, "wr0ng", "demo-user-token")
    said = folder.run("auth", "facebook", "--app", "1234", language="vi")
    assert (said.code, "wr0ng" in said.err) == (2, False)
    pasted(monkeypatch, "", "demo-user-token")
    assert "Extend Access Token" in folder.run("auth", "facebook", "--app", "1234").err


def test_a_token_from_a_file_and_a_variable_that_comes_before_ours(
    folder: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTOA_FACEBOOK_PAGE_TOKEN", "old")
    token = folder.write("nguoi.txt", "demo-long-user-token\n")
    said = folder.run(
        "auth", "facebook", "--token-file", token, "--output", folder.path / "moi" / "trang.txt"
    )
    assert said.code == 0, said.err
    assert "LANTOA_FACEBOOK_PAGE_TOKEN is set" in said.err
    assert "/moi/trang.txt" in said.err
    assert (folder.path / "moi" / "trang.txt").read_text(encoding="utf-8") == "demo-page-token\n"
    assert folder.run("auth", "facebook", "--token-file", folder.path / "no.txt").code == 2
