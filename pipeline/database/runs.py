"""Keep the runs: find those that are done or unfinished, note their problems, tell what they cover."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors import Problem
from pipeline.database.models import Entry, Post, ProblemRow, ReadingRow, Run


@dataclass(frozen=True, slots=True)
class Covered:
    """What a run has an outcome for already: posts by id, and channels that a problem stopped."""

    post_ids: frozenset[int]
    channels: frozenset[str]


def unfinished_runs(session: Session, contest_id: int, kinds: Iterable[str]) -> Sequence[Run]:
    """Return the collections of these kinds that were begun and not sealed, the newest first."""
    question = select(Run).where(Run.contest_id == contest_id, Run.digest.is_(None), Run.kind.in_(kinds))
    return session.scalars(question.order_by(Run.id.desc())).all()


def night_readings(session: Session, contest_id: int, night: str) -> frozenset[int]:
    """Return the posts (by id) that sealed runs of the night have read."""
    question = (
        select(ReadingRow.post_id)
        .join(Run, ReadingRow.run_id == Run.id)
        .where(Run.contest_id == contest_id, Run.night == night, Run.digest.is_not(None))
    )
    return frozenset(session.scalars(question))


def newest_run_of(session: Session, contest_id: int, night: str, after: int) -> int | None:
    """Return the newest run (by id) that read to its end for a night or extra reading, after another run."""
    question = select(Run.id).where(
        Run.contest_id == contest_id,
        Run.night == night,
        Run.state.in_(("done", "partial")),
        Run.id > after,
    )
    return session.scalar(question.order_by(Run.id.desc()).limit(1))


def latest_runs(session: Session, contest_id: int, most: int) -> Sequence[Run]:
    """Return the newest runs of a contest, the newest first."""
    question = select(Run).where(Run.contest_id == contest_id).order_by(Run.id.desc())
    return session.scalars(question.limit(most)).all()


def last_collection(session: Session, contest_id: int) -> Run | None:
    """Return the newest sealed run that asked the platforms."""
    question = select(Run).where(Run.contest_id == contest_id, Run.digest.is_not(None), Run.kind != "import")
    return session.scalar(question.order_by(Run.id.desc()).limit(1))


def run_problems(session: Session, run: Run) -> Sequence[ProblemRow]:
    """Return the problems of a run in the order of channel and post."""
    return session.scalars(
        select(ProblemRow).where(ProblemRow.run_id == run.id).order_by(ProblemRow.channel, ProblemRow.id)
    ).all()


def posts_at_stake(session: Session, contest_id: int, channels: Collection[str] | None = None) -> list[Post]:
    """Return the posts that are read of a contest, on all channels or some; withdrawn entries rest."""
    question = (
        select(Post)
        .join(Entry, Post.entry_id == Entry.id)
        .where(Post.contest_id == contest_id, Entry.status != "withdrawn")
    )
    wanted = question if channels is None else question.where(Post.channel.in_(sorted(channels)))
    return list(session.scalars(wanted.order_by(Post.channel, Post.platform_id)))


def unread_posts(session: Session, run: Run, channel: str) -> Sequence[int]:
    """Return the posts of a channel (by id) without an outcome of their own in a run or its night."""
    done = covered(session, run).post_ids
    read = night_readings(session, run.contest_id, run.night) if run.night else frozenset()
    posts = posts_at_stake(session, run.contest_id, [channel])
    return [post.id for post in posts if post.id not in done | read]


def note_problems(session: Session, run: Run, problems: Iterable[Problem], found_at: datetime) -> None:
    """Append the problems of a run."""
    session.add_all(
        ProblemRow(
            run_id=run.id,
            channel=problem.channel,
            post_id=problem.post_key,
            code=problem.code.value,
            detail=dict(problem.detail),
            found_at=found_at,
            retry_at=problem.retry_at,
        )
        for problem in problems
    )


def covered(session: Session, run: Run) -> Covered:
    """Return what the run need not ask again."""
    read = session.scalars(select(ReadingRow.post_id).where(ReadingRow.run_id == run.id))
    problems = run_problems(session, run)
    failed = {problem.post_id for problem in problems if problem.post_id is not None}
    stopped = frozenset(problem.channel for problem in problems if problem.post_id is None)
    return Covered(frozenset({*read, *failed}), stopped)
