"""A contest that was read, marked, published and made final on either database, to be tampered with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep, time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from pipeline.config import load_settings
from pipeline.database.contests import find_contest
from pipeline.database.opening import open_database
from pipeline.history.in_force import settings_in_force
from pipeline.history.verifying import verify
from pipeline.history.wording import Wording
from reports.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from pipeline.config import Settings
    from tests.pipeline.conftest import ContestFolder

FORMS = {
    "entries": "number,title,unit\n01,First,A\n02,Second,B\n",
    "judges": "judge,name\nj1,One\nj2,Two\n",
    "marks": (
        "judge,number,criterion,mark,comment\nj1,01,content,8,good\nj1,02,content,6,\nj2,01,content,7,\n"
    ),
    "readings": (
        "number,channel,taken_at,views,likes,hearts\n"
        "01,zalo,2024-10-01T00:00,100,5,7\n02,zalo,2024-10-01T00:00,300,9,1\n"
    ),
}
LATE = "number,channel,taken_at,views,likes\n01,zalo,2024-11-01T00:00,200,5\n"
CORRECTED = "number,channel,taken_at,views,likes\n02,zalo,2024-10-01T00:00,310,9\n"

DECIDED = (
    ("tie", "--entries", "02", "01"),
    ("appeal", "--entries", "02", "--outcome", "rejected", "--from", "B", "--statement", "counted late"),
)


def await_next_second() -> None:
    """Wait until what is done next has a later instant: instants are kept by whole seconds."""
    sleep(1 - time() % 1)


@pytest.fixture
def filled(contest: ContestFolder) -> ContestFolder:
    """Return the contest with entries, judges, marks, and readings before and after the cut-off."""
    for form, rows in FORMS.items():
        assert contest.import_text(form, rows).code == 0
    assert contest.import_text("readings", LATE).code == 0
    return contest


@pytest.fixture
def frozen(filled: ContestFolder) -> ContestFolder:
    """Return the contest with published rules and a final ranking."""
    assert filled.run("rules", "publish", "--by", "Lan").code == 0
    assert filled.run("freeze", "--by", "Lan").code == 0
    return filled


@dataclass(frozen=True)
class Stored:
    """A final contest in a database that can be changed behind the program's back, for a moment."""

    engine: Engine
    settings: Settings

    @contextmanager
    def tampering(self) -> Iterator[Session]:
        """Give a session without foreign keys whose changes are undone at the end."""
        is_sqlite = self.engine.dialect.name == "sqlite"
        with self.engine.connect() as connection:
            if is_sqlite:
                connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            with Session(connection) as session:
                if not is_sqlite:
                    session.execute(text("SET session_replication_role = replica"))
                yield session
                session.rollback()
            connection.invalidate()

    def said_after(self, *statements: str) -> str:
        """Return what verify says in English after statements that change something, one line a finding."""
        with self.tampering() as session:
            for statement in statements:
                assert session.connection().execute(text(statement)).rowcount > 0, statement
            return "\n".join(self.findings(session))

    def findings(self, session: Session) -> list[str]:
        """Return what verify finds, in English."""
        contest = find_contest(session, "c")
        assert contest is not None
        words = catalogue("reports", "en").joined(catalogue("pipeline", "en"))
        wording = Wording(words, "Asia/Ho_Chi_Minh")
        found = verify(session, self.settings, contest).findings
        return [wording.sentence("verify", finding) for finding in found]


@pytest.fixture
def stored(contest: ContestFolder, database_url: str) -> Iterator[Stored]:
    """Return a contest with two versions of the rules and of the final ranking, and a corrected mark."""
    config = contest.path / "config.toml"
    rules = config.read_text(encoding="utf-8")
    contest.write("config.toml", f'[database]\nurl = "{database_url}"\n{rules}')
    steps = (("rules", "publish", "--by", "Lan"), ("freeze", "--by", "Lan"))
    for form, rows in FORMS.items():
        assert contest.import_text(form, rows).code == 0
    assert contest.import_text("readings", LATE).code == 0
    for step in steps:
        assert contest.run(*step).code == 0
    assert contest.import_text("marks", FORMS["marks"].replace("02,content,6", "02,content,6.5")).code == 0
    assert contest.import_text("readings", CORRECTED, "--reason", "typed wrong").code == 0
    for kind, *said in DECIDED:
        assert contest.run("decisions", kind, *said, "--by", "Lan", "--reason", "agreed on").code == 0
    draft = config.read_text(encoding="utf-8").replace("views = 0.01", "views = 0.02")
    contest.write("config.toml", draft)
    for step in steps:
        assert contest.run(*step, "--reason", "agreed on").code == 0
    engine = open_database(database_url)
    yield Stored(engine, settings_in_force(load_settings(config, {}), engine))
    engine.dispose()
