"""The last collection as the pages tell it, and that somebody has seen its problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.models import Run
from pipeline.database.nights import occasions_read
from pipeline.database.runs import last_collection, run_problems
from pipeline.pages.organisers.contest_visit import ContestVisit
from pipeline.schedule.due import missed_nights
from pipeline.schedule.instants import next_night_of
from pipeline.schedule.wording import occasion_words
from pipeline.translation.problems import problem_lines
from reports.figures import instant_text
from reports.wording import problem_sentence


@dataclass(frozen=True, slots=True)
class LastNight:
    """What the last collection read, and each problem that nobody has acknowledged, with what to do."""

    title: str
    read: int
    asked: int
    problems: Sequence[str]


@dataclass(frozen=True, slots=True)
class Nights:
    """The last collection, when the next one is, and which night was missed last."""

    last: LastNight | None
    coming: datetime | None
    missed: str | None


def nights_of(session: Session, here: ContestVisit) -> Nights:
    """Return how the nights of a contest go."""
    contest = find_contest(session, here.key)
    run = None if contest is None else last_collection(session, contest.id)
    nightly_at = here.settings.nightly_at
    read = frozenset[str]() if contest is None else occasions_read(session, contest.id)
    missed = missed_nights(here.contest, nightly_at, read, here.now) if contest else ()
    return Nights(
        last=None if run is None else _told(session, run, here),
        coming=next_night_of(here.contest, nightly_at, here.now),
        missed=missed[-1].strftime("%d/%m/%Y") if missed else None,
    )


def acknowledge(session: Session, here: ContestVisit) -> None:
    """Note that somebody has seen all problems of the last collection; they are told no more."""
    contest = find_contest(session, here.key)
    run = None if contest is None else last_collection(session, contest.id)
    for problem in () if run is None else run_problems(session, run):
        if problem.acknowledged_at is None:
            problem.acknowledged_at, problem.acknowledged_by = here.now, here.user.name


def _told(session: Session, run: Run, here: ContestVisit) -> LastNight:
    words, zone = here.words, here.contest.time_zone
    at = instant_text(run.started_at, zone, words.language)
    occasion = occasion_words(words, run.night) if run.night else ""
    return LastNight(
        title=words.say(f"nights.{run.kind}", at=at, occasion=occasion),
        read=run.posts_read,
        asked=run.posts_asked,
        problems=[problem_sentence(words, line) for line in problem_lines(session, run)],
    )
