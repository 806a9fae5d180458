"""One night of 10,000 readings into a year of 3.65 million, against what the bare driver needs for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.store.year import NIGHTS, POSTS, Row, night_rows
from collectors import Reading
from pipeline.database.opening import written
from pipeline.database.readings import store_readings
from pipeline.database.types import instant_from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

    from bench.conftest import Bench

AIM = 1.2
BYTES_AIM = 32


NEW_NIGHTS = range(NIGHTS + 1, NIGHTS + 12)


def reading_of(row: Row) -> Reading:
    """Return a row as a collector tells it."""
    post, _, at, _, _, views, likes, _, comments = row
    counts = {"views": views, "likes": likes, "shares": None, "comments": comments}
    return Reading(post or 0, "youtube-data", instant_from_epoch(at or 0), counts)


def storing(engine: Engine) -> Callable[[], None]:
    """Return what stores one night after the other as the program does."""
    told = iter([(night, [reading_of(row) for row in night_rows(night)]) for night in NEW_NIGHTS])

    def store() -> None:
        run_id, readings = next(told)
        written(engine, lambda session: store_readings(session, run_id, readings))

    return store


def inserting(connection: sqlite3.Connection) -> Callable[[], None]:
    """Return what inserts one night after the other into the bare table."""
    nights = iter([night_rows(night) for night in NEW_NIGHTS])

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO bare VALUES (?,?,?,?,?,?,?,?,?)", next(nights))
        connection.execute("COMMIT")

    return insert


def copying(connection: Any) -> Callable[[], None]:  # noqa: ANN401 - the driver is not ours
    """Return what copies one night after the other into the bare table."""
    nights = iter([night_rows(night) for night in NEW_NIGHTS])

    def copy() -> None:
        with connection.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as rows:
            for row in next(nights):
                rows.write_row(row)
        connection.commit()

    return copy


def test_a_reading_takes_few_bytes(bench: Bench, sqlite_files: dict[str, Path]) -> None:
    """Tell how many bytes a reading with its source, run and revision takes in a file."""
    each = {table: path.stat().st_size / (NIGHTS * POSTS) for table, path in sqlite_files.items()}
    bench.tell("bytes_a_reading_sqlite", {**each, "aim": BYTES_AIM}, is_met=each["reading"] <= BYTES_AIM)


def test_a_night_on_sqlite(bench: Bench, sqlite_year: Engine, bare_sqlite: sqlite3.Connection) -> None:
    """Store a night on SQLite."""
    bench.compare("night_sqlite_executemany", storing(sqlite_year), inserting(bare_sqlite), AIM)


def test_a_night_on_postgresql(bench: Bench, postgresql_year: Engine, bare_postgresql: Any) -> None:  # noqa: ANN401
    """Store a night on PostgreSQL."""
    bench.compare("night_postgresql_copy", storing(postgresql_year), copying(bare_postgresql), AIM)
