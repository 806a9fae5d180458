"""Keep which steps of a night, or of an extra reading, are done and what they came to."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pipeline.database.models import ProblemRow, Run, Step

COLLECT, LAST_STEP = "collect", "tell"

LEAST_REST = timedelta(minutes=15)
"""How long after a reading its next try is at the least."""


def steps_of(session: Session, contest_id: int, occasion: str) -> Mapping[str, Step]:
    """Return the steps of an occasion that were begun, by name."""
    question = select(Step).where(Step.contest_id == contest_id, Step.occasion == occasion)
    return {step.name: step for step in session.scalars(question)}


def begin_step(session: Session, contest_id: int, occasion: str, name: str, now: datetime) -> None:
    """Note that a step begins; one that was begun before keeps what it came to then."""
    step = steps_of(session, contest_id, occasion).get(name)
    if step is None:
        session.add(Step(contest_id=contest_id, occasion=occasion, name=name, started_at=now, detail={}))
    else:
        step.started_at, step.finished_at = now, None


def finish_step(
    session: Session, contest_id: int, occasion: str, name: str, now: datetime, detail: Mapping[str, Any]
) -> None:
    """Note that a step is done and what it came to."""
    step = steps_of(session, contest_id, occasion)[name]
    step.finished_at, step.detail = now, dict(detail)


def begin_again(session: Session, contest_id: int, occasion: str) -> None:
    """Take up an occasion whose steps are all done: each is to be done once more."""
    question = update(Step).where(Step.contest_id == contest_id, Step.occasion == occasion)
    session.execute(question.values(finished_at=None))


def occasions_done(session: Session, contest_id: int) -> frozenset[str]:
    """Return the nights and extra readings of a contest whose last step is done."""
    return _occasions(session, contest_id, LAST_STEP)


def occasions_read(session: Session, contest_id: int) -> frozenset[str]:
    """Return the nights and extra readings of a contest whose posts were read."""
    return _occasions(session, contest_id, COLLECT)


def occasions_to_try_again(session: Session, contest_id: int, now: datetime) -> frozenset[str]:
    """Return the occasions of which something was not read and by now is worth another try.

    What passes within minutes was waited for in the run itself.
    """
    question = (
        select(Step.occasion, Step.started_at, ProblemRow.retry_at)
        .join(Run, (Run.contest_id == Step.contest_id) & (Run.night == Step.occasion))
        .join(ProblemRow, ProblemRow.run_id == Run.id)
        .where(Step.contest_id == contest_id, Step.name == COLLECT, ProblemRow.acknowledged_at.is_(None))
        .where(ProblemRow.retry_at <= now)
    )
    return frozenset(
        occasion
        for occasion, read_at, retry_at in session.execute(question)
        if retry_at is not None and retry_at - read_at >= LEAST_REST
    )


def _occasions(session: Session, contest_id: int, step: str) -> frozenset[str]:
    question = select(Step.occasion).where(
        Step.contest_id == contest_id, Step.name == step, Step.finished_at.is_not(None)
    )
    return frozenset(session.scalars(question))
