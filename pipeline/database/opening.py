"""Open the database that a URL names, with its tables at the newest version."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from pipeline.database.engines import LOCK_WAIT_S, make_engine
from pipeline.database.problems import database_failure
from pipeline.faults import refused

Outcome = TypeVar("Outcome")

HEAD = "0008"
"""The newest migration; a test holds it against the migrations' folder."""


def open_database(url: str) -> Engine:
    """Return an engine on an existing or new database, its tables made or brought up to date.

    Raises Failed where the database can't be opened, read or written, Refused where its folder is missing.
    """
    engine = engine_of(url)
    try:
        with told(engine):
            _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def engine_of(url: str, lock_wait_s: float = LOCK_WAIT_S) -> Engine:
    """Return an engine on a database as it stands; raises Refused where its folder or driver is missing."""
    parsed = make_url(url)
    _check_folder(parsed)
    return make_engine(parsed, lock_wait_s)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the database and changes nothing."""
    with told(engine), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose changes are kept all together at the end, or not at all after an error."""
    with told(engine), Session(engine.execution_options(writes=True)) as session, session.begin():
        yield session


def written(engine: Engine, work: Callable[[Session], Outcome]) -> Outcome:
    """Do work in one transaction, from its beginning once more where the connection is lost in its middle.

    The work must change nothing but its session. Raises Failed where the connection is lost a second time, or
    in the commit itself: then only the next start can see whether the work was kept.
    """
    with told(engine):
        return _done_and_kept(engine, work, attempts=2)


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn what the database cannot do into a failure that people understand."""
    try:
        yield
    except DBAPIError as error:
        raise database_failure(error, engine.url) from error


def _done_and_kept(engine: Engine, work: Callable[[Session], Outcome], attempts: int) -> Outcome:
    with Session(engine.execution_options(writes=True)) as session:
        try:
            outcome = work(session)
            session.flush()
        except DBAPIError as error:
            if attempts == 1 or not error.connection_invalidated:
                raise
        else:
            session.commit()
            return outcome
    return _done_and_kept(engine, work, attempts - 1)


def _check_folder(url: URL) -> None:
    if is_file(url):
        folder = Path(url.database or "").resolve().parent
        if not folder.is_dir():
            raise refused("database-folder-missing", folder=folder)


def is_file(url: URL) -> bool:
    """Tell whether the database is a file of its own."""
    return url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}


def database_version(connection: Connection) -> str | None:
    """Return the version of the tables, None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        version = database_version(connection)
    if version == HEAD:
        return
    from pipeline.database.migrating import bring_up_to_date

    bring_up_to_date(engine, version)
