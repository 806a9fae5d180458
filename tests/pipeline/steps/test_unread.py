"""What a run left unread is told by the numbers of the entries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Entry, Post, ProblemRow, Run, Unit
from pipeline.translation.unread import stops_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

NOW = datetime(2024, 10, 1, tzinfo=UTC)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as found:
        yield found


def stored_run(session: Session, numbers: str, withdrawn: str = "") -> Run:
    """Store entries with a post on YouTube each, and a run."""
    contest, unit = Contest(key="c"), Unit(code="a")
    session.add_all([contest, unit])
    session.flush()
    for number in numbers.split():
        status = "withdrawn" if number in withdrawn.split() else "competing"
        entry = Entry(contest_id=contest.id, number=number, title="A", unit_id=unit.id, status=status)
        session.add(entry)
        session.flush()
        post = {"contest_id": contest.id, "entry_id": entry.id, "platform_id": number}
        session.add_all([Post(channel="youtube", **post), Post(channel="website", **post)])
    run = Run(contest_id=contest.id, kind="collect", started_at=NOW)
    session.add(run)
    session.flush()
    return run


def add_problem(session: Session, run: Run, number: str | None = None, **more: datetime) -> None:
    post = (
        None if number is None else session.query(Post).filter_by(platform_id=number, channel="youtube").one()
    )
    problem = ProblemRow(
        run_id=run.id, channel="youtube", post_id=post and post.id, code="x", detail={}, found_at=NOW, **more
    )
    session.add(problem)
    session.flush()


def test_entries_of_a_stopped_channel_are_named_and_several_in_a_row_by_their_ends(session: Session) -> None:
    run = stored_run(session, "1 2 9 10 11 12 13", withdrawn="13")
    add_problem(session, run, "9")
    add_problem(session, run, retry_at=NOW)
    (stop,) = stops_of(session, run)
    assert (stop.channel, list(stop.unread), stop.retry_at) == ("youtube", ["1", "2", "10–12"], NOW)


def test_a_channel_whose_stop_was_acknowledged_is_told_no_more(session: Session) -> None:
    run = stored_run(session, "1 2")
    add_problem(session, run, acknowledged_at=NOW)
    assert stops_of(session, run) == []
