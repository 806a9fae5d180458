"""Puts the form of readings into the database as readings by hand, appended and never changed."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from collectors.protocol import Platform
from pipeline.database.readings import HAND
from pipeline.database.types import epoch_from_instant
from pipeline.sheets.changes import Changes
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import Faults
from pipeline.sheets.nearest import nearest
from pipeline.sheets.new_readings import NewReading, append_readings
from pipeline.sheets.occasion import Effect, Occasion, Outcome, outcome
from pipeline.sheets.reading_rows import ReadingLine, reading_lines
from pipeline.sheets.sheet import Sheet, shown
from pipeline.sheets.stored_readings import Kept, StoredPosts, among, readings_of

LineKey = tuple[str, str, str, int]
"""A reading's channel, the platform's id of its post, its source, and its instant in seconds."""


def import_readings(
    session: Session, sheet: Sheet, occasion: Occasion, platforms: Mapping[str, Platform]
) -> Outcome:
    """Add the file's readings, all under one run of the kind `import`.

    A row states the whole reading: other counts at an instant that is stored make a new revision, which
    needs the occasion's reason. An entry without a post on a channel that is counted by hand gets one.
    Rows of another source than `hand` are only compared with what is stored. Raises Refused with every
    fault, before anything is changed.
    """
    faults, posts = Faults(sheet), StoredPosts(session, occasion.contest)
    lines = _without_repeats(_placed(reading_lines(sheet, faults, occasion, platforms), posts, platforms))
    sources, instants = {key[2] for key in lines}, {key[3] for key in lines}
    stored = readings_of(session, posts.contest_id, *among(sources, instants))
    found = [_new_reading(key, line, posts, stored, occasion) for key, line in lines.items()]
    faults.refuse()
    new = [reading for reading in found if reading is not None]
    if new and posts.contest_id is not None:
        append_readings(session, posts.contest_id, new, sheet.file, occasion)
    changes = _changes(lines, found, stored)
    effects = [(_name(line), _effect(reading)) for line, reading in zip(lines.values(), found, strict=True)]
    return outcome(sheet.place, effects, changes.found)


def _changes(
    lines: Mapping[LineKey, ReadingLine],
    found: Sequence[NewReading | None],
    stored: Mapping[tuple[int, str, int], Kept],
) -> Changes:
    changes = Changes()
    for key, line, new in zip(lines, lines.values(), found, strict=True):
        if new is not None and new.post_id is not None and new.revision > 0:
            kept = stored[new.post_id, key[2], key[3]]
            changes.note("reading", _name(line), {"counts": (_told(kept.counts), _told(line.counts))})
    return changes


def _name(line: ReadingLine) -> str:
    return f"{line.number} {line.channel} {shown(line.reader.row.cells['taken_at'])}"


def _placed(
    lines: Sequence[ReadingLine], posts: StoredPosts, platforms: Mapping[str, Platform]
) -> Iterator[tuple[LineKey, ReadingLine]]:
    """Yield the rows with the posts that they are about; rows at fault are left out."""
    for line in lines:
        if line.number and line.number not in posts.entries:
            found = nearest(line.number, posts.entries)
            line.reader.add(FaultCode.NUMBER_UNKNOWN, "number", nearest=found)
        platform_id = _platform_id(line, posts, platforms) if line.reader.is_sound else None
        if platform_id is not None and line.taken_at is not None:
            yield (line.channel, platform_id, line.source, epoch_from_instant(line.taken_at)), line


def _platform_id(line: ReadingLine, posts: StoredPosts, platforms: Mapping[str, Platform]) -> str | None:
    candidates = posts.of(line.number, line.channel)
    if line.link is not None and line.link not in candidates:
        line.reader.add(FaultCode.POST_UNKNOWN, "link", number=line.number)
    elif line.link is None and len(candidates) > 1:
        line.reader.add(FaultCode.LINK_NEEDED, "link", number=line.number, channel=line.channel)
    elif not candidates and line.channel in platforms:
        line.reader.add(FaultCode.POST_MISSING, "channel", number=line.number)
    elif not candidates and (other := posts.owners.get((line.channel, line.number))):
        line.reader.add(FaultCode.LINK_OF_ANOTHER_ENTRY, "number", other=other)
    return line.link or next(iter(candidates), line.number) if line.reader.is_sound else None


def _without_repeats(placed: Iterator[tuple[LineKey, ReadingLine]]) -> Mapping[LineKey, ReadingLine]:
    first: dict[LineKey, ReadingLine] = {}
    for key, line in placed:
        other = first.setdefault(key, line)
        if other.counts != line.counts:
            line.reader.add(FaultCode.ROWS_DISAGREE, "taken_at", other_row=other.reader.row.number)
    return first


def _new_reading(
    key: LineKey,
    line: ReadingLine,
    posts: StoredPosts,
    stored: Mapping[tuple[int, str, int], Kept],
    occasion: Occasion,
) -> NewReading | None:
    channel, platform_id, source, taken_at = key
    post_id = posts.of(line.number, channel).get(platform_id)
    kept = None if post_id is None else stored.get((post_id, source, taken_at))
    if kept is not None and kept.counts == line.counts:
        return None
    _check_change(line, kept, occasion)
    revision = 0 if kept is None else kept.revision + 1
    entry_id = posts.entries[line.number]
    return NewReading(entry_id, channel, platform_id, post_id, taken_at, revision, line.counts)


def _check_change(line: ReadingLine, kept: Kept | None, occasion: Occasion) -> None:
    if line.source != HAND:
        line.reader.add(FaultCode.SOURCE_NOT_BY_HAND, "source")
    elif kept is not None and not occasion.reason:
        line.reader.add(FaultCode.REASON_NEEDED, "taken_at", old=_told(kept.counts), new=_told(line.counts))


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{metric} {count}" for metric, count in sorted(counts.items())) or "–"


def _effect(new: NewReading | None) -> Effect:
    if new is None:
        return Effect.UNCHANGED
    return Effect.ADDED if new.revision == 0 else Effect.CHANGED
