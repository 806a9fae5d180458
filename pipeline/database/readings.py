"""Append readings to the database, whole nights at a time."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from collectors import Reading
from pipeline.database.appending import append_new
from pipeline.database.keys import key_ids
from pipeline.database.models import Metric, ReadingMetric, ReadingRow, Source
from pipeline.database.types import epoch_from_instant

COLUMN_METRICS = ("views", "likes", "shares", "comments")
"""The metrics that are columns of a reading; any other is a row beside it."""

HAND = "hand"
"""The source of readings that people bring in."""


def store_readings(session: Session, run_id: int, readings: Sequence[Reading]) -> None:
    """Append readings of a run; one that is there already (same post, source and instant) stays as it is."""
    further = _further(readings)
    sources = key_ids(session, Source, {reading.source for reading in readings})
    metrics = key_ids(session, Metric, {name for _, name, _ in further})
    rows = [
        (*_key(reading, sources), run_id, *map(reading.counts.get, COLUMN_METRICS)) for reading in readings
    ]
    beside = [(*_key(reading, sources), metrics[name], count) for reading, name, count in further]
    append_new(session, ReadingRow, rows)
    append_new(session, ReadingMetric, beside)


def _further(readings: Sequence[Reading]) -> list[tuple[Reading, str, int]]:
    return [
        (reading, name, count)
        for reading in readings
        for name, count in reading.counts.items()
        if count is not None and name not in COLUMN_METRICS
    ]


def _key(reading: Reading, sources: Mapping[str, int]) -> tuple[int, int, int, int]:
    return reading.post_key, sources[reading.source], epoch_from_instant(reading.taken_at), 0
