"""Ask for a contest's entries, posts, judges and marks, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Entry, Judge, Mark, Post, Unit, UnitName


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry with the code and name of its unit."""

    entry: Entry
    unit_code: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is stored for a contest."""

    entries: int
    posts: int
    judges: int
    marks: int


def find_contest(session: Session, key: str) -> Contest | None:
    """Return the stored contest of a key, None before anything was imported for it."""
    return session.scalar(select(Contest).where(Contest.key == key))


def made_contest(session: Session, key: str) -> Contest:
    """Return the contest's row, made where there is none."""
    contest = find_contest(session, key)
    if contest is None:
        contest = Contest(key=key)
        session.add(contest)
        session.flush()
    return contest


def contest_entries(session: Session, contest: Contest) -> Sequence[EntryFacts]:
    """Return all entries with their units, by number.

    Of a unit with several names, the one that holds at the time of the entry's last change is its newest.
    """
    rows = session.execute(
        select(Entry, Unit.code, UnitName.name)
        .join(Unit, Entry.unit_id == Unit.id)
        .outerjoin(UnitName, (UnitName.unit_id == Unit.id) & UnitName.valid_until.is_(None))
        .where(Entry.contest_id == contest.id)
        .order_by(Entry.number, UnitName.id)
    )
    newest = {entry.id: EntryFacts(entry, code, name or code) for entry, code, name in rows}
    return tuple(newest.values())


def contest_posts(session: Session, contest: Contest) -> Sequence[Post]:
    """Return all posts of the contest's entries, by channel and id."""
    return session.scalars(
        select(Post).where(Post.contest_id == contest.id).order_by(Post.channel, Post.platform_id)
    ).all()


def contest_marks(session: Session, contest: Contest) -> Sequence[tuple[str, str, Mark]]:
    """Return the key of the judge, the entry's number and the current mark, for each mark that was given."""
    rows = session.execute(
        select(Judge.key, Entry.number, Mark)
        .join(Judge, Mark.judge_id == Judge.id)
        .join(Entry, Mark.entry_id == Entry.id)
        .where(Judge.contest_id == contest.id, Mark.value.is_not(None))
        .order_by(Judge.key, Entry.number, Mark.criterion)
    )
    return [(judge, number, mark) for judge, number, mark in rows]


def contest_amounts(session: Session, contest: Contest) -> Amounts:
    """Count a contest's entries, posts, judges and marks."""
    questions = (
        select(func.count()).select_from(Entry).where(Entry.contest_id == contest.id),
        select(func.count()).select_from(Post).where(Post.contest_id == contest.id),
        select(func.count()).select_from(Judge).where(Judge.contest_id == contest.id),
        select(func.count()).select_from(Mark).join(Judge).where(Judge.contest_id == contest.id),
    )
    return Amounts(*(session.scalar(question) or 0 for question in questions))
