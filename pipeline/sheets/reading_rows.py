"""Reads the form of readings into values and finds rows that contradict each other; it changes nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from collectors.protocol import Platform
from pipeline.database.readings import COLUMN_METRICS, HAND
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.forms import READINGS
from pipeline.sheets.gathering import Faults, RowReader
from pipeline.sheets.headings import nearest_heading
from pipeline.sheets.instant_cells import instant
from pipeline.sheets.links import channel_key, linked_post
from pipeline.sheets.number_cells import count
from pipeline.sheets.occasion import Occasion
from pipeline.sheets.sheet import Cell, Sheet
from pipeline.sheets.text_cells import identifier, text

_METRIC = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One row of the form: one post's counts at one instant; a count that is not said is left out."""

    reader: RowReader
    number: str
    channel: str
    link: str | None
    taken_at: datetime | None
    source: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReadingForm:
    """How the rows are read: the further metrics of the file, the platforms and the occasion."""

    metrics: Sequence[str]
    platforms: Mapping[str, Platform]
    occasion: Occasion


def reading_lines(
    sheet: Sheet, faults: Faults, occasion: Occasion, platforms: Mapping[str, Platform]
) -> list[ReadingLine]:
    """Return the rows as they stand; what cannot be read is noted and left out of them."""
    for column in sheet.further:
        if not _METRIC.fullmatch(column):
            faults.add_heading(
                FaultCode.METRIC_MALFORMED, column, nearest=nearest_heading(column, READINGS, 0.0)
            )
    form = ReadingForm((*COLUMN_METRICS, *sheet.further), platforms, occasion)
    return [_line(RowReader(row, faults), form) for row in sheet.rows]


def _line(reader: RowReader, form: ReadingForm) -> ReadingLine:
    channel = reader.need("channel", partial(channel_key, platforms=form.platforms)) or ""
    line = ReadingLine(
        reader,
        reader.need("number", identifier) or "",
        channel,
        reader.read("link", partial(_platform_id, channel=channel, platforms=form.platforms)),
        reader.need("taken_at", partial(instant, zone=form.occasion.zone)),
        reader.read("source", _source) or HAND,
        {metric: found for metric in form.metrics if (found := reader.read(metric, count)) is not None},
    )
    _check(line, form.occasion)
    return line


def _check(line: ReadingLine, occasion: Occasion) -> None:
    if line.taken_at is not None and line.taken_at > occasion.now:
        now = occasion.now.astimezone(occasion.zone).isoformat(timespec="seconds")
        line.reader.add(FaultCode.TAKEN_IN_FUTURE, "taken_at", now=now)
    if not line.counts and line.reader.is_sound:
        line.reader.add(FaultCode.NO_COUNTS, "views")


def _platform_id(value: Cell, channel: str, platforms: Mapping[str, Platform]) -> str:
    return linked_post(identifier(value), channel, platforms).platform_id


def _source(value: Cell) -> str:
    return text(value).lower()
