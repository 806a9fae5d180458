"""Give posts to entries, as a person has confirmed: each is kept with who, when and from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.models import Contest, Entry, Post
from pipeline.faults import refused
from pipeline.posts.form import AcceptedRow
from pipeline.sheets.changes import Changes
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import Faults
from pipeline.sheets.links import LinkedPost
from pipeline.sheets.nearest import nearest
from pipeline.sheets.occasion import Effect, Occasion, Outcome, assign, outcome
from pipeline.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Stored:
    """A contest's entries by number, their numbers by id, and posts by channel and the platform's id."""

    contest: Contest
    entries: Mapping[str, Entry]
    posts: dict[tuple[str, str], Post]

    def number_of(self, post: Post) -> str:
        """Return the number of a post's entry."""
        return next(number for number, entry in self.entries.items() if entry.id == post.entry_id)


def stored_posts(session: Session, contest_key: str) -> Stored:
    """Return what a contest has; raises Refused for one without entries."""
    contest = find_contest(session, contest_key)
    if contest is None:
        raise refused("contest-empty", contest=contest_key)
    entries = session.scalars(select(Entry).where(Entry.contest_id == contest.id))
    posts = session.scalars(select(Post).where(Post.contest_id == contest.id))
    return Stored(
        contest,
        {entry.number: entry for entry in entries},
        {(post.channel, post.platform_id): post for post in posts},
    )


def posts_with_numbers(session: Session, contest: Contest) -> Mapping[Post, str]:
    """Return every post of a contest with its entry's number."""
    joined = select(Post, Entry.number).join(Entry, Post.entry_id == Entry.id)
    return dict(session.execute(joined.where(Post.contest_id == contest.id)).all())


def add_accepted(
    session: Session, sheet: Sheet, rows: Sequence[AcceptedRow], faults: Faults, occasion: Occasion
) -> Outcome:
    """Add the posts of all rows, or fill in what is not known of stored ones; raises Refused."""
    stored = stored_posts(session, occasion.contest)
    for row in rows:
        _check(row, stored)
    faults.refuse()
    changes = Changes()
    effects = [(row.number, _put(session, stored, row.number, row.post, changes)) for row in rows]
    changes.keep(session, stored.contest.id, occasion, sheet.file)
    return outcome(sheet.place, effects, changes.found)


def add_post(session: Session, number: str, post: LinkedPost, occasion: Occasion, origin: str) -> Outcome:
    """Add one post to an entry; raises Refused for an unknown entry and for a post of another."""
    stored = stored_posts(session, occasion.contest)
    if number not in stored.entries:
        raise refused("posts-number-unknown", number=number, nearest=nearest(number, stored.entries))
    owner = _owner(stored, post)
    if owner not in {None, number}:
        raise refused("posts-of-another-entry", link=post.url, number=owner)
    changes = Changes()
    effect = _put(session, stored, number, post, changes)
    changes.keep(session, stored.contest.id, occasion, origin)
    return outcome(origin, [(number, effect)], changes.found)


def _check(row: AcceptedRow, stored: Stored) -> None:
    if row.number not in stored.entries:
        row.reader.add(FaultCode.NUMBER_UNKNOWN, "number", nearest=nearest(row.number, stored.entries))
        return
    owner = _owner(stored, row.post)
    if owner not in {None, row.number}:
        row.reader.add(FaultCode.LINK_OF_ANOTHER_ENTRY, "link", other=owner)


def _owner(stored: Stored, post: LinkedPost) -> str | None:
    known = stored.posts.get((post.channel, post.platform_id))
    return None if known is None else stored.number_of(known)


def _put(session: Session, stored: Stored, number: str, named: LinkedPost, changes: Changes) -> Effect:
    key, place = f"{number} {named.channel}", (named.channel, named.platform_id)
    fields: dict[str, object] = {"url": named.url, "published_at": named.published_at}
    known = stored.posts.get(place)
    if known is not None:
        assigned = assign(known, {name: value for name, value in fields.items() if _is_new(known, name)})
        changes.note("post", key, assigned)
        return Effect.CHANGED if assigned else Effect.UNCHANGED
    entry = stored.entries[number]
    added = Post(contest_id=entry.contest_id, entry_id=entry.id, channel=named.channel, **fields)
    added.platform_id = named.platform_id
    session.add(added)
    session.flush()
    stored.posts[place] = added
    changes.note("post", key, {"added": (None, named.url or named.platform_id)})
    return Effect.ADDED


def _is_new(post: Post, field: str) -> bool:
    """Tell whether a field may be filled: what people have written of a post stays."""
    return getattr(post, field) is None
