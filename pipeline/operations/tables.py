"""The rows of our tables as lines of text that are the same whichever database they come from."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)

from pipeline.database.models import Base

LEFT_OUT = frozenset({"lease", "login"})
"""Who runs the nights and which browsers are signed in right now is no matter of a backup."""

ROWS_TOGETHER = 2_000

Row = Sequence[Any]


def our_tables(connection: Connection) -> Sequence[Table]:
    """Return those of our tables that are there, as the database describes them, the referred ones first.

    Their order is the models': PostgreSQL does not know all keys.
    """
    present = set(inspect(connection).get_table_names())
    names = [table.name for table in Base.metadata.sorted_tables if table.name in present]
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return [metadata.tables[name] for name in names]


def kept_tables(connection: Connection) -> Sequence[Table]:
    """Return the tables whose rows a backup holds."""
    return [table for table in our_tables(connection) if table.name not in LEFT_OUT]


def is_empty(connection: Connection) -> bool:
    """Tell whether none of the tables has a row."""
    first_rows = (select(1).select_from(table).limit(1) for table in kept_tables(connection))
    return all(connection.execute(question).first() is None for question in first_rows)


def table_lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield each row as a line with a JSON array of its columns, in the order of the primary key.

    Texts are ordered by their code points, whatever the database's own order is; bytes are base64.
    """
    writers = [_writer(column) for column in table.columns]
    question = select(table).order_by(*(_ordered(connection, column) for column in table.primary_key))
    rows = connection.execute(question, execution_options={"yield_per": ROWS_TOGETHER})
    for row in rows:
        cells = [writer(cell) if writer else cell for writer, cell in zip(writers, row, strict=True)]
        yield _line(cells)


def digest_of(lines: Iterable[bytes]) -> tuple[int, str]:
    """Return how many lines there are and the SHA-256 over all of them."""
    digest, count = sha256(), 0
    for line in lines:
        digest.update(line)
        count += 1
    return count, digest.hexdigest()


def put_lines(connection: Connection, table: Table, lines: Iterable[bytes]) -> None:
    """Insert rows from such lines into an empty table, and let its counter go on after them.

    A column that refers to its own table is filled last, so that no row is needed before it is there.
    """
    own = _columns_referring_to_itself(table)
    rows = _rows(table, lines)
    later: list[Mapping[str, Any]] = []
    while together := list(islice(rows, ROWS_TOGETHER)):
        if own:
            later += [dict(row) for row in together if any(row[name] is not None for name in own)]
            together = [row | dict.fromkeys(own) for row in together]
        connection.execute(insert(table), together)
    _fill_references(connection, table, own, later)
    _set_counter(connection, table)


def _rows(table: Table, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    names = [column.name for column in table.columns]
    readers = [_reader(column) for column in table.columns]
    for line in lines:
        cells = zip(names, readers, json.loads(line), strict=True)
        yield {name: reader(cell) if reader else cell for name, reader, cell in cells}


def _line(cells: Row) -> bytes:
    text = json.dumps(cells, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{text}\n".encode()


def _writer(column: Column[Any]) -> Callable[[Any], Any] | None:
    return _base64_from_bytes if isinstance(column.type, LargeBinary) else None


def _reader(column: Column[Any]) -> Callable[[Any], Any] | None:
    return _bytes_from_base64 if isinstance(column.type, LargeBinary) else None


def _base64_from_bytes(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode("ascii")


def _bytes_from_base64(value: str | None) -> bytes | None:
    return None if value is None else base64.b64decode(value, validate=True)


def _ordered(connection: Connection, column: Column[Any]) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    is_text = isinstance(column.type, String) and connection.dialect.name == "postgresql"
    return column.collate("C") if is_text else column


def _columns_referring_to_itself(table: Table) -> list[str]:
    return [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def _fill_references(
    connection: Connection, table: Table, own: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    for row in rows:
        is_it = [column == row[column.name] for column in table.primary_key]
        connection.execute(update(table).where(*is_it).values({name: row[name] for name in own}))


def _set_counter(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers; SQLite does by itself."""
    keys = [column for column in table.primary_key if isinstance(column.type, Integer)]
    if connection.dialect.name != "postgresql" or len(table.primary_key.columns) != 1 or not keys:
        return
    last = connection.scalar(select(func.max(keys[0])))
    if last is not None:
        question = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
        connection.execute(question, {"table": table.name, "column": keys[0].name, "last": last})
