"""Puts the form of entries into the database: entries, their units and their posts; all rows or none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.protocol import Platform
from pipeline.database.contests import find_contest, made_contest
from pipeline.database.models import Contest, Entry, Post
from pipeline.faults import Fault
from pipeline.sheets.changes import Changes
from pipeline.sheets.codes import FaultCode, NoteCode
from pipeline.sheets.entry_rows import EntryRow, entry_rows
from pipeline.sheets.gathering import Faults
from pipeline.sheets.links import LinkReading
from pipeline.sheets.occasion import Assigned, Effect, Occasion, Outcome, assign, outcome
from pipeline.sheets.sheet import Sheet
from pipeline.sheets.units import KnownUnits

PostKey = tuple[str, str]


def import_entries(
    session: Session, sheet: Sheet, occasion: Occasion, platforms: Mapping[str, Platform]
) -> Outcome:
    """Add the file's entries and posts, or bring the stored ones to what it says.

    An empty cell leaves what is stored; so a post that the file no longer names stays, with a note, since
    readings hang on it. Raises Refused with every fault, before anything is changed.
    """
    faults, units = Faults(sheet), KnownUnits(session)
    rows = entry_rows(sheet, faults, LinkReading(platforms, occasion.zone))
    stored = _Stored(session, find_contest(session, occasion.contest))
    for row in rows:
        units.check(row.reader, row.unit)
        stored.check(row)
    faults.refuse()
    contest, changes = made_contest(session, occasion.contest), Changes()
    effects = _applied(contest.id, rows, stored, units, changes)
    changes.keep(session, contest.id, occasion, sheet.file)
    notes = [note for row in rows for note in stored.kept(row, sheet)]
    named = [(row.number, effect) for row, effect in zip(rows, effects, strict=True)]
    return outcome(sheet.place, named, changes.found, notes)


class _Stored:
    """The contest's entries by number and posts by channel and id, as they are before the import."""

    def __init__(self, session: Session, contest: Contest | None) -> None:
        self.session = session
        contest_id = contest.id if contest else None
        found = list(session.scalars(select(Entry).where(Entry.contest_id == contest_id)))
        self.entries = {entry.number: entry for entry in found}
        self.numbers = {entry.id: entry.number for entry in found}
        posts = session.scalars(select(Post).where(Post.contest_id == contest_id))
        self.posts: dict[PostKey, Post] = {(post.channel, post.platform_id): post for post in posts}
        self._keys: defaultdict[int, list[PostKey]] = defaultdict(list)
        for key, post in self.posts.items():
            self._keys[post.entry_id].append(key)

    def check(self, row: EntryRow) -> None:
        """Note a fault for each link that is another entry's."""
        for named in row.posts:
            post = self.posts.get((named.channel, named.platform_id))
            if row.number and post is not None and self.numbers[post.entry_id] != row.number:
                shown = {"value": named.url or named.platform_id, "other": self.numbers[post.entry_id]}
                row.reader.add(FaultCode.LINK_OF_ANOTHER_ENTRY, f"link_{named.channel}", **shown)

    def kept(self, row: EntryRow, sheet: Sheet) -> list[Fault]:
        """Return a note for each stored post that the row, which has the channel's links, leaves out."""
        entry = self.entries.get(row.number)
        named = {(post.channel, post.platform_id) for post in row.posts}
        own = self._keys[entry.id] if entry is not None else ()
        gone = [self.posts[key] for key in own if key not in named and f"link_{key[0]}" in sheet.headings]
        return [
            Fault(NoteCode.POST_KEPT, {"file": sheet.place, "number": row.number, "link": post.url})
            for post in gone
            if post.url is not None
        ]


def _applied(
    contest_id: int, rows: Sequence[EntryRow], stored: _Stored, units: KnownUnits, changes: Changes
) -> list[Effect]:
    entries = [
        stored.entries.get(row.number) or Entry(contest_id=contest_id, number=row.number) for row in rows
    ]
    are_new = [entry.id is None for entry in entries]
    ids = units.ids(row.unit for row in rows)
    assigned = [_fill(entry, row, ids[row.unit]) for entry, row in zip(entries, rows, strict=True)]
    stored.session.add_all(entries)
    stored.session.flush()
    effects: list[Effect] = []
    for entry, row, fields, is_new in zip(entries, rows, assigned, are_new, strict=True):
        before = len(changes.found)
        has_posts = _apply_posts(entry, row, stored, changes)
        if not is_new:
            changes.note("entry", row.number, units.named(fields))
        has_changed = has_posts or len(changes.found) > before
        effects.append(Effect.ADDED if is_new else Effect.CHANGED if has_changed else Effect.UNCHANGED)
    stored.session.flush()
    return effects


def _fill(entry: Entry, row: EntryRow, unit_id: int) -> Assigned:
    stated = {name: getattr(row, name) for name in ("title", "group", "submitted_at", "status")}
    return assign(entry, stated | {"unit_id": unit_id})


def _apply_posts(entry: Entry, row: EntryRow, stored: _Stored, changes: Changes) -> bool:
    """Add the row's posts or bring the stored ones to what it says; tell whether one was added."""
    has_added = False
    for named in row.posts:
        fields: dict[str, object] = {"url": named.url, "published_at": named.published_at}
        post = stored.posts.get((named.channel, named.platform_id))
        if post is not None:
            changes.note("post", f"{row.number} {named.channel}", assign(post, fields))
            continue
        added = Post(contest_id=entry.contest_id, entry_id=entry.id, channel=named.channel, **fields)
        added.platform_id = named.platform_id
        stored.session.add(added)
        has_added = True
    return has_added
