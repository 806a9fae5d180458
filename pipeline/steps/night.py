"""One night or extra reading of one contest, step by step; one that was killed goes on where it stopped."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.config import Settings
from pipeline.database.contests import find_contest
from pipeline.database.leases import LeaseLost
from pipeline.database.nights import begin_again, begin_step, finish_step, steps_of
from pipeline.database.opening import reading, writing
from pipeline.database.runs import newest_run_of
from pipeline.database.types import epoch_from_instant
from pipeline.events import noted
from pipeline.faults import Refused, failed, refused
from pipeline.schedule.instants import is_over, night_at
from pipeline.steps.checking import check
from pipeline.steps.collecting import Collection, collect
from pipeline.steps.publishing import Publication, publish
from pipeline.steps.telling import DONE, tell
from pipeline.steps.work import Work
from pipeline.workplace import Workplace
from reports.data import RankingReport

Step = Callable[[Work], Mapping[str, Any]]
"""Does one part of a night, again if need be, and returns what it came to, in values that JSON can hold."""


@dataclass(frozen=True, slots=True)
class NightOutcome:
    """What a night came to: its run (None where nothing was left to read), the report and where it is.

    `untold` has why people could not be told, by way.
    """

    run_id: int | None
    is_over: bool
    report: RankingReport
    publication: Publication
    untold: Mapping[str, str]


def run_night(
    workplace: Workplace, key: str, collection: Collection, occasion: str | None = None
) -> NightOutcome:
    """Do a contest's night (or the extra reading that is named) once.

    Done again in the same night it asks only what is still unread, ranks and publishes again, and tells what
    changed. Raises Refused where the contest has no entries yet or can't be ranked, LeaseLost where another
    process has taken over.
    """
    occasion = occasion or night_of(workplace.settings, key, workplace.tools.now())
    work = _begin(workplace, key, collection, occasion)
    try:
        for name, step in STEPS:
            _do(work, name, step)
    except LeaseLost:
        raise
    except Refused as refusal:
        _tell_failure(work, refusal)
        raise
    except Exception as error:
        _tell_failure(work, failed("night-failed", kind=type(error).__name__))
        raise
    return _outcome(work)


def night_of(settings: Settings, key: str, now: datetime) -> str:
    """Return the local date of the night that an instant belongs to: it begins at the nightly time."""
    return night_at(now, settings.nightly_at, settings.contests[key].zone).isoformat()


def _begin(workplace: Workplace, key: str, collection: Collection, occasion: str) -> Work:
    """Take the occasion up where it stopped, or from its beginning where all of it is done."""
    with writing(workplace.engine) as session:
        contest = find_contest(session, key)
        if contest is None:
            raise refused("contest-empty", contest=key)
        steps = steps_of(session, contest.id, occasion)
        done: dict[str, Mapping[str, Any]] = {
            name: step.detail for name, step in steps.items() if step.finished_at is not None
        }
        if done.keys() == dict(STEPS).keys():
            begin_again(session, contest.id, occasion)
            done = {}
        begun = {name: step.detail for name, step in steps.items()}
        return Work(workplace, collection, key, contest.id, occasion, begun, done)


def _do(work: Work, name: str, step: Step) -> None:
    if name in work.done:
        return
    engine, place = work.workplace.engine, (work.contest_id, work.occasion, name)
    with noted(name, contest=work.key, night=work.occasion) as found:
        with writing(engine) as session:
            begin_step(session, *place, work.now)
        detail = step(work)
        found.update(detail)
        with writing(engine) as session:
            finish_step(session, *place, work.now, detail)
    work.done[name] = detail


def _collected(work: Work) -> dict[str, Any]:
    """Read what the night has not read, unless that was done and only not yet noted as done."""
    before = work.begun.get("collect", {}).get("run")
    if is_over(work.contest, work.now):
        return {"run": None, "over": True}
    with reading(work.workplace.engine) as session:
        run_id = newest_run_of(session, work.contest_id, work.occasion, before or 0)
    return {"run": collect(work.collection, work.key, work.occasion) if run_id is None else run_id}


def _ranked(work: Work) -> dict[str, Any]:
    """Rank as of now, and keep the instant: whoever goes on from here ranks as of the same."""
    work.done["rank"] = detail = {"ranked_at": epoch_from_instant(work.now)}
    rows = work.report.rows
    return {**detail, "ranked": sum(row.rank is not None for row in rows), "entries": len(rows)}


def _published(work: Work) -> dict[str, Any]:
    settings = work.workplace.settings
    publication = publish(work.report, settings.language, settings.reports_folder)
    return {"folder": str(publication.folder), "skipped": [str(path) for path in publication.skipped]}


def _tell_failure(work: Work, failure: Refused) -> None:
    """Tell people why the night stopped; it goes on from that step the next time."""
    work.failure = failure
    with suppress(Refused):
        tell(work)


def _outcome(work: Work) -> NightOutcome:
    published, told = work.done["publish"], work.done["tell"]
    return NightOutcome(
        run_id=work.run_id,
        is_over=bool(work.done["collect"].get("over")),
        report=work.report,
        publication=Publication(Path(published["folder"]), tuple(map(Path, published["skipped"]))),
        untold={way: cause for way, cause in told.items() if cause != DONE},
    )


STEPS: tuple[tuple[str, Step], ...] = (
    ("collect", _collected),
    ("check", check),
    ("rank", _ranked),
    ("publish", _published),
    ("tell", tell),
)
