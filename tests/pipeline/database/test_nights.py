"""Which occasions are worth another try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pipeline.database.models import Contest, ProblemRow, Run, Step
from pipeline.database.nights import occasions_to_try_again
from pipeline.database.opening import writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

READ_AT = datetime(2024, 10, 1, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("retry_in", "looked_in", "acknowledged", "expected"),
    [
        (12 * HOUR, 12 * HOUR, False, {"2024-10-02"}),
        (12 * HOUR, 12 * HOUR - timedelta(seconds=1), False, set()),
        (12 * HOUR, 13 * HOUR, True, set()),
        (timedelta(minutes=5), HOUR, False, set()),
        (-HOUR, HOUR, False, set()),
        (None, 24 * HOUR, False, set()),
    ],
)
def test_what_a_platform_refused_is_due_again_from_the_instant_that_it_told(
    engine: Engine,
    retry_in: timedelta | None,
    looked_in: timedelta,
    acknowledged: bool,
    expected: set[str],
) -> None:
    with writing(engine) as session:
        contest = Contest(key="n")
        session.add(contest)
        session.flush()
        run = Run(contest_id=contest.id, kind="night", night="2024-10-02", started_at=READ_AT)
        step = Step(
            contest_id=contest.id, occasion="2024-10-02", name="collect", started_at=READ_AT, detail={}
        )
        session.add_all([run, step])
        session.flush()
        session.add(
            ProblemRow(
                run_id=run.id,
                channel="youtube",
                code="quota-exhausted",
                detail={},
                found_at=READ_AT,
                retry_at=None if retry_in is None else READ_AT + retry_in,
                acknowledged_at=READ_AT if acknowledged else None,
            )
        )
        session.flush()
        assert occasions_to_try_again(session, contest.id, READ_AT + looked_in) == expected
