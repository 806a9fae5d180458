"""Doctor says of each thing whether it is right, what to do where it is not, and never a secret."""

from __future__ import annotations

import re
import socket
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pipeline.operations
from collectors import CheckCode
from pipeline.database.models import Contest, Lease, Run
from pipeline.database.opening import open_database, writing
from pipeline.demo.standin import Fault, FaultKind, Growth, StandIn, World, WorldPost
from reports.catalogue import LANGUAGES, catalogue
from tests.soak.mailbox import mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pipeline.conftest import ContestFolder, Said

YOUTUBE_ID = "92HWiOdpY2s"
RULES = """
[youtube]
api_address = "{address}"

[contests.c]
name = "A small contest"
opens_at = 2024-09-01T00:00:00
cut_off_at = {cut_off}

[contests.c.counts]
channels = ["youtube", "website"]

[contests.c.engagement]
points = {{ views = 1 }}
scale = "none"

[contests.c.total]
combine = "sum"
"""
LONG_AGO, FAR_AHEAD = "2024-10-31T17:00:00", "2099-10-31T17:00:00"
ENTRIES = f"number,title,unit,link_youtube\n01,A,A,https://youtu.be/{YOUTUBE_ID}\n"


@pytest.fixture
def platforms() -> Iterator[StandIn]:
    posted_at = datetime(2024, 9, 1, tzinfo=UTC)
    post = WorldPost("youtube", YOUTUBE_ID, published_at=posted_at, growth=Growth(100))
    with StandIn(World([post], posted_at + timedelta(days=30))) as standing_in:
        yield standing_in


@pytest.fixture
def watched(contest: ContestFolder, platforms: StandIn, monkeypatch: pytest.MonkeyPatch) -> ContestFolder:
    """Return a contest whose one video is on the stand-in YouTube; it is over."""
    monkeypatch.setenv("LANTOA_YOUTUBE_API_KEY", "demo-youtube-key")
    contest.write("config.toml", RULES.format(address=platforms.youtube_address, cut_off=LONG_AGO))
    assert contest.import_text("entries", ENTRIES).code == 0
    return contest


def line_with(said: Said, words: str) -> str:
    (found,) = [line for line in said.out.splitlines() if words in line]
    return found


def test_all_is_right_where_all_is_right(watched: ContestFolder) -> None:
    said = watched.run("doctor")
    assert {line[0] for line in said.out.splitlines()} == {"✓"}, said.out
    assert said.code == 0
    assert "YouTube: answered" in said.out
    assert "Website: counted by hand" in said.out


def test_it_leaves_the_database_as_it_was(watched: ContestFolder) -> None:
    with closing(sqlite3.connect(watched.path / "lantoa.db")) as database:
        before = list(database.iterdump())
        watched.run("doctor")
        assert list(database.iterdump()) == before


def test_it_makes_no_database(contest: ContestFolder) -> None:
    assert "no tables yet" in contest.run("doctor").out
    assert not (contest.path / "lantoa.db").exists()


