"""Reads the form of entries into values and finds rows that contradict each other; it changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from collectors.protocol import Platform
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.forms import LINK, PUBLISHED_AT, STATUSES_IN_VIETNAMESE
from pipeline.sheets.gathering import CellFault, Faults, RowReader
from pipeline.sheets.instant_cells import instant
from pipeline.sheets.links import LinkedPost, LinkReading, channel_key
from pipeline.sheets.sheet import Cell, Sheet
from pipeline.sheets.text_cells import choice, identifier, text

_STATUSES = {status: status for status in STATUSES_IN_VIETNAMESE} | {
    word: status for status, word in STATUSES_IN_VIETNAMESE.items()
}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row of the form; None is "the file does not say"."""

    reader: RowReader
    number: str
    title: str
    unit: str
    group: str | None
    submitted_at: datetime | None
    status: str | None
    posts: Sequence[LinkedPost]


def entry_rows(sheet: Sheet, faults: Faults, links: LinkReading) -> list[EntryRow]:
    """Return the rows in the order of their numbers; what cannot be read is noted and left out of them."""
    channels = _channels(sheet, faults, links.platforms)
    rows = [_entry_row(RowReader(row, faults), channels, links) for row in sheet.rows]
    _check_numbers(rows)
    _check_links(rows)
    return sorted(rows, key=lambda row: row.number)


def _channels(sheet: Sheet, faults: Faults, platforms: Mapping[str, Platform]) -> list[str]:
    families = (LINK.key, PUBLISHED_AT.key)
    found = {
        key.removeprefix(family) for key in sheet.headings for family in families if key.startswith(family)
    }
    for channel in sorted(found):
        try:
            channel_key(channel, platforms)
        except CellFault as fault:
            column = next(key for key in sheet.headings if key.endswith(f"_{channel}"))
            faults.add_heading(fault.code, column, value=channel, **fault.parameters)
    return sorted(found)


def _entry_row(reader: RowReader, channels: Sequence[str], links: LinkReading) -> EntryRow:
    number = reader.need("number", identifier) or ""
    return EntryRow(
        reader,
        number,
        reader.need("title", text) or "",
        reader.need("unit", text) or "",
        reader.read("group", text),
        reader.read("submitted_at", partial(instant, zone=links.zone)),
        reader.read("status", _status),
        [post for channel in channels for post in links.posts(reader, channel, number)],
    )


def _status(value: Cell) -> str:
    return choice(value, _STATUSES, FaultCode.STATUS_UNKNOWN)


def _check_numbers(rows: Sequence[EntryRow]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        other = first.setdefault(row.number, row.reader.row.number)
        if row.number and other != row.reader.row.number:
            row.reader.add(FaultCode.ROW_TWICE, "number", other_row=other)


def _check_links(rows: Sequence[EntryRow]) -> None:
    first: dict[tuple[str, str], int] = {}
    for row, post in _all_posts(rows):
        key = post.channel, post.platform_id
        if key in first:
            column = f"link_{post.channel}"
            row.reader.add(
                FaultCode.LINK_TWICE, column, value=post.url or post.platform_id, other_row=first[key]
            )
        first.setdefault(key, row.reader.row.number)


def _all_posts(rows: Sequence[EntryRow]) -> Iterator[tuple[EntryRow, LinkedPost]]:
    return ((row, post) for row in rows for post in row.posts)
