"""A contest with judges behind real pages on a port of their own, and a real browser that opens them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import sync_playwright

from collectors import Tools
from pipeline.config import load_settings
from pipeline.config.web import WebSection
from pipeline.database.models import Judge
from pipeline.database.opening import open_database, writing
from pipeline.pages.access.links import make_link
from pipeline.pages.access.users import add_user
from pipeline.pages.serving import serving
from pipeline.sheets.entries import import_entries
from pipeline.sheets.forms import FORMS
from pipeline.sheets.judges import import_judges
from pipeline.sheets.occasion import Occasion
from pipeline.sheets.reading import sheet_from_bytes
from pipeline.workplace import Workplace
from tests.pages.contest import CONFIG, CONTEST, ENTRIES, JUDGES, NOON
from tests.reports.tools import tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page
    from sqlalchemy import Engine

PASSWORD = "three quiet words"


@dataclass
class Clock:
    """A clock that the tests set."""

    now: datetime = NOON

    def pass_by(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass
class Place:
    """Pages that are served: their address, their clock and the database behind them."""

    address: str
    clock: Clock
    engine: Engine
    workplace: Workplace

    def link(self, judge: str = "gk1", pin: str | None = None) -> str:
        """Make a judge's link and return its address."""
        with writing(self.engine) as session:
            row = session.query(Judge).filter_by(key=judge).one()
            token = make_link(session, row, "Lan", self.clock.now, pin)
        return f"{self.address}/j/{token}"

    def user(self, name: str, role: str = "organiser") -> None:
        """Add a user whose password is PASSWORD."""
        with writing(self.engine) as session:
            add_user(session, name, role, PASSWORD, self.clock.now)

    def client(self) -> httpx.Client:
        """Return a client with cookies of its own, which follows nothing by itself."""
        return httpx.Client(base_url=self.address, trust_env=False, headers={"origin": self.address})


@contextmanager
def served(folder: Path, url: str, config: str = CONFIG) -> Iterator[Place]:
    """Serve the contest's pages on a database, at noon of a day on which marking is open."""
    path = folder / "config.toml"
    path.write_text(config, encoding="utf-8")
    engine, clock = open_database(url), Clock()
    tools = Tools(now=lambda: clock.now, sleep=lambda _seconds: None, random=Random(7))
    workplace = Workplace(load_settings(path, {}), engine, tools)
    fill(workplace)
    try:
        with serving(workplace, WebSection(port=0)) as address:
            yield Place(address, clock, engine, workplace)
    finally:
        engine.dispose()


def fill(workplace: Workplace) -> None:
    """Import the entries and the judges."""
    contest = workplace.settings.contests[CONTEST]
    occasion = Occasion(CONTEST, contest.zone, NOON - timedelta(days=1), "Lan")
    platforms = {channel: each.platform for channel, each in workplace.settings.platforms.items()}
    with writing(workplace.engine) as session:
        entries = sheet_from_bytes(ENTRIES.encode(), "entries.csv", FORMS["entries"])
        import_entries(session, entries, occasion, platforms)
        judges = sheet_from_bytes(JUDGES.encode(), "judges.csv", FORMS["judges"])
        import_judges(session, judges, occasion)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve the contest on a file for the tests of a module."""
    folder = tmp_path_factory.mktemp("pages")
    with served(folder, f"sqlite:///{folder / 'lantoa.db'}") as found:
        yield found


@pytest.fixture
def own_place(tmp_path: Path, tables_url: str) -> Iterator[Place]:
    """Serve the contest for one test alone, on either kind of database."""
    with served(tmp_path, tables_url) as found:
        yield found


@pytest.fixture(autouse=True)
def _at_noon(request: pytest.FixtureRequest) -> None:
    """Set the module's clock back for each test."""
    if "place" in request.fixturenames:
        request.getfixturevalue("place").clock.now = NOON


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tool("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[360, 1280])
def width(request: pytest.FixtureRequest) -> int:
    """Return the width of a phone and of a laptop."""
    return int(request.param)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Return each language."""
    return str(request.param)


@dataclass
class Device:
    """A phone or laptop: a browser with cookies and storage of its own, and what went wrong on its pages."""

    context: BrowserContext
    page: Page
    errors: list[str] = field(default_factory=list)


@pytest.fixture
def device(browser: Browser, place: Place) -> Iterator[Device]:
    """Return a phone whose pages run without an error."""
    with made_device(browser, place.address) as found:
        yield found
        assert found.errors == []


@contextmanager
def made_device(
    browser: Browser,
    address: str,
    *,
    width: int = 360,
    language: str = "vi",
    script: bool = True,
    agent: str | None = None,
) -> Iterator[Device]:
    """Open a browser context at a width and in a language; `script` tells whether JavaScript runs."""
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        base_url=address,
        java_script_enabled=script,
        user_agent=agent,
        timezone_id="Asia/Ho_Chi_Minh",
    )
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "lantoa_language", "value": language, "url": address}])
    device = Device(context, context.new_page())
    device.page.on("pageerror", lambda error: device.errors.append(str(error)))
    yield device
    context.close()
