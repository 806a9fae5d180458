"""Two that write at the same moment take turns, so that no chain forks; whoever reads sees one state."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pipeline.database.engines import make_engine
from pipeline.database.models import Run, Unit
from pipeline.database.opening import engine_of, reading, writing, written
from pipeline.database.sealing import seal
from pipeline.database.types import instant_from_epoch
from pipeline.faults import Failed

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

WRITERS, RUNS_EACH = 4, 5


def sealed_run(session: Session) -> None:
    run = Run(contest_id=1, kind="collect", started_at=instant_from_epoch(1))
    session.add(run)
    session.flush()
    seal(session, run, instant_from_epoch(2))


def test_the_chain_of_runs_does_not_fork(engine: Engine) -> None:
    start = Barrier(WRITERS)

    def work(_: int) -> None:
        own = make_engine(engine.url)
        start.wait()
        for _turn in range(RUNS_EACH):
            written(own, sealed_run)
        own.dispose()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))
    with reading(engine) as session:
        runs = session.scalars(select(Run).where(Run.kind == "collect").order_by(Run.id)).all()
    digests = [run.digest for run in runs]
    assert len(digests) == WRITERS * RUNS_EACH
    assert [run.previous_digest for run in runs] == [None, *digests[:-1]]


def test_a_reader_sees_one_state_while_another_writes(engine: Engine) -> None:
    with reading(engine) as session:
        before = session.scalars(select(Unit.code)).all()
        with writing(engine) as other:
            other.add(Unit(code="new"))
        assert session.scalars(select(Unit.code)).all() == before
    with reading(engine) as session:
        assert set(session.scalars(select(Unit.code))) == {*before, "new"}


def test_who_waits_too_long_for_a_turn_is_told_so(engine: Engine) -> None:
    impatient = engine_of(engine.url.render_as_string(hide_password=False), lock_wait_s=0.2)
    with writing(engine) as session:
        session.add(Unit(code="slow"))
        session.flush()
        with pytest.raises(Failed, match="database-locked"):
            written(impatient, lambda session: session.add(Unit(code="quick")))
        with reading(impatient) as other:
            assert set(other.scalars(select(Unit.code))) == {"a"}
    impatient.dispose()
