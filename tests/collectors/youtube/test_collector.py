"""YouTube through Google's own client, against a server that answers by script."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collectors import ProblemCode, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.collectors.conftest import Asked, Night, Read, ScriptedServer

LIST, BATCH = "/youtube/v3/videos", "/youtube/v3/videos:batchGetStats"
REAL_ID = "D-lhorsDlUQ"


def video_id(number: int) -> str:
    return f"{number:011d}"


def item(platform_id: str, **statistics: object) -> dict[str, object]:
    return {"id": platform_id, "statistics": statistics or {"viewCount": "7"}}


def error(status: int, reason: str, message: str = "No.") -> dict[str, object]:
    return {"error": {"code": status, "message": message, "errors": [{"message": message, "reason": reason}]}}


def ids_asked(asked: Asked) -> list[str]:
    return asked.query["id"][0].split(",")


def every_video(asked: Asked) -> object:
    return {"items": [item(platform_id) for platform_id in ids_asked(asked)]}


def test_a_real_answer_ends_as_its_reading(
    server: ScriptedServer, read: Read, secret: str, real_answer: Callable[[str], object]
) -> None:
    server.reply(real_answer("yt_video_list_with_statistics"))
    told = {"views": 7920, "likes": 190, "comments": 32}
    assert read(REAL_ID).readings == [
        Reading(1, "youtube-data", datetime(2026, 11, 25, 2, tzinfo=UTC), told),
    ]
    assert server.asked[0].query == {
        "part": ["statistics"],
        "id": [REAL_ID],
        "key": [secret],
        "alt": ["json"],
    }
    assert server.asked[0].path == BATCH


def test_strings_and_numbers_of_a_real_answer_are_counts(
    server: ScriptedServer, read: Read, real_answer: Callable[[str], object]
) -> None:
    server.reply({"items": [{"id": REAL_ID, "statistics": real_answer("yt_statistics_mixed_types")}]})
    assert read(REAL_ID).counts == {1: {"views": 8087, "likes": 190, "comments": 32}}


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("yt_error_keyInvalid_400", 400, ProblemCode.CREDENTIALS_REFUSED),
        ("yt_error_403_permission", 403, ProblemCode.PERMISSION_MISSING),
    ],
)
def test_real_errors_stop_the_channel_by_name(
    server: ScriptedServer,
    read: Read,
    real_answer: Callable[[str], object],
    name: str,
    status: int,
    code: ProblemCode,
) -> None:
    server.reply(real_answer(name), status)
    assert read(video_id(1), video_id(2)).problems == [(code, None)]


@pytest.mark.parametrize(("posts_asked", "calls"), [(1, 1), (50, 1), (51, 2), (300, 6)])
def test_fifty_videos_take_one_call(server: ScriptedServer, read: Read, posts_asked: int, calls: int) -> None:
    server.answer_by(every_video)
    outcomes = read(*map(video_id, range(posts_asked)))
    assert len(server.asked) == calls
    assert set(outcomes.counts) == set(range(1, posts_asked + 1))


def test_two_posts_of_one_video_are_asked_for_once_and_both_told(server: ScriptedServer, read: Read) -> None:
    server.answer_by(every_video)
    outcomes = read(*[video_id(1), video_id(2)] * 40)
    assert [ids_asked(asked) for asked in server.asked] == [[video_id(1), video_id(2)]]
    assert len(outcomes.counts) == 80


def test_hidden_likes_and_comments_that_are_off_are_unknown_and_the_others_are_told(
    server: ScriptedServer, read: Read
) -> None:
    a, b, c = map(video_id, range(3))
    server.reply({"items": [item(a, viewCount="10", commentCount="2"), item(b, viewCount="0"), {"id": c}]})
    assert read(a, b, c).counts == {
        1: {"views": 10, "likes": None, "comments": 2},
        2: {"views": 0, "likes": None, "comments": None},
        3: {"views": None, "likes": None, "comments": None},
    }


def test_a_video_that_is_not_returned_is_a_problem_of_its_own(server: ScriptedServer, read: Read) -> None:
    a, b, c = map(video_id, range(3))
    server.reply({"items": [item(a), item(c)]})
    outcomes = read(a, b, c)
    assert outcomes.problems == [(ProblemCode.POST_NOT_FOUND, 2)]
    assert set(outcomes.counts) == {1, 3}


def test_odd_items_harm_nothing(server: ScriptedServer, read: Read) -> None:
    a, b, c = map(video_id, range(3))
    odd = [None, item(c, viewCount="3"), {"id": 5}, "x", item("unasked1234"), item(a, viewCount="1")]
    server.reply({"items": [*odd, item(a, viewCount="1"), item(b, viewCount="-2")]})
    outcomes = read(a, b, c)
    assert {key: told["views"] for key, told in outcomes.counts.items()} == {1: 1, 3: 3}
    assert outcomes.problems == [(ProblemCode.MALFORMED_ANSWER, 2)]


def test_ids_that_no_video_can_have_are_not_asked_for(server: ScriptedServer, read: Read) -> None:
    outcomes = read("a,b", "", "x y", "../z")
    assert outcomes.problems == [(ProblemCode.POST_NOT_FOUND, key) for key in (1, 2, 3, 4)]
    assert server.asked == []


@pytest.mark.parametrize("status", [403, 404])
def test_a_platform_without_the_batch_method_is_asked_by_list_from_then_on(
    server: ScriptedServer, read: Read, status: int
) -> None:
    server.reply(error(status, "forbidden"), status)
    server.answer_by(every_video)
    outcomes = read(*map(video_id, range(120)))
    assert [asked.path for asked in server.asked] == [BATCH, LIST, LIST, LIST]
    assert len(outcomes.counts) == 120


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, error(403, "quotaExceeded")),
        (403, error(403, "dailyLimitExceeded")),
        (429, error(429, "quotaExceeded")),
        (429, error(429, "rateLimitExceeded", "Quota exceeded for quota metric 'X' and limit 'X per day'.")),
    ],
)
def test_a_used_up_quota_keeps_what_was_read_and_says_when_it_begins_anew(
    server: ScriptedServer,
    read: Read,
    night: Night,
    status: int,
    body: object,
) -> None:
    ids = [video_id(number) for number in range(300)]
    for start in (0, 50):
        server.reply({"items": [item(platform_id) for platform_id in ids[start : start + 50]]})
    server.reply(body, status)
    outcomes = read(*ids)
    assert len(outcomes.counts) == 100
    assert outcomes.problems == [(ProblemCode.QUOTA_EXHAUSTED, None)]
    assert outcomes.last.retry_at == datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert (len(server.asked), night.waits_s) == (3, [])


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, error(503, "backendError")),
        (500, b"<html>oops</html>"),
        (429, {"error": "slow down"}),
        (403, error(403, "userRateLimitExceeded")),
    ],
)
def test_what_may_pass_is_tried_again(
    server: ScriptedServer,
    read: Read,
    night: Night,
    status: int,
    body: object,
) -> None:
    server.reply(body, status)
    server.reply(body, status, Retry_After="9")
    server.answer_by(every_video)
    assert len(read(video_id(1)).counts) == 1
    assert (len(night.waits_s), night.waits_s[1]) == (2, 9.0)


def test_a_rate_limit_that_does_not_pass_stops_the_channel(
    server: ScriptedServer, read: Read, night: Night
) -> None:
    server.reply(error(403, "rateLimitExceeded"), 403, Retry_After="3600")
    outcomes = read(*map(video_id, range(100)))
    assert outcomes.problems == [(ProblemCode.RATE_LIMITED, None)]
    assert outcomes.last.retry_at == datetime(2026, 11, 25, 3, tzinfo=UTC)
    assert (len(server.asked), night.waits_s) == (1, [])


def test_one_failed_call_is_its_own_posts_problem_and_the_next_call_is_made(
    server: ScriptedServer, read: Read
) -> None:
    ids = [video_id(number) for number in range(250)]
    server.reply(b"", 503)
    server.answer_by(every_video)
    outcomes = read(*ids, tries=1)
    assert outcomes.problems == [(ProblemCode.PLATFORM_FAILED, key) for key in range(1, 51)]
    assert len(outcomes.counts) == 200


def test_a_platform_that_is_down_ends_the_night_after_two_calls(server: ScriptedServer, read: Read) -> None:
    server.reply(b"", 503)
    outcomes = read(*map(video_id, range(250)), tries=1)
    assert len(server.asked) == 2
    assert outcomes.problems[49:] == [(ProblemCode.PLATFORM_FAILED, 50), (ProblemCode.PLATFORM_FAILED, None)]


@pytest.mark.parametrize(
    "body", [b"<html>sign in</html>", b'{"items": 5}', b"[]", b"null", b"\xff\xfe", b'{"items"']
)
def test_a_malformed_body_is_its_own_posts_problem_and_the_next_call_is_made(
    server: ScriptedServer, read: Read, body: bytes
) -> None:
    server.reply(body)
    server.answer_by(every_video)
    outcomes = read(*map(video_id, range(60)))
    assert outcomes.problems == [(ProblemCode.MALFORMED_ANSWER, key) for key in range(1, 51)]
    assert len(outcomes.counts) == 10


def test_a_time_out_is_tried_again_on_a_new_connection(
    server: ScriptedServer, read: Read, night: Night
) -> None:
    server.reply({"items": [item(video_id(1), viewCount="666")]}, after_s=5.0)
    server.reply({"items": [item(video_id(1), viewCount="5")]})
    outcomes = read(video_id(1), timeout_s=0.3)
    assert outcomes.counts[1]["views"] == 5
    assert len(night.waits_s) == 1


def test_no_server_at_all_is_said_once(read: Read, night: Night) -> None:
    outcomes = read(video_id(1), video_id(2), api_address="http://127.0.0.1:9")
    assert outcomes.problems == [(ProblemCode.UNREACHABLE, None)]
    assert outcomes.last.detail == {"reason": "refused"}
    assert len(night.waits_s) == 3


def test_without_a_key_nothing_is_asked(server: ScriptedServer, read: Read) -> None:
    outcomes = read(video_id(1), api_key=None)
    assert outcomes.problems == [(ProblemCode.CREDENTIALS_MISSING, None)]
    assert server.asked == []


@pytest.mark.parametrize("status", [400, 403, 503])
@pytest.mark.parametrize(
    "make_body",
    [
        lambda key: error(403, "forbidden", f"The key {key} may not; see https://x.example/?key={key}&a=1"),
        lambda key: {"error": f"bad key {key}"},
        lambda _: {"error": {"message": 5, "errors": [None, {"reason": 7}], "details": "x"}},
        lambda key: {"error": {"errors": [{"reason": key}]}},
        lambda key: [{"error": {"message": key}}],
    ],
)
def test_odd_errors_are_problems_that_never_tell_the_key(
    server: ScriptedServer, read: Read, secret: str, make_body: Callable[[str], object], status: int
) -> None:
    server.reply(make_body(secret), status)
    assert len(read(video_id(1)).problems) == 1
