"""What holds after a night of faults, and after the clean one that follows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from pipeline.demo.standin import counts_at

from .cases import HARMLESS, SLOW
from .conftest import POSTS

if TYPE_CHECKING:
    from pipeline.demo.standin import WorldPost
    from tests.pipeline.conftest import Said

    from .cases import Case
    from .conftest import Stage

MAIN_SOURCES = frozenset({"youtube-data", "facebook-node", "matomo", "ga4"})
LONGEST_WAIT_S = 3 * 600
"""Each channel may wait for ten minutes in all."""
READINGS = """
SELECT post.channel, post.platform_id, source.key, taken_at, views, likes, shares, comments FROM reading
JOIN post ON post.id = post_id JOIN source ON source.id = source_id WHERE run_id = (SELECT max(id) FROM run)
"""
NUMBERS = "SELECT channel, platform_id, number FROM post JOIN entry ON entry.id = entry_id"
PROBLEMS = "SELECT problem.channel, post.platform_id, code FROM problem LEFT JOIN post ON post.id = post_id"
RUNS = "SELECT state, posts_asked, posts_read, digest IS NOT NULL FROM run ORDER BY id"


def assert_ends_well(stage: Stage, case: Case) -> None:
    """Read a night with the fault and the next one without, and look at all that came of them."""
    stage.play(case.fault)
    said = stage.collect(case.endpoint.counter, case.limit_s)
    read = read_posts(stage)
    problems = stage.rows(PROBLEMS)
    assert sum(stage.waits_s) <= LONGEST_WAIT_S
    assert said.code == (3 if problems else 0), said.err
    assert {channel for channel, _ in everything(stage) - read} <= {case.endpoint.channel}
    assert_named(stage, said, everything(stage) - read, problems)
    if case.kind in HARMLESS:
        assert problems == []
    elif case.endpoint.is_aside:
        assert read == everything(stage)
        assert problems
    elif case.kind not in SLOW:
        assert problems
    assert_next_night_is_clean(stage, case, len(read))


def everything(stage: Stage) -> set[tuple[str, str]]:
    """Return channel and id of each post, as the database has them."""
    return {(str(channel), str(platform_id)) for channel, platform_id, _ in stage.rows(NUMBERS)}


def read_posts(stage: Stage) -> set[tuple[str, str]]:
    """Return the posts that the newest run read; each count is what the platform had then, or unknown."""
    posts = {(post.channel, stored_id(post)): post for post in stage.platforms.world.posts}
    found: set[tuple[str, str]] = set()
    for channel, platform_id, source, taken_at, *counts in stage.rows(READINGS):
        key = str(channel), str(platform_id)
        told = zip(counts, counts_of(posts[key], int(str(taken_at))), strict=True)
        assert all(count in {None, right} for count, right in told)
        if source in MAIN_SOURCES:
            found.add(key)
    return found


@cache
def counts_of(post: WorldPost, at: int) -> tuple[int | None, ...]:
    had = counts_at(post, datetime.fromtimestamp(at, UTC))
    return had.views, had.likes, had.shares, had.comments


def stored_id(post: WorldPost) -> str:
    return f"phuly.example{post.platform_id}" if post.channel == "website" else post.platform_id


def assert_named(
    stage: Stage, said: Said, unread: set[tuple[str, str]], problems: list[tuple[object, ...]]
) -> None:
    """Each unread post has a problem of its own or a channel's, and its entry is named to the person."""
    numbers = {(channel, platform_id): str(number) for channel, platform_id, number in stage.rows(NUMBERS)}
    own = {(channel, platform_id) for channel, platform_id, _ in problems}
    for channel, platform_id in unread:
        assert (channel, platform_id) in own or (channel, None) in own
        assert is_named(numbers[channel, platform_id], said.err)


def is_named(number: str, text: str) -> bool:
    """Tell whether a number stands in the text by itself or within a span such as `151–210`."""
    words = text.replace(",", " ").replace(".", " ").split()
    spans = [word.split("–") for word in words if "–" in word]
    within = any(len(ends) == 2 and ends[0] <= number <= ends[1] for ends in spans)
    return number in words or within


def assert_next_night_is_clean(stage: Stage, case: Case, read: int) -> None:
    stage.now += timedelta(days=1)
    stage.play()
    stage.waits_s.clear()
    said = stage.collect(case.endpoint.counter)
    assert (said.code, stage.waits_s) == (0, []), said.err
    assert read_posts(stage) == everything(stage)
    asked = sum(POSTS.values())
    assert stage.rows(RUNS) == [
        ("done" if read == asked else "partial", asked, read, 1),
        ("done", asked, asked, 1),
    ]
