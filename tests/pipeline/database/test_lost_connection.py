"""A server that ends a connection or restarts costs no row and no digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, select, text

from collectors import Reading
from pipeline.database.models import Unit
from pipeline.database.opening import engine_of, open_database, reading, writing, written
from pipeline.database.readings import store_readings
from pipeline.database.types import instant_from_epoch
from pipeline.faults import Failed
from tests.postgresql import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

OTHERS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(params=["postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Only a server can end a connection."""
    return str(request.param)


@pytest.fixture
def enemy(engine: Engine) -> Iterator[Engine]:
    """Return another engine on the same database, that ends all connections of the first."""
    enemy = engine_of(engine.url.render_as_string(hide_password=False))
    yield enemy
    enemy.dispose()


def end_connections(enemy: Engine) -> None:
    with enemy.connect() as connection:
        assert connection.execute(OTHERS).all()


def units(engine: Engine) -> set[str]:
    with reading(engine) as session:
        return set(session.scalars(select(Unit.code)))


def test_a_connection_that_was_lost_between_two_transactions_is_made_anew(
    engine: Engine, enemy: Engine
) -> None:
    assert units(engine) == {"a"}
    end_connections(enemy)
    with writing(engine) as session:
        session.add(Unit(code="b"))
    assert units(engine) == {"a", "b"}


def test_work_whose_connection_is_lost_is_done_once_more_from_its_beginning(
    engine: Engine, enemy: Engine
) -> None:
    attempts: list[int] = []

    def work(session: Session) -> int:
        attempts.append(len(attempts))
        readings = [Reading(1, "youtube-data", instant_from_epoch(at), {"views": at}) for at in range(1_000)]
        store_readings(session, 1, readings)
        if len(attempts) == 1:
            end_connections(enemy)
        store_readings(session, 1, [Reading(2, "youtube-data", instant_from_epoch(1), {"views": 1})])
        return len(attempts)

    assert written(engine, work) == 2
    with reading(engine) as session:
        assert session.scalar(text("SELECT count(*) FROM reading")) == 1_001


def test_a_second_loss_is_told_and_keeps_nothing_of_the_work(engine: Engine, enemy: Engine) -> None:
    def work(session: Session) -> None:
        session.add(Unit(code="b"))
        session.flush()
        end_connections(enemy)

    def and_ask(session: Session) -> None:
        work(session)
        session.scalars(select(Unit)).all()

    with pytest.raises(Failed, match="database-connection-lost"):
        written(engine, and_ask)
    assert units(engine) == {"a"}


def test_a_loss_in_a_plain_transaction_is_told(engine: Engine, enemy: Engine) -> None:
    def broken() -> None:
        with writing(engine) as session:
            session.add(Unit(code="b"))
            session.flush()
            end_connections(enemy)

    with pytest.raises(Failed, match="database-connection-lost"):
        broken()
    assert units(engine) == {"a"}


def test_a_loss_in_the_commit_is_told_and_not_done_again(engine: Engine, enemy: Engine) -> None:
    event.listen(engine, "commit", lambda _: end_connections(enemy))
    with pytest.raises(Failed, match="database-connection-lost"):
        written(engine, lambda session: session.add(Unit(code="b")))


def test_a_restart_of_the_server_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    with running_server(folder) as server, server.database() as url:
        engine = open_database(url)
        with writing(engine) as session:
            session.add(Unit(code="before"))
        starting = server.stop_and_start_after(1.0)
        with writing(engine) as session:
            session.add(Unit(code="after"))
        starting.join()
        assert units(engine) == {"before", "after"}
        engine.dispose()
