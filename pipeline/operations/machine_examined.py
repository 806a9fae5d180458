"""Examine the machine: its folders can be written, its clock is plausible and knows the contests' zones."""

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.models import Run
from pipeline.operations.findings import Finding, look, right, wrong

EARLIEST_YEAR = 2026
"""No clock that is right can stand before this program was written."""

CLOCK_MAY_DIFFER = timedelta(minutes=10)


def examine_folders(settings: Settings) -> Iterator[Finding]:
    """Yield whether reports and logs can be written; nothing is left behind."""
    for folder in dict.fromkeys((settings.reports_folder, settings.logs_folder)):
        yield _folder(folder)


def examine_clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield what time it is in each zone, for a person to compare, or that the clock can't be right."""
    if now.year < EARLIEST_YEAR:
        yield wrong("clock-behind", now=f"{now:%Y-%m-%d %H:%M}")
    zones = (contest.time_zone for contest in settings.contests.values())
    for zone in dict.fromkeys(zones):
        yield right("clock", zone=zone, now=f"{now.astimezone(ZoneInfo(zone)):%H:%M:%S %d/%m/%Y}")


def examine_clock_by_runs(session: Session, now: datetime) -> Iterator[Finding]:
    """Yield that the clock was set back, where a run began in what is now the future."""
    newest = session.scalar(select(func.max(Run.started_at)))
    if newest is not None and newest > now + CLOCK_MAY_DIFFER:
        yield look("clock-set-back", now=f"{now:%Y-%m-%d %H:%M}", newest=f"{newest:%Y-%m-%d %H:%M}")


def _folder(folder: Path) -> Finding:
    present = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=present) as file:
            file.write(b" ")
    except OSError as error:
        return wrong("folder-not-writable", folder=folder, cause=error.strerror or str(error))
    return right("folder", folder=folder)
