"""What the tests of sheets share: an empty database, two small platforms, and files made from rows."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook
from pydantic import BaseModel
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from collectors import Plan
from collectors.protocol import Collector, LinkError, LinkFault, Platform, Tools
from pipeline.database.models import Base
from pipeline.faults import Fault, Refused
from pipeline.sheets.forms import Form
from pipeline.sheets.occasion import Occasion
from pipeline.sheets.reading import sheet_from_bytes
from pipeline.sheets.sheet import Sheet
from reports.catalogue import catalogue

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class SmallPlatform:
    """A platform that knows its links and nothing else."""

    channel: str
    site: str
    pattern: str
    metrics: tuple[str, ...] = ("views",)
    settings_model: type[BaseModel] = BaseModel

    def post_id_from_link(self, link: str) -> str:
        if "." not in link:
            raise LinkError(link, self.channel, LinkFault.NOT_A_LINK)
        if self.site not in link:
            raise LinkError(link, self.channel, LinkFault.WRONG_SITE)
        if "/share/" in link:
            raise LinkError(link, self.channel, LinkFault.SHORT_LINK)
        found = re.search(self.pattern, link)
        if found is None:
            raise LinkError(link, self.channel, LinkFault.NO_POST)
        return found[1]

    def collector(self, settings: BaseModel, tools: Tools) -> Collector:
        raise NotImplementedError

    def plan(self, settings: BaseModel, posts: int) -> Plan:
        raise NotImplementedError


@pytest.fixture
def platforms() -> dict[str, Platform]:
    return {
        "youtube": SmallPlatform("youtube", "youtu", r"(?:v=|youtu\.be/)([\w-]{11})(?:$|[&?])"),
        "facebook": SmallPlatform("facebook", "facebook.com", r"/(?:posts|videos)/(\d+)"),
    }


@pytest.fixture
def new_session(tmp_path: Path) -> Iterator[Callable[[], Session]]:
    """Give a maker of sessions, each on an empty database of its own."""
    sessions: list[Session] = []

    def made() -> Session:
        engine = create_engine(f"sqlite:///{tmp_path / f'{len(sessions)}.db'}")
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
        Base.metadata.create_all(engine)
        sessions.append(Session(engine))
        return sessions[-1]

    yield made
    for session in sessions:
        session.close()
        session.get_bind().engine.dispose()


@pytest.fixture
def session(new_session: Callable[[], Session]) -> Session:
    return new_session()


@pytest.fixture
def occasion() -> Occasion:
    now = datetime(2024, 11, 6, 2, 0, tzinfo=UTC)
    return Occasion("tu-sach-2024", ZoneInfo("Asia/Ho_Chi_Minh"), now, "Nguyễn Thị Hoa")


@pytest.fixture
def csv_bytes() -> Callable[[Rows], bytes]:
    def made(rows: Rows) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return out.getvalue().encode()

    return made


@pytest.fixture
def xlsx_bytes() -> Callable[[Rows], bytes]:
    def made(rows: Rows) -> bytes:
        workbook = Workbook()
        for row in rows:
            workbook.active.append(list(row))  # type: ignore[union-attr]
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return made


@pytest.fixture(params=["csv", "xlsx"])
def sheet_of(
    request: pytest.FixtureRequest,
    csv_bytes: Callable[[Rows], bytes],
    xlsx_bytes: Callable[[Rows], bytes],
) -> Callable[[Form, Rows], Sheet]:
    """Give a reader of rows by way of a CSV file and, in a second test, of a workbook."""
    made = csv_bytes if request.param == "csv" else xlsx_bytes
    return lambda form, rows: sheet_from_bytes(made(rows), f"bang.{request.param}", form)


@pytest.fixture
def csv_sheet(csv_bytes: Callable[[Rows], bytes]) -> Callable[[Form, Rows], Sheet]:
    return lambda form, rows: sheet_from_bytes(csv_bytes(rows), "bang.csv", form)


@pytest.fixture
def stored() -> Callable[[Session], dict[str, list[tuple[Any, ...]]]]:
    """Give a reader of the whole database, table by table."""

    def read(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        tables = Base.metadata.sorted_tables
        return {table.name: sorted(map(tuple, session.execute(select(table))), key=repr) for table in tables}

    return read


@pytest.fixture
def said() -> Callable[[Fault], str]:
    """Give a speaker of faults that fails where a language's sentence lacks a parameter."""

    def sentence(fault: Fault) -> str:
        vietnamese, english = (
            catalogue("pipeline.sheets", language).say(f"fault.{fault.code}", **fault.parameters)
            for language in ("vi", "en")
        )
        return f"{vietnamese} / {english}"

    return sentence


@pytest.fixture
def faults_in(said: Callable[[Fault], str]) -> Callable[[Callable[[], object]], list[tuple[object, ...]]]:
    """Give a caller that expects a refusal and returns its faults as code, row and column."""

    def called(action: Callable[[], object]) -> list[tuple[object, ...]]:
        with pytest.raises(Refused, match="bang") as caught:
            action()
        assert all("bang" in said(fault) for fault in caught.value.faults)
        return [(str(f.code), f.parameters["row"], f.parameters.get("column")) for f in caught.value.faults]

    return called


@pytest.fixture
def left_alone(
    session: Session,
    stored: Callable[[Session], dict[str, list[tuple[Any, ...]]]],
    faults_in: Callable[[Callable[[], object]], list[tuple[object, ...]]],
) -> Callable[[Callable[[], object]], list[tuple[object, ...]]]:
    """Give a caller that returns a refusal's faults and fails if anything stored was changed."""

    def called(action: Callable[[], object]) -> list[tuple[object, ...]]:
        before = stored(session)
        faults = faults_in(action)
        assert stored(session) == before
        return faults

    return called
