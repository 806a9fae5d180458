"""What a run left unread, by the numbers of the entries, as people name them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Entry, Post, Run
from pipeline.database.runs import run_problems, unread_posts
from pipeline.sheets.exported import natural

SHORTEST_SPAN = 3
"""So many numbers in a row are named by the first and the last."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A channel that was not read to its end: what that left unread, and when to try again, if that is known.

    `unread` has entries as people name them, several in a row as `51–210`.
    """

    channel: str
    unread: Sequence[str]
    retry_at: datetime | None


def stops_of(session: Session, run: Run) -> Sequence[Stop]:
    """Return what stopped channels in a run and nobody has acknowledged, a channel once."""
    found: dict[str, datetime | None] = {}
    for problem in run_problems(session, run):
        if problem.post_id is None and problem.acknowledged_at is None:
            found[problem.channel] = found.get(problem.channel) or problem.retry_at
    return [Stop(channel, _unread(session, run, channel), retry_at) for channel, retry_at in found.items()]


def _unread(session: Session, run: Run, channel: str) -> Sequence[str]:
    return entries_named(session, run.contest_id, channel, set(unread_posts(session, run, channel)))


def entries_named(session: Session, contest_id: int, channel: str, posts: Collection[int]) -> tuple[str, ...]:
    """Return the entries of some posts (by id) of a channel; of several in a row there, first and last."""
    question = select(Entry.number, Post.id).join(Post, Post.entry_id == Entry.id)
    rows = session.execute(question.where(Post.contest_id == contest_id, Post.channel == channel)).all()
    is_named: dict[str, bool] = {}
    for number, post_id in sorted(rows, key=lambda row: natural(row[0])):
        is_named[number] = is_named.get(number, False) or post_id in posts
    return tuple(_spans(is_named))


def _spans(is_named: Mapping[str, bool]) -> Iterator[str]:
    for is_so, numbers in groupby(is_named, key=lambda number: is_named[number]):
        if is_so:
            yield from _spanned(list(numbers))


def _spanned(numbers: Sequence[str]) -> Sequence[str]:
    return numbers if len(numbers) < SHORTEST_SPAN else [f"{numbers[0]}–{numbers[-1]}"]
