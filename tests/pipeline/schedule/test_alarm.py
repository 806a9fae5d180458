"""APScheduler's clock: it rings in each contest's zone, remembers what it owes, and heals a wrong year."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import inspect, text

from pipeline.schedule.alarm import RINGS, alarm_clock

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.pipeline.schedule.conftest import MakeContest

TONIGHT = time(2)
LATER = datetime(2100, 1, 1)  # noqa: DTZ001 - local to the contest's zone


def test_it_rings_for_each_contest_in_its_zone_and_for_the_extra_readings_to_come(
    engine: Engine, make_contest: MakeContest
) -> None:
    now = datetime.now(UTC)
    contests = {
        "here": make_contest("Asia/Ho_Chi_Minh", cut_off=LATER),
        "there": make_contest("Europe/Berlin", cut_off=LATER),
    }
    with alarm_clock(engine, contests, TONIGHT, now) as clock:
        jobs = {job.id: job for job in clock.get_jobs()}
    assert set(jobs) == {
        f"{key}/{name}" for key in contests for name in ("night", "cut-off-before", "cut-off-after")
    }
    for key, contest in contests.items():
        local = jobs[f"{key}/night"].next_run_time.astimezone(contest.zone)
        assert (local.hour, local.minute) == (2, 0)
        assert now < local <= now + timedelta(hours=25)
        assert jobs[f"{key}/night"].coalesce


def test_what_it_owes_since_it_was_stopped_rings_once_when_it_is_started_again(
    engine: Engine, make_contest: MakeContest
) -> None:
    contests = {"c": make_contest(cut_off=LATER)}
    with alarm_clock(engine, contests, TONIGHT, datetime.now(UTC)):
        pass
    store = SQLAlchemyJobStore(engine=engine)
    store.start(BackgroundScheduler(), "default")
    owed = store.lookup_job("c/night")
    owed.next_run_time = datetime.now(UTC) - timedelta(hours=49)
    store.update_job(owed)
    with alarm_clock(engine, contests, TONIGHT, datetime.now(UTC)):
        assert RINGS.get(timeout=10) == "c"
        assert RINGS.empty()


def test_a_ring_that_a_wrong_clock_put_years_ahead_is_set_again(
    engine: Engine, make_contest: MakeContest
) -> None:
    contests = {"c": make_contest(cut_off=LATER)}
    with alarm_clock(engine, contests, TONIGHT, datetime(2090, 1, 1, tzinfo=UTC)):
        pass
    now = datetime.now(UTC)
    with alarm_clock(engine, contests, TONIGHT, now) as clock:
        assert clock.get_job("c/night").next_run_time <= now + timedelta(hours=25)


def test_a_contest_that_is_gone_rings_no_more_and_the_store_lies_in_our_database(
    engine: Engine, make_contest: MakeContest
) -> None:
    now = datetime.now(UTC)
    with alarm_clock(engine, {"old": make_contest(cut_off=LATER)}, TONIGHT, now):
        assert inspect(engine).has_table(SQLAlchemyJobStore(engine=engine).jobs_t.name)
    with alarm_clock(engine, {}, TONIGHT, now), engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM apscheduler_jobs")).scalar_one() == 0
