"""Read every post of a contest once, as one run that can be taken up again where it was killed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from collectors import Collector, PostToRead, Problem, Reading, Tools
from pipeline.database.contests import find_contest
from pipeline.database.models import Contest, Entry, Post, Run
from pipeline.database.opening import writing
from pipeline.database.readings import store_readings
from pipeline.database.runs import covered, night_readings, note_problems, unfinished_runs
from pipeline.database.sealing import seal

STORED_TOGETHER = 500
"""Outcomes kept with one commit: a killed run asks at most these again."""

RESUMED_WITHIN = timedelta(hours=12)
"""An older unfinished run is closed as interrupted: its readings stay, and all posts are asked afresh."""

Progress = Callable[[str, int, int], None]
"""Told of each channel: its key, the posts that have an outcome, all its posts."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run still has to ask, by channel."""

    run_id: int
    channels: Mapping[str, Sequence[PostToRead]]


@dataclass(frozen=True, slots=True)
class Collection:
    """What it takes to collect: the database, a collector a channel, the outside world, who is told."""

    engine: Engine
    collectors: Mapping[str, Collector]
    tools: Tools
    progress: Progress = lambda *_: None


def collect(collection: Collection, contest_key: str, night: str | None = None) -> int | None:
    """Read all posts that a collector is there for; return the run's number, None if none is to be read.

    With `night` (a local date) the run belongs to that night and asks only what the night has not read yet.
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
        posts = _posts_to_read(session, contest, collection.collectors, night)
        run = _resumed_run(session, contest, night, now)
        if run is None and posts:
            run = _new_run(session, contest, night, now, len(posts))
        return Work(run.id, _still_to_ask(session, run, posts)) if run else None


def _posts_to_read(
    session: Session, contest: Contest, channels: Iterable[str], night: str | None
) -> list[Post]:
    """Return the posts that a collector is there for and the night has not read; withdrawn entries rest."""
    question = (
        select(Post)
        .join(Entry, Post.entry_id == Entry.id)
        .where(Post.contest_id == contest.id, Post.channel.in_(sorted(channels)), Entry.status != "withdrawn")
        .order_by(Post.channel, Post.platform_id)
    )
    read = night_readings(session, contest.id, night) if night else frozenset()
    return [post for post in session.scalars(question) if post.id not in read]


def _resumed_run(session: Session, contest: Contest, night: str | None, now: datetime) -> Run | None:
    """Return the unfinished run to go on with, and close all others as interrupted."""
    found = None
    for run in unfinished_runs(session, contest.id):
        if found is None and run.night == night and now - run.started_at < RESUMED_WITHIN:
            found = run
        else:
            seal(session, run, now)
            run.state = "interrupted"
    return found


def _new_run(session: Session, contest: Contest, night: str | None, now: datetime, asked: int) -> Run:
    kind = "night" if night else "collect"
    run = Run(contest_id=contest.id, kind=kind, night=night, started_at=now, posts_asked=asked)
    session.add(run)
    session.flush()
    return run


def _still_to_ask(session: Session, run: Run, posts: Sequence[Post]) -> dict[str, list[PostToRead]]:
    done = covered(session, run)
    left = [post for post in posts if post.id not in done.post_ids and post.channel not in done.channels]
    return {
        channel: [PostToRead(post.id, post.platform_id, post.url) for post in group]
        for channel, group in groupby(left, key=lambda post: post.channel)
    }


def _collect_channel(collection: Collection, run_id: int, channel: str, posts: Sequence[PostToRead]) -> None:
    done = 0
    collection.progress(channel, done, len(posts))
    outcomes = iter(collection.collectors[channel].read(posts))
    while together := list(islice(outcomes, STORED_TOGETHER)):
        _store(collection, run_id, together)
        done += len(together)
        collection.progress(channel, done, len(posts))


def _store(collection: Collection, run_id: int, outcomes: Sequence[Reading | Problem]) -> None:
    with writing(collection.engine) as session:
        run = session.get_one(Run, run_id)
        store_readings(session, run_id, [each for each in outcomes if isinstance(each, Reading)])
        problems = [each for each in outcomes if isinstance(each, Problem)]
        note_problems(session, run, problems, collection.tools.now())
