"""Examine the nights: somebody runs them, and the last one of each open contest was not long ago."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.contests import find_contest
from pipeline.database.leases import NIGHTS
from pipeline.database.models import Lease
from pipeline.database.runs import last_collection
from pipeline.operations.findings import Finding, look, right

NIGHT_MAY_BE_OLD = timedelta(hours=36)


def examine_nights(session: Session, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield who runs the nights, and each contest that is open and was not read for a day and a half."""
    lease = session.get(Lease, NIGHTS)
    if lease is not None and lease.holder is not None and lease.expires_at > now:
        yield right("schedule-runs", holder=lease.holder, until=lease.expires_at)
    for key, contest in settings.contests.items():
        if contest.opening + NIGHT_MAY_BE_OLD <= now <= contest.cut_off:
            yield _last_night(session, key, now)


def _last_night(session: Session, key: str, now: datetime) -> Finding:
    contest = find_contest(session, key)
    run = None if contest is None else last_collection(session, contest.id)
    if run is None:
        return look("night-never", contest=key)
    make, code = (right, "night") if now - run.started_at <= NIGHT_MAY_BE_OLD else (look, "night-old")
    return make(code, contest=key, at=run.started_at)
