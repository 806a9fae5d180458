"""`lantoa posts` as organisers use it, from a video on the channel to a decision on one put up again."""

from __future__ import annotations

import csv
import os
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest
from sqlalchemy import inspect, select

from pipeline.config import load_settings
from pipeline.database.models import Base, Decision, Post, RecordChange
from pipeline.database.opening import engine_of, reading
from pipeline.demo.standin import Event, EventKind, Fault, FaultKind, Growth, StandIn, World, WorldPost
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID, YOUTUBE_CHANNEL_ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder

Row = TypeVar("Row", bound=Base)

OPENED = datetime(2024, 9, 1, tzinfo=UTC)
FIRST, AGAIN, NEW = "video-first", "video-again", "video-newer"
CONFIG = f"""
[youtube]
api_address = "{{address}}"
channel_id = "{YOUTUBE_CHANNEL_ID}"
tries = 1

[facebook]
graph_address = "{{address}}"
page_id = "{FACEBOOK_PAGE_ID}"
insights = false
tries = 1

[contests.c]
name = "Tủ sách"
opens_at = 2024-09-01T00:00:00
cut_off_at = 2099-10-31T17:00:00

[contests.c.counts]
channels = ["youtube", "facebook"]
posts = "{{posts}}"

[contests.c.engagement]
points = {{{{ views = 1 }}}}
scale = "none"

[contests.c.total]
combine = "sum"
"""
ENTRIES = f"""number,title,unit,link_youtube
01,Tủ sách nhỏ bên sông Châu,P. Châu Sơn,https://youtu.be/{FIRST}
02,Một giờ đọc mỗi ngày,P. Hai Bà Trưng,
03,Mẹ đọc cùng con,X. Liêm Tuyền,
"""


def video(video_id: str, hours: int, title: str, views: int, *events: Event) -> WorldPost:
    growth = Growth(views, half_life_days=1)
    return WorldPost("youtube", video_id, OPENED + timedelta(hours=hours), growth, title, events=events)


@pytest.fixture
def world() -> World:
    gone = Event(EventKind.DELETED, OPENED + timedelta(days=10))
    posts = [
        video(FIRST, 1, "Tủ sách nhỏ bên sông Châu", 1000, gone),
        video(AGAIN, 24 * 12, "Tủ sách nhỏ bên sông Châu (đăng lại)", 700),
        video(NEW, 30, "SBD 02: Một giờ đọc mỗi ngày", 500),
        WorldPost(
            "facebook",
            "5001",
            OPENED + timedelta(days=5),
            Growth(50),
            "",
            "Me doc cung con - xa Liem Tuyen",
            is_reel=True,
        ),
        video("video-other", 31, "Lễ khai giảng", 10),
    ]
    return World(posts, OPENED + timedelta(days=20))


