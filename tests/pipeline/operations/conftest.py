"""A contest with something in every corner of its database, on SQLite or PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pipeline.database.models import Contest, ProblemRow, Run, Unit, UnitName
from pipeline.database.opening import engine_of, open_database, writing
from pipeline.database.types import instant_from_epoch
from pipeline.operations.tables import digest_of, kept_tables, table_lines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder, Said

ENTRIES = "number,title,unit,link_youtube\n01,Tủ sách,Lam Hạ,https://youtu.be/92HWiOdpY2s\n02,B,B,\n"
JUDGES = "judge,name\nj1,Nguyễn Văn An\n"
MARKS = "judge,number,criterion,mark,comment\nj1,01,content,8.5,tốt\nj1,02,content,6,\n"
READINGS = (
    "number,channel,taken_at,views,likes,saves\n"
    "01,zalo,2024-10-01T00:00,100,5,3\n02,zalo,2024-10-01T00:00,,9,\n"
)
HUGE = 2**63 - 1


@dataclass(frozen=True)
class Filled:
    """A contest whose database is filled, with its address."""

    contest: ContestFolder
    url: str

    def run(self, *arguments: str | Path) -> Said:
        """Run a command on it."""
        return self.contest.run(*arguments)


def digests(url: str) -> dict[str, tuple[int, str]]:
    """Return rows and digest of every table, read afresh."""
    engine = engine_of(url)
    with engine.connect() as connection:
        found = {table.name: digest_of(table_lines(connection, table)) for table in kept_tables(connection)}
    engine.dispose()
    return found


@pytest.fixture
def filled(contest: ContestFolder, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Filled:
    """Return a contest with entries, marks, readings with a further metric, a problem and a merged unit."""
    monkeypatch.setenv("LANTOA_DATABASE_URL", database_url)
    for form, text in zip(
        ("entries", "judges", "marks", "readings"), (ENTRIES, JUDGES, MARKS, READINGS), strict=True
    ):
        said = contest.import_text(form, text)
        assert said.code == 0, said.err
    _add_odd_rows(database_url)
    return Filled(contest, database_url)


def _add_odd_rows(url: str) -> None:
    """Add a unit that became part of a later one, a problem with details, and an unsealed run."""
    engine = open_database(url)
    with writing(engine) as session:
        merged, into = Unit(code="x-old"), Unit(code="x-new")
        session.add_all([merged, into])
        session.flush()
        merged.successor_id = into.id
        session.add(UnitName(unit_id=into.id, name='Phường "Mới" \\ 🎉\nhai dòng'))
        contest = session.query(Contest).one()
        run = Run(contest_id=contest.id, kind="collect", started_at=instant_from_epoch(HUGE // 2**30))
        session.add(run)
        session.flush()
        session.add(
            ProblemRow(
                run_id=run.id,
                channel="youtube",
                code="rate-limited",
                detail={"status": "429", "message": "chậm lại “nhé”"},
                found_at=instant_from_epoch(0),
            )
        )
    engine.dispose()