def test_a_missing_key_is_named_with_its_variable(
    watched: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANTOA_YOUTUBE_API_KEY")
    said = watched.run("doctor")
    assert said.code == 1
    line = line_with(said, "YouTube")
    assert line.startswith("✗")
    assert "LANTOA_YOUTUBE_API_KEY / [youtube] api_key_file" in line


def test_a_refused_key_is_wrong_and_never_printed(
    watched: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTOA_YOUTUBE_API_KEY", "AIzaWrong")
    said = watched.run("doctor")
    assert said.code == 1
    assert line_with(said, "YouTube").startswith("✗")
    assert "AIzaWrong" not in said.out + said.err


def test_a_platform_that_fails_for_now_is_to_be_looked_at(watched: ContestFolder, platforms: StandIn) -> None:
    platforms.world.script.add(Fault("youtube", FaultKind.HTTP_500))
    said = watched.run("doctor")
    assert (said.code, line_with(said, "YouTube")[0]) == (3, "!")


def test_without_a_network_it_ends_within_seconds(watched: ContestFolder) -> None:
    """A port that takes connections and never answers is the slowest that a network can be."""
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        watched.write("config.toml", RULES.format(address=address, cut_off=LONG_AGO))
        began = time.monotonic()
        said = watched.run("doctor")
    assert time.monotonic() - began < 15
    assert (said.code, line_with(said, "YouTube")[0]) == (3, "!")


@pytest.mark.parametrize(("key", "code", "sign"), [("demo-youtube-key", 0, "✓"), ("AIzaWrong", 1, "✗")])
def test_without_a_post_the_key_is_tested_all_the_same(
    contest: ContestFolder,
    platforms: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    code: int,
    sign: str,
) -> None:
    monkeypatch.setenv("LANTOA_YOUTUBE_API_KEY", key)
    contest.write("config.toml", RULES.format(address=platforms.youtube_address, cut_off=LONG_AGO))
    said = contest.run("doctor")
    assert (said.code, line_with(said, "YouTube")[0]) == (code, sign)


def test_an_expired_page_token_is_named_with_where_it_stands(
    contest: ContestFolder, platforms: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTOA_FACEBOOK_PAGE_TOKEN", "EAABexpired")
    address = f'[facebook]\ngraph_address = "{platforms.graph_address}"\n'
    contest.write("config.toml", address + RULES.format(address="http://127.0.0.1:9/", cut_off=LONG_AGO))
    said = contest.run("doctor")
    assert line_with(said, "Facebook").startswith("✗")
    assert "LANTOA_FACEBOOK_PAGE_TOKEN" in line_with(said, "Facebook")
    assert "EAABexpired" not in said.out + said.err


def mail_table(port: int) -> str:
    people = 'from = "a@phuly.example"\nto = ["b@phuly.example"]\n'
    return f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n{people}'


def test_the_mail_server_is_asked_and_gets_no_mail(watched: ContestFolder) -> None:
    config = (watched.path / "config.toml").read_text(encoding="utf-8")
    with mailbox() as box:
        watched.write("config.toml", mail_table(box.port) + config)
        said = watched.run("doctor")
    assert line_with(said, "mail server").startswith("✓")
    assert box.mails == []


def test_a_mail_server_that_is_not_there_is_to_be_looked_at(watched: ContestFolder) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    config = (watched.path / "config.toml").read_text(encoding="utf-8")
    watched.write("config.toml", mail_table(port) + config)
    said = watched.run("doctor")
    assert (said.code, line_with(said, "mail server")[0]) == (3, "!")


def test_a_config_with_faults_is_refused_with_all_of_them(contest: ContestFolder) -> None:
    contest.write("config.toml", 'langage = "vi"\n[schedule]\nnightly_at = "25:00"\n')
    said = contest.run("doctor")
    assert (said.code, said.out) == (2, "")
    assert "langage" in said.err
    assert "nightly_at" in said.err


def test_a_config_without_a_contest_is_to_be_looked_at(contest: ContestFolder) -> None:
    contest.write("config.toml", 'language = "en"\n')
    said = contest.run("doctor")
    assert said.code == 3
    assert line_with(said, "no contest yet").startswith("!")


def test_a_database_that_another_program_holds_is_said_within_seconds(
    watched: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.operations.database_examined.WAIT_S", 1)
    with closing(sqlite3.connect(watched.path / "lantoa.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        said = watched.run("doctor")
    assert time.monotonic() - began < 10
    assert said.code == 1
    assert line_with(said, "held the database").startswith("✗")


def test_a_file_that_is_no_database_is_wrong(watched: ContestFolder) -> None:
    watched.write("lantoa.db", "Dear committee, " * 500)
    said = watched.run("doctor")
    assert said.code == 1
    assert line_with(said, "is no SQLite database").startswith("✗")


@pytest.mark.parametrize(
    ("version", "sign", "words"), [("0001", "!", "lantoa migrate"), ("9999", "✗", "newer")]
)
def test_a_database_of_another_version_is_told_and_left_alone(
    watched: ContestFolder, version: str, sign: str, words: str
) -> None:
    with closing(sqlite3.connect(watched.path / "lantoa.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = ?", (version,))
        database.commit()
        assert line_with(watched.run("doctor"), words).startswith(sign)
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)


def test_a_folder_that_cannot_be_written_is_named(watched: ContestFolder) -> None:
    watched.write("reports-output", "a file is in the way")
    said = watched.run("doctor")
    assert said.code == 1
    assert line_with(said, "reports-output").startswith("✗")


def test_little_room_is_told(watched: ContestFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.operations.database_examined.LITTLE_ROOM_MB", 2**40)
    said = watched.run("doctor")
    assert (said.code, line_with(said, "Make room")[0]) == (3, "!")


def add_run(folder: Path, started_at: datetime) -> None:
    engine = open_database(f"sqlite:///{folder / 'lantoa.db'}")
    with writing(engine) as session:
        contest = session.query(Contest).one()
        session.add(Run(contest_id=contest.id, kind="night", started_at=started_at, digest="d"))
    engine.dispose()


def test_a_clock_that_was_set_back_is_told(watched: ContestFolder) -> None:
    add_run(watched.path, datetime.now(UTC) + timedelta(days=2))
    assert line_with(watched.run("doctor"), "set back").startswith("!")


@pytest.mark.parametrize(
    ("age", "sign", "words"),
    [
        (None, "!", "never read"),
        (timedelta(hours=10), "✓", "last read"),
        (timedelta(days=3), "!", "last read"),
    ],
)
def test_an_open_contest_is_to_be_read_every_night(
    watched: ContestFolder, platforms: StandIn, age: timedelta | None, sign: str, words: str
) -> None:
    watched.write("config.toml", RULES.format(address=platforms.youtube_address, cut_off=FAR_AHEAD))
    if age is not None:
        add_run(watched.path, datetime.now(UTC) - age)
    assert line_with(watched.run("doctor"), words).startswith(sign)


def test_a_running_schedule_is_told_with_its_holder(watched: ContestFolder) -> None:
    engine = open_database(f"sqlite:///{watched.path / 'lantoa.db'}")
    now = datetime.now(UTC)
    with writing(engine) as session:
        expires_at = now + timedelta(minutes=5)
        session.add(
            Lease(name="nights", holder="laptop 4711", term=1, beat=0, taken_at=now, expires_at=expires_at)
        )
    engine.dispose()
    assert "laptop 4711" in line_with(watched.run("doctor"), "schedule is running")


def test_a_server_is_examined_too(
    watched: ContestFolder, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTOA_DATABASE_URL", database_url)
    assert watched.import_text("entries", ENTRIES).code == 0
    said = watched.run("doctor")
    assert said.code == 0, said.out
    assert "can be written" in said.out


def test_a_server_that_is_not_there_is_said_without_its_password(
    watched: ContestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("LANTOA_DATABASE_URL", f"postgresql+psycopg://u:s3cret@127.0.0.1:{port}/n")
    said = watched.run("doctor")
    assert said.code == 1
    assert "could not be reached" in said.out
    assert "s3cret" not in said.out + said.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence(language: str) -> None:
    code = Path(pipeline.operations.__file__).parent.glob("*_examined.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in code)
    codes = set(re.findall(r"""(?:right|look|wrong|make)\(\s*"([a-z-]+)""", text))
    assert len(codes) > 10
    codes |= {f"token-{code.value}" for code in CheckCode if code is not CheckCode.GOOD}
    words = catalogue("pipeline", language)
    assert sorted(code for code in codes if not words.knows(f"doctor.{code}")) == []
