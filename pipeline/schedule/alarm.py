"""The alarm clock: APScheduler rings for nights and extra readings, and remembers what it owes.

It only rings; what is due is decided by dates and by the steps that are done. Its job store is a table of
our own database and belongs to one scheduler at a time: only the holder of the lease opens it. Its engine
keeps nothing once the lease is lost.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from queue import SimpleQueue
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from pipeline.config import ContestSettings
from pipeline.schedule.instants import extra_readings

if TYPE_CHECKING:
    from apscheduler.schedulers.base import BaseScheduler
    from apscheduler.triggers.base import BaseTrigger

RINGS: "SimpleQueue[str]" = SimpleQueue()
"""The contests that the clock rang for; jobs in the store can name nothing but a module's own functions."""

MISFIRE_GRACE = timedelta(hours=25)
"""So late a ring still rings: as long as the night that it is for may last."""


def ring(contest: str) -> None:
    """Ring for a contest."""
    RINGS.put(contest)


@contextmanager
def alarm_clock(
    engine: Engine, contests: Mapping[str, ContestSettings], nightly_at: time, now: datetime
) -> Iterator["BaseScheduler"]:
    """Start the alarm clock and stop it at the end; `wakeup` makes it look at the machine's clock again."""
    from apscheduler.executors.debug import DebugExecutor
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.background import BackgroundScheduler

    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        executors={"default": DebugExecutor()},
        jobstores={"default": SQLAlchemyJobStore(engine=engine.execution_options(writes=True))},
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": int(MISFIRE_GRACE.total_seconds()),
        },
        timezone=UTC,
    )
    scheduler.start(paused=True)
    try:
        _set(scheduler, contests, nightly_at, now)
        scheduler.resume()
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)


def _set(
    scheduler: "BaseScheduler", contests: Mapping[str, ContestSettings], nightly_at: time, now: datetime
) -> None:
    """Set the clock to what the config says, keeping what it still owes of before."""
    wanted = dict(_jobs(contests, nightly_at, now))
    for job in scheduler.get_jobs():
        if job.id not in wanted:
            job.remove()
    for name, (contest, trigger) in wanted.items():
        owed = scheduler.get_job(name)
        at = trigger.get_next_fire_time(None, now)
        if owed is not None and owed.next_run_time is not None:
            at = min(at, owed.next_run_time)
        scheduler.add_job(ring, trigger, args=(contest,), id=name, next_run_time=at, replace_existing=True)


def _jobs(
    contests: Mapping[str, ContestSettings], nightly_at: time, now: datetime
) -> Iterator[tuple[str, tuple[str, "BaseTrigger"]]]:
    """Yield each job's name with its contest and trigger: every night, and the extra readings to come."""
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.date import DateTrigger

    for key, contest in contests.items():
        nightly = CronTrigger(
            hour=nightly_at.hour, minute=nightly_at.minute, second=nightly_at.second, timezone=contest.zone
        )
        yield f"{key}/night", (key, nightly)
        for extra in extra_readings(contest):
            if extra.ends_at > now:
                yield f"{key}/{extra.name}", (key, DateTrigger(extra.begins_at))
