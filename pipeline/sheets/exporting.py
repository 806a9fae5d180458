"""Turns what is stored of a contest back into the rows of a form, in an order that no database decides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Entry, Judge, Mark, Post, Unit, UnitName
from pipeline.sheets.exported import Exported, Manner, Value, natural
from pipeline.sheets.exported_readings import exported_readings
from pipeline.sheets.forms import ENTRIES, JUDGES, LINK, MARKS, PUBLISHED_AT, Form
from pipeline.sheets.text_cells import folded


def export_rows(session: Session, contest_key: str, form: Form, language: str, zone: ZoneInfo) -> Exported:
    """Return a form's headings and rows; importing them again changes nothing.

    A contest that nothing has been stored for gives no rows. Of several revisions the last is given.
    """
    export = {"entries": _entries, "judges": _judges, "marks": _marks, "readings": exported_readings}[
        form.key
    ]
    return export(session, contest_key, Manner(language, zone))


def _entries(session: Session, contest_key: str, manner: Manner) -> Exported:
    asked = select(Entry).join(Contest, Entry.contest_id == Contest.id).where(Contest.key == contest_key)
    entries = sorted(session.scalars(asked), key=lambda entry: natural(entry.number))
    posts = _post_cells(_posts(session, contest_key), entries, manner)
    channels = sorted({channel for _, channel in posts})
    names = _unit_names(session)
    rows = [
        [*_own_cells(entry, names, manner)]
        + [cell for channel in channels for cell in posts.get((entry.id, channel), (None, None))]
        for entry in entries
    ]
    headings = [column.heading(manner.language) for column in ENTRIES.columns]
    per_channel = [
        family.heading(manner.language, channel) for channel in channels for family in (LINK, PUBLISHED_AT)
    ]
    return Exported(ENTRIES, [*headings, *per_channel], rows)


def _own_cells(entry: Entry, names: Mapping[int, str], manner: Manner) -> Sequence[Value]:
    submitted_at, status = manner.instant(entry.submitted_at), manner.status(entry.status)
    return entry.number, entry.title, names[entry.unit_id], entry.group, submitted_at, status


def _posts(session: Session, contest_key: str) -> Mapping[tuple[int, str], Sequence[Post]]:
    asked = select(Post).join(Contest, Post.contest_id == Contest.id).where(Contest.key == contest_key)
    found: defaultdict[tuple[int, str], list[Post]] = defaultdict(list)
    for post in sorted(session.scalars(asked), key=lambda post: (post.channel, post.platform_id)):
        found[post.entry_id, post.channel].append(post)
    return found


def _post_cells(
    posts: Mapping[tuple[int, str], Sequence[Post]], entries: Sequence[Entry], manner: Manner
) -> Mapping[tuple[int, str], tuple[Value, Value]]:
    """Return the cells of links and of times by entry and channel, where there is anything to say.

    A post by hand that bears its entry's number needs no link.
    """
    numbers = {entry.id: entry.number for entry in entries}
    cells = {key: (_links(found, numbers[key[0]]), _times(found, manner)) for key, found in posts.items()}
    return {key: pair for key, pair in cells.items() if any(pair)}


def _links(posts: Sequence[Post], number: str) -> str | None:
    links = [post.url or post.platform_id for post in posts]
    return None if links == [number] else "\n".join(links)


def _times(posts: Sequence[Post], manner: Manner) -> str | None:
    times = [manner.instant(post.published_at) for post in posts]
    return "\n".join(time or "–" for time in times) if any(times) else None


def _unit_names(session: Session) -> Mapping[int, str]:
    """Return what each unit is called now; its code where another one bears the same name."""
    names = {unit.id: unit.code for unit in session.scalars(select(Unit))}
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for name in sorted(session.scalars(select(UnitName)), key=_lateness):
        names[name.unit_id] = name.name
        bearers[folded(name.name)].add(name.unit_id)
    codes = {unit.id: unit.code for unit in session.scalars(select(Unit))}
    return {unit: name if len(bearers[folded(name)]) == 1 else codes[unit] for unit, name in names.items()}


def _lateness(name: UnitName) -> tuple[bool, float, float, int]:
    since, until = (moment.timestamp() if moment else 0.0 for moment in (name.valid_from, name.valid_until))
    return name.valid_until is None, until, since, -name.id


def _judges(session: Session, contest_key: str, manner: Manner) -> Exported:
    names = _unit_names(session)
    asked = select(Judge).join(Contest, Judge.contest_id == Contest.id).where(Contest.key == contest_key)
    rows: list[Sequence[Value]] = [
        [
            judge.key,
            judge.name,
            names[judge.unit_id] if judge.unit_id else None,
            manner.yes(is_so=judge.is_head),
        ]
        for judge in sorted(session.scalars(asked), key=lambda judge: natural(judge.key))
    ]
    return Exported(JUDGES, [column.heading(manner.language) for column in JUDGES.columns], rows)


def _marks(session: Session, contest_key: str, manner: Manner) -> Exported:
    columns = select(Judge.key, Entry.number, Mark.criterion, Mark.value, Mark.comment)
    joined = columns.join(Judge, Mark.judge_id == Judge.id).join(Entry, Mark.entry_id == Entry.id)
    asked = joined.join(Contest, Entry.contest_id == Contest.id).where(Contest.key == contest_key)
    rows: list[Sequence[Value]] = [[*row] for row in session.execute(asked)]
    rows.sort(key=lambda row: (natural(str(row[0])), natural(str(row[1])), str(row[2])))
    return Exported(MARKS, [column.heading(manner.language) for column in MARKS.columns], rows)
