"""Recorded answers of the real platforms, served by the stand-in, end as right readings or named problems."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.demo.standin import Growth, Recorded, StandIn, World, WorldPost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.pipeline.conftest import ContestFolder, Said

DATA = Path(__file__).parents[1] / "data" / "platforms"
NOW = datetime(2024, 10, 1, tzinfo=UTC)
YOUTUBE_ID = "D-lhorsDlUQ"
PAGE, POST, OTHER_POST = "100002241334695", "980648432019859", "999999999999999"

RULES = """
[youtube]
api_address = "{address}"
[facebook]
graph_address = "{address}"
insights = false

[contests.c]
name = "A small contest"
opens_at = 2024-09-01T00:00:00
cut_off_at = 2099-10-31T17:00:00

[contests.c.counts]
channels = ["youtube", "facebook"]

[contests.c.engagement]
points = {{ views = 1 }}
scale = "none"

[contests.c.total]
combine = "sum"
"""


@pytest.fixture
def serve(contest: ContestFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Said]]:
    """Return a function that imports links, serves scripted answers and collects."""
    monkeypatch.setenv("LANTOA_YOUTUBE_API_KEY", "demo-youtube-key")
    monkeypatch.setenv("LANTOA_FACEBOOK_PAGE_TOKEN", "demo-page-token")
    ids = [("youtube", YOUTUBE_ID), ("facebook", f"{PAGE}_{POST}"), ("facebook", f"{PAGE}_{OTHER_POST}")]
    posts = [
        WorldPost(*each, published_at=datetime(2020, 1, 1, tzinfo=UTC), growth=Growth(100)) for each in ids
    ]
    world = World(posts, NOW)
    with StandIn(world) as platforms:
        contest.write("config.toml", RULES.format(address=platforms.address))

        def collect(heading: str, link: str, *scripted: Recorded) -> Said:
            for each in scripted:
                world.script.add(each)
            said = contest.import_text("entries", f"number,title,unit,{heading}\n01,First,A,{link}\n")
            assert said.code == 0, said.err
            return contest.run("collect")

        yield collect


def readings(contest: ContestFolder) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(contest.run("export", "readings").out.removeprefix("\ufeff"))))


def body(name: str) -> bytes:
    return (DATA / name).read_bytes()


def in_batch(answer: bytes, code: int = 200) -> bytes:
    return json.dumps([{"code": code, "headers": [], "body": answer.decode()}]).encode()


YOUTUBE_LINK = ("link_youtube", f"https://youtu.be/{YOUTUBE_ID}")
FACEBOOK_LINK = ("link_facebook", f"https://www.facebook.com/{PAGE}/posts/{POST}")


def test_a_real_list_of_videos_gives_its_counts(contest: ContestFolder, serve: Callable[..., Said]) -> None:
    said = serve(*YOUTUBE_LINK, Recorded("youtube", body("yt_video_list_with_statistics.json"), times=1))
    assert said.code == 0, said.err
    (reading,) = readings(contest)
    assert (reading["views"], reading["likes"], reading["shares"], reading["comments"]) == (
        "7920",
        "190",
        "",
        "32",
    )


def test_counts_as_numbers_and_as_text_are_both_read(
    contest: ContestFolder, serve: Callable[..., Said]
) -> None:
    statistics = json.loads(body("yt_statistics_mixed_types.json"))
    answer = json.dumps({"items": [{"id": YOUTUBE_ID, "statistics": statistics}]}).encode()
    assert serve(*YOUTUBE_LINK, Recorded("youtube", answer, times=1)).code == 0
    (reading,) = readings(contest)
    assert (reading["views"], reading["likes"], reading["comments"]) == ("8087", "190", "32")


def test_a_real_post_without_shares_has_none(contest: ContestFolder, serve: Callable[..., Said]) -> None:
    answer = in_batch(body("fb_post_with_reactions.json"))
    assert serve(*FACEBOOK_LINK, Recorded("facebook.batch", answer, times=1)).code == 0
    (reading,) = readings(contest)
    assert (reading["views"], reading["likes"], reading["shares"], reading["comments"]) == ("", "1", "0", "")


def test_a_real_batch_with_one_error_names_that_post(
    contest: ContestFolder, serve: Callable[..., Said]
) -> None:
    links = f'"{FACEBOOK_LINK[1]}\nhttps://www.facebook.com/{PAGE}/posts/{OTHER_POST}"'
    recorded = Recorded("facebook.batch", body("fb_batch_first_error.json"), times=1)
    said = serve("link_facebook", links, recorded)
    assert said.code == 3
    assert "Read 1 of 2 posts." in said.err
    assert "Facebook, no. 01 “First”: the post was not found" in said.err


@pytest.mark.parametrize(
    ("link", "recorded", "sentence"),
    [
        (
            YOUTUBE_LINK,
            ("youtube", "yt_error_keyInvalid_400.json", 400),
            "YouTube: the key or token was refused",
        ),
        (YOUTUBE_LINK, ("youtube", "yt_error_403_permission.json", 403), "YouTube"),
        (FACEBOOK_LINK, ("facebook.batch", "fb_error_100_permission.json", 400), "Facebook"),
    ],
)
def test_real_errors_end_as_named_problems(
    contest: ContestFolder,
    serve: Callable[..., Said],
    link: tuple[str, str],
    recorded: tuple[str, str, int],
    sentence: str,
) -> None:
    endpoint, name, status = recorded
    said = serve(*link, Recorded(endpoint, body(name), status=status))
    assert said.code == 3
    assert "Read 0 of 1 posts." in said.err
    assert sentence in said.err
    assert readings(contest) == []
