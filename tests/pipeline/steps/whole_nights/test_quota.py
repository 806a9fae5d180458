"""What a reading costs is told before it, and a scarce quota goes to the posts near their cut-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.demo.standin.settings import StandInSettings

if TYPE_CHECKING:
    from .conftest import Stage

EQUAL_AGE = {
    'channels = ["youtube", "facebook", "website"]': 'channels = ["youtube"]\nwindow = "equal-age"\ndays = 14'
}
SCARCE = {"[youtube]": "[youtube]\nunits_a_day = 2"}
"""Two calls of fifty videos."""
PUBLISHED_LATER_BY_NUMBER = """
UPDATE post SET published_at = 1727740800 - 15 * 86400 - 3600 * (
    SELECT 300 - CAST(number AS INTEGER) FROM entry WHERE entry.id = entry_id)
"""
"""The windows of 14 days ended a day ago and more before 2024-10-01; that of the entry 210 last."""


def test_the_plan_tells_calls_units_and_minutes_of_each_channel_and_asks_nobody(stage: Stage) -> None:
    stage.platforms.requests.counts.clear()
    asked = stage.platforms.requests.counts.total()
    said = stage.run("collect", "--plan")
    assert said.out.splitlines() == [
        "One reading of all posts of A contest takes, at most:",
        "  Facebook: 60 posts, 7 calls, 232 units of the allowance, about 1 min.",
        "  Website: 30 posts, 1 calls, 1 units of the allowance, about 1 min.",
        "  YouTube: 210 posts, 8 calls, 5 of 10,000 quota units a day, about 1 min.",
    ]
    assert (said.code, stage.platforms.requests.counts.total()) == (0, asked)
    assert stage.rows("SELECT * FROM run") == []


def test_a_quota_that_does_not_suffice_is_planned_for_the_posts_nearest_their_cut_off(stage: Stage) -> None:
    stage.changes = EQUAL_AGE | SCARCE
    stage.rows(PUBLISHED_LATER_BY_NUMBER)
    said = stage.run("collect", "--plan", language="vi")
    assert said.code == 3
    assert said.out.splitlines()[-1] == (
        "    Hạn mức một ngày chỉ đủ đọc 100 trên 210 bài đăng. Bài gần thời điểm chốt nhất được đọc trước; "
        "bài đăng của các bài dự thi sau chờ hạn mức mới lúc 14:00 ngày 01/10/2024: 001–110."
    )


@pytest.mark.parametrize("connections", [1, 16])
def test_a_quota_that_is_gone_keeps_what_was_read_and_tells_the_next_attempt_in_local_time(
    stage: Stage, connections: int
) -> None:
    stage.changes = EQUAL_AGE | SCARCE | {"connections = 1": f"connections = {connections}"}
    stage.rows(PUBLISHED_LATER_BY_NUMBER)
    stage.play(settings=StandInSettings(youtube_units_a_day=2))
    said = stage.run("collect")
    read = stage.rows(
        "SELECT number FROM reading JOIN source ON source.id = source_id AND key = 'youtube-data' "
        "JOIN post ON post.id = post_id JOIN entry ON entry.id = entry_id ORDER BY number"
    )
    assert said.code == 3
    assert len(read) == 100
    if connections == 1:
        assert read == [(f"{number:03}",) for number in range(111, 211)]
        assert "YouTube: so these entries were not read there: 001–110." in said.err
    assert "YouTube: the next attempt makes sense from 1 Oct 2024, 14:00 on" in said.err
    assert stage.rows("SELECT retry_at FROM problem WHERE code = 'quota-exhausted'") == [(1727766000,)]


def test_after_new_quota_everything_is_read(stage: Stage) -> None:
    stage.play(settings=StandInSettings(youtube_units_a_day=2))
    stage.run("collect")
    stage.play()
    assert stage.run("collect").code == 0