@pytest.fixture
def platforms(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


@pytest.fixture
def folder(
    contest: ContestFolder, platforms: StandIn, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> ContestFolder:
    """Return a contest of three entries on either database, one of them with a video."""
    monkeypatch.setenv("LANTOA_DATABASE_URL", database_url)
    monkeypatch.setenv("LANTOA_YOUTUBE_API_KEY", "demo-youtube-key")
    monkeypatch.setenv("LANTOA_FACEBOOK_PAGE_TOKEN", "demo-page-token")
    contest.write("config.toml", CONFIG.format(address=platforms.address, posts="sum"))
    said = contest.import_text("entries", ENTRIES)
    assert said.code == 0, said.err
    return contest


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def stored(folder: ContestFolder, model: type[Row]) -> list[Row]:
    engine = engine_of(load_settings(folder.path / "config.toml", os.environ).database_url)
    with reading(engine) as session:
        found = list(session.scalars(select(model).order_by(inspect(model).primary_key[0])))
    engine.dispose()
    return found


def posts(folder: ContestFolder) -> dict[str, Post]:
    return {post.platform_id: post for post in stored(folder, Post)}


def test_what_is_new_is_told_with_the_entry_that_it_fits_and_nothing_is_stored(folder: ContestFolder) -> None:
    said = folder.run("posts", "find", language="vi")
    assert said.code == 0, said.err
    assert "✓ YouTube, 13:00 ngày 02/09/2024: “SBD 02: Một giờ đọc mỗi ngày”" in said.out
    assert (
        "bài 02 “Một giờ đọc mỗi ngày”, khớp 98/100: bài đăng ghi số báo danh 02; tên giống hệt" in said.out
    )
    assert "bài 01 đã có bài đăng trên YouTube" in said.out
    assert "✓ Facebook" in said.out
    assert "không khớp bài nào" in said.out
    assert "Tìm thấy 4 bài đăng" in said.err
    assert set(posts(folder)) == {FIRST}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", ["posts.csv", "posts.xlsx"])
def test_a_sheet_is_written_corrected_and_accepted(folder: ContestFolder, name: str, language: str) -> None:
    sheet = folder.path / name
    said = folder.run("posts", "find", "c", "--output", sheet, language=language)
    assert said.code == 0, said.err
    assert folder.run("posts", "find", "c", "--accept", sheet, "--by", "Lan", language=language).code == 0
    found = posts(folder)
    assert set(found) == {FIRST, NEW, "5001"}
    assert found[NEW].published_at == OPENED + timedelta(hours=30)
    assert "/5001/" in str(found["5001"].url)
    changes = stored(folder, RecordChange)
    assert {(each.key, each.new, each.person, each.origin) for each in changes} == {
        ("02 youtube", f"https://www.youtube.com/watch?v={NEW}", "Lan", name),
        ("03 facebook", found["5001"].url, "Lan", name),
    }
    said = folder.run("posts", "find", "c", "--accept", sheet, "--by", "Lan", language=language)
    assert re.findall(r" ([0-9]+)", said.out) == ["0", "0", "2"]


def test_a_row_that_a_person_changes_is_taken_as_it_is_and_a_wrong_one_refuses_all(
    folder: ContestFolder,
) -> None:
    sheet = folder.path / "posts.csv"
    folder.run("posts", "find", "--output", sheet)
    lines = rows(sheet)
    (other,) = [line for line in lines if "video-other" in line["link"]]
    assert (other["accept"], other["number"]) == ("", "")
    other |= {"accept": "yes", "number": "9"}
    _write(sheet, lines)
    said = folder.run("posts", "find", "--accept", sheet)
    assert (said.code, "“9”" in said.err) == (2, True)
    assert set(posts(folder)) == {FIRST}
    other["number"] = "03"
    _write(sheet, lines)
    assert folder.run("posts", "find", "--accept", sheet).code == 0
    assert set(posts(folder)) == {FIRST, NEW, "5001", "video-other"}


def _write(path: Path, lines: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def test_a_time_that_was_not_known_is_filled_in(folder: ContestFolder, world: World) -> None:
    world.now = OPENED + timedelta(days=3)
    sheet = folder.path / "posts.csv"
    folder.run("posts", "find", "--output", sheet)
    assert [line["accept"] for line in rows(sheet) if FIRST in line["link"]] == ["yes"]
    assert folder.run("posts", "find", "--accept", sheet).code == 0
    assert posts(folder)[FIRST].published_at == OPENED + timedelta(hours=1)


def test_a_channel_that_cannot_be_looked_through_is_said_and_the_others_are(
    folder: ContestFolder, world: World
) -> None:
    world.script.add(Fault("facebook", FaultKind.FACEBOOK_TOKEN_EXPIRED))
    said = folder.run("posts", "find")
    assert said.code == 3
    assert "Facebook" in said.err
    assert "SBD 02" in said.out


def test_one_post_is_given_to_its_entry(folder: ContestFolder) -> None:
    said = folder.run("posts", "add", "02", f"youtu.be/{NEW}", "--published-at", "02/09/2024 13:00")
    assert said.code == 0, said.err
    assert posts(folder)[NEW].published_at == datetime(2024, 9, 2, 6, tzinfo=UTC)
    assert folder.run("posts", "add", "03", "https://zalo.me/x", "--channel", "zalo").code == 0
    assert NEW in folder.run("posts", "list").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["9", f"https://youtu.be/{NEW}"], "There is no entry 9"),
        (["02", f"https://youtu.be/{FIRST}"], "belongs to entry 01 already"),
        (["02", "https://fb.watch/abc/"], "short link"),
        (["02", "https://www.youtube.com/@phuly"], "no single post"),
        (["02", "https://zalo.me/x"], "--channel"),
        (["02", "xin chào"], "is no link"),
        (["02"], "posts add NUMBER LINK"),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_mend(
    folder: ContestFolder, words: list[str], sentence: str
) -> None:
    said = folder.run("posts", "add", *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


@pytest.fixture
def put_up_again(folder: ContestFolder) -> ContestFolder:
    """Return the contest after a night that did not find the first video any more; the second is known."""
    assert folder.run("posts", "add", "01", f"https://youtu.be/{AGAIN}").code == 0
    assert folder.run("collect").code == 3
    return folder


def test_a_video_that_was_put_up_again_is_pointed_out_until_it_is_decided(
    put_up_again: ContestFolder,
) -> None:
    said = put_up_again.run("posts", "list")
    assert said.code == 3
    assert f"youtu.be/{FIRST} is gone, and https://youtu.be/{AGAIN} was put up later" in said.err
    assert put_up_again.run("posts", "join", AGAIN, FIRST).code == 2
    said = put_up_again.run("posts", "join", AGAIN, FIRST, "--by", "Lan", "--reason", "lỗi âm thanh")
    assert said.code == 0, said.err
    said = put_up_again.run("posts", "list")
    assert (said.code, "Lan" in said.out, "lỗi âm thanh" in said.out) == (0, True, True)
    (decision,) = stored(put_up_again, Decision)
    assert (decision.kind, decision.outcome, decision.person) == ("repost", "joined", "Lan")
    assert put_up_again.run("collect").code == 0
    assert put_up_again.run("verify").code == 0


def test_posts_that_are_not_one_entrys_do_not_replace_each_other(put_up_again: ContestFolder) -> None:
    put_up_again.run("posts", "add", "02", f"https://youtu.be/{NEW}")
    reason = ("--reason", "x")
    assert "not posts of one entry" in put_up_again.run("posts", "join", NEW, FIRST, *reason).err
    assert "are the same" in put_up_again.run("posts", "apart", FIRST, FIRST, *reason).err
    assert "No entry has the post" in put_up_again.run("posts", "apart", "video-other", FIRST, *reason).err
    assert put_up_again.run("posts", "apart", AGAIN, FIRST, *reason).code == 0
    assert "already replaces" in put_up_again.run("posts", "join", FIRST, AGAIN, *reason).err


def views(folder: ContestFolder) -> dict[str, str]:
    said = folder.run("ranking", "--format", "csv")
    return {row["number"]: row["youtube_views"] for row in csv.DictReader(said.out.splitlines())}


@pytest.mark.parametrize("rule", ["sum", "best", "main"])
def test_counts_are_joined_or_not_as_was_decided(
    folder: ContestFolder, world: World, platforms: StandIn, rule: str
) -> None:
    folder.write("config.toml", CONFIG.format(address=platforms.address, posts=rule))
    world.now = OPENED + timedelta(days=9)
    assert folder.run("collect").code == 0
    old = int(views(folder)["01"])
    world.now = OPENED + timedelta(days=20)
    assert folder.run("posts", "add", "01", f"https://youtu.be/{AGAIN}").code == 0
    assert folder.run("collect").code == 3
    assert folder.run("posts", "apart", AGAIN, FIRST, "--reason", "cắt lại").code == 0
    new = int(views(folder)["01"])
    assert 0 < new < 700 < old
    assert folder.run("posts", "join", AGAIN, FIRST, "--reason", "cùng một video").code == 0
    assert int(views(folder)["01"]) == old + new
    assert folder.run("verify").code == 0


def test_posts_of_one_entry_that_appear_days_apart_are_pointed_out(folder: ContestFolder) -> None:
    for link, day in (
        (f"https://youtu.be/{NEW}", "02/09/2024 13:00"),
        ("facebook.com/reel/5001", "06/09/2024 07:00"),
    ):
        assert folder.run("posts", "add", "02", link, "--published-at", day).code == 0
    said = folder.run("posts", "list")
    assert said.code == 3
    assert (
        "the posts of entry 02 appeared 3 days apart (YouTube 2 Sep 2024, 13:00; Facebook 6 Sep 2024"
        in said.err
    )
