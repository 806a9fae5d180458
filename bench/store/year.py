"""A year of nightly readings of 10,000 videos, in our tables and in the barest table that could hold them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from pipeline.database.models import Contest, Entry, Post, Run, Source, Unit
from pipeline.database.opening import open_database, writing
from pipeline.database.types import instant_from_epoch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

NIGHTS, POSTS = 365, 10_000
FIRST_AT, NIGHT_S = 1_700_000_000, 86_400
SPARE_NIGHTS = 100

Row = tuple[int | None, ...]

BARE = """
CREATE TABLE bare (
    post_id integer, source_id integer, taken_at bigint, revision integer, run_id integer,
    views bigint, likes bigint, shares bigint, comments bigint,
    PRIMARY KEY (post_id, source_id, taken_at, revision)
)"""
"""The same columns and key; no foreign keys."""


def at_of(night: int) -> int:
    """Return the instant of a night in seconds since 1970."""
    return FIRST_AT + night * NIGHT_S


def night_rows(night: int) -> list[Row]:
    """Return a night's readings: counts that grow at many speeds, and shares that YouTube never tells."""
    at = at_of(night)
    return [
        (post, 1, at, 0, night, post * 37 % 5_000 * night, post * 7 % 90 * night, None, post % 9 * night // 5)
        for post in range(1, POSTS + 1)
    ]


def fill_sqlite(path: Path, table: str) -> Path:
    """Make a file with Lantoa's tables and, in `reading` or `bare`, the year, night after night."""
    prepared(f"sqlite:///{path}").dispose()
    with closing(sqlite3.connect(path)) as database:
        if table == "bare":
            database.execute(f"{BARE} WITHOUT ROWID")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -400000")
        for night in range(1, NIGHTS + 1):
            database.executemany(f"INSERT INTO {table} VALUES (?,?,?,?,?,?,?,?,?)", night_rows(night))  # noqa: S608
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def fill_postgresql(engine: Engine) -> None:
    """Put the year into `reading` and into a bare table beside, night after night."""
    with engine.begin() as connection:
        connection.exec_driver_sql(BARE)
        driver: Any = connection.connection.driver_connection
        for table in ("reading", "bare"):
            with driver.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for night in range(1, NIGHTS + 1):
                    copy.write("".join(_copy_lines(night_rows(night))))
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def _copy_lines(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join("\\N" if cell is None else str(cell) for cell in row) + "\n"


def prepared(url: str) -> Engine:
    """Make the tables, the posts, and a run for each night of the year and some more."""
    engine = open_database(url)
    with writing(engine) as session:
        contest_id, entry_id = _contest(session)
        ids = [f"v{number:010}" for number in range(POSTS)]
        post = {"contest_id": contest_id, "entry_id": entry_id, "channel": "youtube"}
        session.execute(insert(Post), [post | {"platform_id": each} for each in ids])
        run = {"contest_id": contest_id, "kind": "night", "started_at": instant_from_epoch(0)}
        session.execute(insert(Run), [run] * (NIGHTS + SPARE_NIGHTS))
    return engine


def _contest(session: Session) -> tuple[int, int]:
    contest, unit = Contest(key="c"), Unit(code="a")
    session.add_all([contest, unit, Source(key="youtube-data")])
    session.flush()
    entry = Entry(contest_id=contest.id, number="1", title="A", unit_id=unit.id)
    session.add(entry)
    session.flush()
    return contest.id, entry.id
