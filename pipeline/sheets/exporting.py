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
    posts = _posts(session, contest_key)
    channels = sorted({channel for _, channel in posts})
    names = _unit_names(session)
    asked = select(Entry).join(Contest, Entry.contest_id == Contest.id).where(Contest.key == contest_key)
    rows: list[Sequence[Value]] = []
    for entry in sorted(session.scalars(asked), key=lambda entry: natural(entry.number)):
        own = [entry.number, entry.title, names[entry.unit_id], entry.group]
        cells = [*own, manner.instant(entry.submitted_at), manner.status(entry.status)]
        named = [
            _post_cells(posts.get((entry.id, channel), ()), entry.number, manner) for channel in channels
        ]
        rows.append([*cells, *(cell for pair in named for cell in pair)])
    headings = [column.heading(manner.language) for column in ENTRIES.columns]
    per_channel = [
        family.heading(manner.language, channel) for channel in channels for family in (LINK, PUBLISHED_AT)
    ]
    return Exported(ENTRIES, [*headings, *per_channel], rows)


def _posts(session: Session, contest_key: str) -> Mapping[tuple[int, str], Sequence[Post]]:
    asked = select(Post).join(Contest, Post.contest_id == Contest.id).where(Contest.key == contest_key)
    found: defaultdict[tuple[int, str], list[Post]] = defaultdict(list)
    for post in sorted(session.scalars(asked), key=lambda post: (post.channel, post.platform_id)):
        found[post.entry_id, post.channel].append(post)
    return found


def _post_cells(posts: Sequence[Post], number: str, manner: Manner) -> tuple[str | None, str | None]:
    links = [post.url or post.platform_id for post in posts]
    times = [manner.instant(post.published_at) for post in posts]
    has_no_link = links == [number]
    return (
        None if has_no_link or not links else "\n".join(links),
        "\n".join(time or "–" for time in times) if any(times) else None,
    )


def _unit_names(session: Session) -> Mapping[int, str]:
    """Return what each unit is called now; its code where another one bears the same name."""
    names = {unit.id: unit.code for unit in session.scalars(select(Unit))}
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for name in sorted(session.scalars(select(UnitName)), key=_lateness):
        names[name.unit_id] = name.name
        bearers[folded(name.name)].add(name.unit_id)
    codes = {unit.id: unit.code for unit in session.scalars(select(Unit))}
    return {unit: name if len(bearers[folded(name)]) == 1 else codes[unit] for unit, name in names.items()}


def _lateness(name: UnitName) -> tuple[bool, float, int]:
    until = name.valid_until
    return until is None, until.timestamp() if until else 0.0, -name.id


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
