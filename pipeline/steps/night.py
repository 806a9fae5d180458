"""One night of one contest: collect, rank, report; a night that was killed goes on where it stopped."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.config import Settings
from pipeline.database.models import Run
from pipeline.database.opening import reading, writing
from pipeline.database.runs import unreported_run
from pipeline.steps.collecting import Collection, collect
from pipeline.steps.publishing import Publication, make_report, publish
from pipeline.workplace import Workplace
from reports.data import RankingReport

COUNTED_AFTER_CUT_OFF = timedelta(days=7)
"""How long after its cut-off a contest is still read: the reading after it bounds the count at it."""


@dataclass(frozen=True, slots=True)
class NightOutcome:
    """What a night came to: its run (None where nothing was left to read), the report and where it is."""

    run_id: int | None
    is_over: bool
    report: RankingReport
    publication: Publication


def run_night(workplace: Workplace, key: str, collection: Collection) -> NightOutcome:
    """Do a contest's night once; again in the same night it asks only what is still unread.

    Raises Refused where the contest has no entries yet.
    """
    settings, now = workplace.settings.contests[key], workplace.tools.now()
    is_over = now > settings.cut_off + COUNTED_AFTER_CUT_OFF
    run_id = None if is_over else _collected(collection, key, night_of(workplace.settings, key, now))
    report = make_report(workplace, key, now)
    publication = publish(report, workplace.settings.language, workplace.settings.reports_folder)
    if run_id is not None:
        _note_reported(workplace, run_id)
    return NightOutcome(run_id, is_over, report, publication)


def _collected(collection: Collection, key: str, night: str) -> int | None:
    """Return the night's run: one that was killed before its report, else a new or resumed one."""
    with reading(collection.engine) as session:
        unreported = unreported_run(session, key, night)
    return collect(collection, key, night) if unreported is None else unreported


def night_of(settings: Settings, key: str, now: datetime) -> str:
    """Return the local date of the night that an instant belongs to: it begins at the nightly time."""
    begins = settings.nightly_at
    since_midnight = timedelta(hours=begins.hour, minutes=begins.minute)
    local = now.astimezone(settings.contests[key].zone).replace(tzinfo=None)
    return (local - since_midnight).date().isoformat()


def _note_reported(workplace: Workplace, run_id: int) -> None:
    with writing(workplace.engine) as session:
        session.get_one(Run, run_id).reported_at = workplace.tools.now()
