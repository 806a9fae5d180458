"""What a run left unread, by the numbers of the entries, as people name them."""

from collections.abc import Iterator, Sequence
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
    return [
        Stop(channel, tuple(_names(session, run, channel)), retry_at) for channel, retry_at in found.items()
    ]


def _names(session: Session, run: Run, channel: str) -> Iterator[str]:
    """Yield the entries with unread posts on a channel; of several in a row, among those there, the ends."""
    unread = set(unread_posts(session, run, channel))
    question = select(Entry.number, Post.id).join(Post, Post.entry_id == Entry.id)
    rows = session.execute(question.where(Post.contest_id == run.contest_id, Post.channel == channel)).all()
    is_unread: dict[str, bool] = {}
    for number, post_id in sorted(rows, key=lambda row: natural(row[0])):
        is_unread[number] = is_unread.get(number, False) or post_id in unread
    for is_named, numbers in groupby(is_unread, key=lambda number: is_unread[number]):
        if is_named:
            yield from _spanned(list(numbers))


def _spanned(numbers: Sequence[str]) -> Sequence[str]:
    return numbers if len(numbers) < SHORTEST_SPAN else [f"{numbers[0]}–{numbers[-1]}"]
