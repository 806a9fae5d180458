"""Keep which steps of a night, or of an extra reading, are done and what they came to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pipeline.database.models import Step

LAST_STEP = "tell"


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
    return _occasions(session, contest_id, "collect")


def _occasions(session: Session, contest_id: int, step: str) -> frozenset[str]:
    question = select(Step.occasion).where(
        Step.contest_id == contest_id, Step.name == step, Step.finished_at.is_not(None)
    )
    return frozenset(session.scalars(question))
