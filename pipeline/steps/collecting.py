"""Read every post of a contest once, as one run that can be taken up again where it was killed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from collectors import Collector, PostToRead, Problem, ProblemCode, Reading, Tools
from pipeline.config import ContestSettings
from pipeline.database.contests import find_contest
from pipeline.database.models import Contest, Post, Run
from pipeline.database.opening import writing
from pipeline.database.readings import store_readings
from pipeline.database.replacements import replacements
from pipeline.database.runs import covered, night_readings, note_problems, posts_at_stake, unfinished_runs
from pipeline.database.sealing import seal
from pipeline.events import note_unexpected
from pipeline.schedule.due import is_night
from pipeline.steps.ordering import nearest_first

STORED_TOGETHER = 500
"""Outcomes kept with one commit: a killed run asks at most these again."""

RESUMED_WITHIN = timedelta(hours=12)
"""An older unfinished run is closed as interrupted: its readings stay, and all posts are asked afresh."""

BY_NIGHT, BY_HAND = ("night", "extra"), ("collect",)
"""The kinds of runs of the nights, and of a person's own order."""

Progress = Callable[[str, int, int], None]
"""Told of each channel: its key, the posts that have an outcome, all its posts."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run still has to ask, by channel."""

    run_id: int
    channels: Mapping[str, Sequence[PostToRead]]


@dataclass(frozen=True, slots=True)
class Collection:
    """What it takes to collect: the database, a collector a channel, the outside world, who is told.

    `contests` has the settings by which posts near their cut-off are read first.
    """

    engine: Engine
    collectors: Mapping[str, Collector]
    tools: Tools
    progress: Progress = lambda *_: None
    contests: Mapping[str, ContestSettings] = field(default_factory=dict)


def collect(collection: Collection, contest_key: str, night: str | None = None) -> int | None:
    """Read all posts that a collector is there for; return the run's number, None if none is to be read.

    With `night` (a local date, or the name of an extra reading) the run belongs to it and asks only what it
    has not read yet.
    """
    work = _begin(collection, contest_key, night)
    if work is None:
        return None
    for channel, posts in work.channels.items():
        _collect_channel(collection, work.run_id, channel, posts)
    with writing(collection.engine) as session:
        seal(session, session.get_one(Run, work.run_id), collection.tools.now())
    return work.run_id


def _begin(collection: Collection, contest_key: str, night: str | None) -> Work | None:
    now = collection.tools.now()
    with writing(collection.engine) as session:
        contest = find_contest(session, contest_key)
        if contest is None:
            return None
        posts = _posts_to_read(session, contest, collection, night)
        run = _resumed_run(session, contest, night, now)
        if run is None and posts:
            run = _new_run(session, contest, night, now, len(posts))
        return Work(run.id, _still_to_ask(session, run, posts)) if run else None


def _posts_to_read(
    session: Session, contest: Contest, collection: Collection, night: str | None
) -> list[Post]:
    """Return the posts that a collector is there for and the night has not read, the most pressing first.

    Withdrawn entries rest, and so do posts that were decided to be replaced.
    """
    posts = posts_at_stake(session, contest.id, collection.collectors)
    read = night_readings(session, contest.id, night) if night else frozenset()
    rests = read | replacements(session, contest).keys()
    settings, unread = collection.contests.get(contest.key), [post for post in posts if post.id not in rests]
    return nearest_first(unread, settings, collection.tools.now()) if settings else unread


def _resumed_run(session: Session, contest: Contest, night: str | None, now: datetime) -> Run | None:
    """Return the unfinished run to go on with, and close the others as interrupted.

    What a person began by hand and what a night began are under different leases: neither closes the other's.
    """
    found = None
    for run in unfinished_runs(session, contest.id, BY_NIGHT if night else BY_HAND):
        if found is None and run.night == night and now - run.started_at < RESUMED_WITHIN:
            found = run
        else:
            seal(session, run, now)
            run.state = "interrupted"
    return found


def _new_run(session: Session, contest: Contest, night: str | None, now: datetime, asked: int) -> Run:
    run = Run(contest_id=contest.id, kind=_kind(night), night=night, started_at=now, posts_asked=asked)
    session.add(run)
    session.flush()
    return run


def _kind(night: str | None) -> str:
    if night is None:
        return "collect"
    return "night" if is_night(night) else "extra"


def _still_to_ask(session: Session, run: Run, posts: Sequence[Post]) -> dict[str, list[PostToRead]]:
    done = covered(session, run)
    left = [post for post in posts if post.id not in done.post_ids and post.channel not in done.channels]
    return {
        channel: [PostToRead(post.id, post.platform_id, post.url) for post in group]
        for channel, group in groupby(left, key=lambda post: post.channel)
    }


def _collect_channel(collection: Collection, run_id: int, channel: str, posts: Sequence[PostToRead]) -> None:
    done: set[int | None] = set()
    collection.progress(channel, len(done), len(posts))
    for together in _by_posts(_outcomes(collection.collectors[channel], channel, posts)):
        _store(collection, run_id, together)
        done |= {outcome.post_key for outcome in together} - {None}
        collection.progress(channel, len(done), len(posts))


def _outcomes(collector: Collector, channel: str, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
    """Yield what the collector tells; one that breaks, as another's plug-in may, stops its channel only."""
    try:
        yield from collector.read(posts)
    except Exception as error:  # noqa: BLE001 - the other channels must be read
        note_unexpected(error)
        yield Problem(channel, ProblemCode.MALFORMED_ANSWER)


def _by_posts(outcomes: Iterable[Reading | Problem]) -> Iterator[list[Reading | Problem]]:
    """Divide outcomes into lots to be stored together; what several sources tell of a post stays in one."""
    lot: list[Reading | Problem] = []
    for outcome in outcomes:
        if len(lot) >= STORED_TOGETHER and outcome.post_key != lot[-1].post_key:
            yield lot
            lot = []
        lot.append(outcome)
    if lot:
        yield lot


def _store(collection: Collection, run_id: int, outcomes: Sequence[Reading | Problem]) -> None:
    with writing(collection.engine) as session:
        run = session.get_one(Run, run_id)
        store_readings(session, run_id, [each for each in outcomes if isinstance(each, Reading)])
        problems = [each for each in outcomes if isinstance(each, Problem)]
        note_problems(session, run, problems, collection.tools.now())
