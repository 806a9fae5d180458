"""What is told and what is not, over nights that pass: once when it begins, once when it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pipeline.database.models import Contest
from pipeline.database.opening import writing
from pipeline.database.told import Cause, note_over, note_told
from pipeline.telling.causes import news, once_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

FIRST = datetime(2024, 10, 1, tzinfo=UTC)
TOKEN = Cause("credentials-refused/facebook", "the token is refused")
GONE = Cause("post-not-found/facebook/07", "the post is gone")


def fell(night: int) -> Cause:
    return Cause(f"count-fell/youtube/07/{night}", "the count fell", lasts=False)


@pytest.fixture
def contest_id(engine: Engine) -> int:
    with writing(engine) as session:
        contest = Contest(key="c")
        session.add(contest)
        session.flush()
        return contest.id


def told(
    engine: Engine, contest_id: int, nights: Sequence[Sequence[Cause]], stopped: frozenset[str] = frozenset()
) -> list[tuple[list[str], list[str]]]:
    """Let nights pass and return what people hear in each: new causes, and those that are over."""
    heard = []
    for count, causes in enumerate(nights):
        with writing(engine) as session:
            found = news(session, contest_id, "mail", causes, stopped)
            note_told(session, contest_id, "mail", found.new, FIRST + timedelta(days=count))
            note_over(session, [each.id for each in found.over], FIRST + timedelta(days=count))
            heard.append(([cause.key for cause in found.new], [each.cause for each in found.over]))
    return heard


def test_a_problem_of_ten_nights_is_told_once_and_once_when_it_is_over(
    engine: Engine, contest_id: int
) -> None:
    heard = told(engine, contest_id, [[TOKEN]] * 10 + [[]] * 2)
    assert heard == [([TOKEN.key], []), *[([], [])] * 9, ([], [TOKEN.key]), ([], [])]


def test_a_problem_that_comes_back_is_told_again(engine: Engine, contest_id: int) -> None:
    heard = told(engine, contest_id, [[TOKEN], [], [TOKEN], []])
    assert heard == [([TOKEN.key], []), ([], [TOKEN.key])] * 2


def test_what_happened_once_is_told_once_and_never_as_over(engine: Engine, contest_id: int) -> None:
    heard = told(engine, contest_id, [[fell(1)], [fell(1)], [], [fell(4)]])
    assert heard == [([fell(1).key], []), ([], []), ([], []), ([fell(4).key], [])]


def test_of_a_channel_that_stopped_nobody_says_that_its_posts_are_found_again(
    engine: Engine, contest_id: int
) -> None:
    told(engine, contest_id, [[GONE]])
    assert told(engine, contest_id, [[TOKEN]], frozenset({"facebook"})) == [([TOKEN.key], [])]
    assert told(engine, contest_id, [[]]) == [([], [GONE.key, TOKEN.key])]


def test_of_causes_with_one_key_the_first_is_told() -> None:
    other = Cause(GONE.key, "the other post is gone")
    assert once_each([GONE, other, TOKEN]) == (GONE, TOKEN)
