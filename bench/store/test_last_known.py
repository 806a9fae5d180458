"""The last known value of each metric at a cut-off for 10,000 posts, against the bare seeks of the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.store.year import at_of
from pipeline.database.counts import known_counts
from pipeline.database.opening import reading
from pipeline.database.readings import COLUMN_METRICS
from pipeline.database.types import instant_from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlalchemy import Engine

    from bench.conftest import Bench

AIM = 1.2
CUT_OFF = at_of(300)

SQLITE_SEEK = """
SELECT post.id, row.{metric}, row.taken_at FROM post CROSS JOIN bare row
ON row.post_id = post.id AND row.source_id = 1 AND row.taken_at = (
    SELECT taken_at FROM bare WHERE post_id = post.id AND source_id = 1 AND taken_at <= {at}
    AND {metric} IS NOT NULL ORDER BY taken_at DESC LIMIT 1)
"""
POSTGRESQL_SEEK = """
SELECT post.id, row.{metric}, row.taken_at FROM post CROSS JOIN LATERAL (
    SELECT {metric}, taken_at FROM bare WHERE post_id = post.id AND source_id = 1 AND taken_at <= {at}
    AND {metric} IS NOT NULL ORDER BY taken_at DESC LIMIT 1) row
"""


def asking(engine: Engine) -> Callable[[], int]:
    """Return what asks for the counts as the program does, and counts them."""

    def ask() -> int:
        with reading(engine) as session:
            return len(known_counts(session, 1, instant_from_epoch(CUT_OFF), "before"))

    return ask


def seeking(connection: Any, seek: str) -> Callable[[], int]:  # noqa: ANN401 - either driver's
    """Return what asks for them metric by metric, straight by the key."""
    questions = [seek.format(metric=metric, at=CUT_OFF) for metric in COLUMN_METRICS]
    return lambda: sum(len(connection.execute(question).fetchall()) for question in questions)


def test_last_known_on_sqlite(bench: Bench, sqlite_year: Engine, bare_sqlite: sqlite3.Connection) -> None:
    """Ask for the last known counts on SQLite."""
    bench.compare("last_known_sqlite_seek", asking(sqlite_year), seeking(bare_sqlite, SQLITE_SEEK), AIM)


def test_last_known_on_postgresql(bench: Bench, postgresql_year: Engine, bare_postgresql: Any) -> None:  # noqa: ANN401
    """Ask for the last known counts on PostgreSQL."""
    seek = seeking(bare_postgresql, POSTGRESQL_SEEK)
    bench.compare("last_known_postgresql_seek", asking(postgresql_year), seek, AIM)
