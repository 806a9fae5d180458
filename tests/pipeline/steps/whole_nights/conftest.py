"""A contest of 300 posts on three channels whose night is read by the command that people use."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from itertools import zip_longest
from random import Random
from typing import TYPE_CHECKING

import pytest

from collectors import Tools
from pipeline.cli import main
from pipeline.demo.standin import Fault, StandIn, World, WorldPost
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID, StandInSettings
from tests.collectors.nights.conftest import NOW, OWNER_TOKEN, made_posts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from tests.pipeline.conftest import Run, Said

POSTS = {"youtube": 210, "facebook": 60, "website": 30}
"""YouTube takes five calls and two reports for so many, Facebook two and its extras, a website one."""
SECRETS = {
    "LANTOA_YOUTUBE_API_KEY": "demo-youtube-key",
    "LANTOA_YOUTUBE_OWNER_TOKEN": OWNER_TOKEN,
    "LANTOA_FACEBOOK_PAGE_TOKEN": "demo-page-token",
    "LANTOA_MATOMO_TOKEN": "demo-matomo-token",
    "LANTOA_GA4_CREDENTIALS": OWNER_TOKEN,
}
CONFIG = """
[youtube]
api_address = "{address}"
analytics_address = "{address}"
token_address = "{address}/token"
connections = 1
timeout_s = {timeout_s}
tries = 2

[facebook]
graph_address = "{address}"
page_id = "{page_id}"
connections = 1
timeout_s = {timeout_s}
tries = 2

[website]
counter = "{counter}"
matomo_address = "{address}"
matomo_site_id = 1
ga4_address = "{address}"
ga4_property = "123"
token_address = "{address}/token"
counted_from = 2024-09-01
timeout_s = {timeout_s}
tries = 2

[contests.c]
name = "A contest"
opens_at = 2024-09-01T00:00:00
cut_off_at = 2024-10-31T17:00:00

[contests.c.counts]
channels = ["youtube", "facebook", "website"]

[contests.c.engagement]
points = {{ views = 1 }}
scale = "none"

[contests.c.total]
combine = "sum"
"""


@dataclass
class Stage:
    """One contest in its folder, the platforms that it is read from, and a clock that stands still.

    `changes` are put into its config: what stands there, and what in its place.
    """

    folder: Path
    platforms: StandIn
    lantoa: Run
    waits_s: list[float] = field(default_factory=list)
    changes: dict[str, str] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.platforms.world.now

    @now.setter
    def now(self, instant: datetime) -> None:
        self.platforms.world.now = instant

    def play(self, *faults: Fault, settings: StandInSettings | None = None) -> None:
        """Let the same posts be there at the same instant under other faults."""
        told = self.platforms.world
        self.platforms.world = World(told.posts, told.now, faults, settings or StandInSettings())

    def collect(self, counter: str = "matomo", timeout_s: float = 20) -> Said:
        return self.run("collect", counter=counter, timeout_s=timeout_s)

    def run(
        self, *arguments: str, counter: str = "matomo", timeout_s: float = 20, language: str = "en"
    ) -> Said:
        config = write_config(self.folder, self.platforms, counter, timeout_s)
        text = config.read_text(encoding="utf-8")
        for old, new in self.changes.items():
            text = text.replace(old, new)
        config.write_text(text, encoding="utf-8")
        return self.lantoa("--config", config, *arguments, language=language)

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "lantoa.db")) as database:
            found = database.execute(question).fetchall()
            database.commit()
            return found


def write_config(folder: Path, platforms: StandIn, counter: str = "matomo", timeout_s: float = 20) -> Path:
    values = {"address": platforms.address, "page_id": FACEBOOK_PAGE_ID, "counter": counter}
    config = folder / "config.toml"
    config.write_text(CONFIG.format(**values, timeout_s=timeout_s), encoding="utf-8")
    return config


def by_channel(world: World) -> Mapping[str, list[WorldPost]]:
    """Return the posts of each channel in the order in which they are read."""
    return {channel: [post for post in world.posts if post.channel == channel] for channel in POSTS}


def link_of(post: WorldPost) -> str:
    """Return the address under which people know a post."""
    page, _, number = post.platform_id.rpartition("_")
    if post.channel == "website":
        return f"https://phuly.example{post.platform_id}"
    if post.channel == "youtube":
        return f"https://youtu.be/{post.platform_id}"
    return (
        f"https://www.facebook.com/{page}/posts/{number}"
        if page
        else f"https://www.facebook.com/reel/{number}"
    )


def entries_csv(posts: Mapping[str, list[WorldPost]]) -> str:
    """Give each post of a channel to an entry of its own; the first entries are on all channels."""
    links = {channel: [link_of(post) for post in made] for channel, made in posts.items()}
    rows = [
        ",".join([f"{number:03}", f"Video {number}", "A", *(each or "" for each in row)])
        for number, row in enumerate(zip_longest(*links.values()), start=1)
    ]
    return "\n".join([f"number,title,unit,{','.join(f'link_{channel}' for channel in links)}", *rows])


@pytest.fixture(scope="module")
def platforms() -> Iterator[StandIn]:
    """Serve the posts; each test plays its own faults on them."""
    posts = [post for channel, count in POSTS.items() for post in made_posts(channel, count)]
    with StandIn(World(posts, NOW)) as standin:
        yield standin


@pytest.fixture(scope="module")
def prepared(platforms: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the entries, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    write_config(folder, platforms)
    entries = folder / "entries.csv"
    entries.write_text(entries_csv(by_channel(platforms.world)), encoding="utf-8")
    assert main(["--config", str(folder / "config.toml"), "import", "entries", str(entries)]) == 0
    return folder / "lantoa.db"


@pytest.fixture
def stage(
    platforms: StandIn, prepared: Path, tmp_path: Path, lantoa: Run, monkeypatch: pytest.MonkeyPatch
) -> Stage:
    """Return the contest before its first night; the machine's clock and waits are the stage's."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    shutil.copy(prepared, tmp_path / "lantoa.db")
    platforms.world.now = NOW
    found = Stage(tmp_path, platforms, lantoa)
    tools = Tools(now=lambda: found.now, sleep=found.waits_s.append, random=Random(1))
    monkeypatch.setattr("pipeline.workplace.real_tools", lambda: tools)
    return found
