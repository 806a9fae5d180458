"""Append readings to the database, whole nights at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from collectors import Reading
from pipeline.database.keys import key_ids
from pipeline.database.models import Metric, ReadingMetric, ReadingRow, Source
from pipeline.database.types import epoch_from_instant

COLUMN_METRICS = ("views", "likes", "shares", "comments")
"""The metrics that are columns of a reading; any other is a row beside it."""

HAND = "hand"
"""The source of readings that people bring in."""


def store_readings(session: Session, run_id: int, readings: Sequence[Reading]) -> None:
    """Append readings of a run; one that is there already (same post, source and instant) stays as it is."""
    sources = key_ids(session, Source, {reading.source for reading in readings})
    metrics = key_ids(session, Metric, {name for reading in readings for name in _further(reading)})
    rows = [{**_key(reading, sources), "run_id": run_id, **_columns(reading)} for reading in readings]
    beside = [
        {**_key(reading, sources), "metric_id": metrics[name], "count": count}
        for reading in readings
        for name, count in _further(reading).items()
    ]
    for table, values in ((ReadingRow.__table__, rows), (ReadingMetric.__table__, beside)):
        if values:
            session.execute(_insert_once(session, table), values)


def _key(reading: Reading, sources: Mapping[str, int]) -> dict[str, int]:
    return {
        "post_id": reading.post_key,
        "source_id": sources[reading.source],
        "taken_at": epoch_from_instant(reading.taken_at),
        "revision": 0,
    }


def _columns(reading: Reading) -> dict[str, int | None]:
    return {name: reading.counts.get(name) for name in COLUMN_METRICS}


def _further(reading: Reading) -> dict[str, int]:
    counts = reading.counts.items()
    return {name: count for name, count in counts if name not in COLUMN_METRICS and count is not None}


def _insert_once(session: Session, table: Any) -> Insert:  # noqa: ANN401
    """Return the insert of the session's database that passes over a key that is there."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_nothing()
