"""However a run fails, no secret that it used is left anywhere: not said, logged, reported or stored."""

from __future__ import annotations

import json
import random
import string
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote_plus

import pytest
from requests.adapters import HTTPAdapter

from collectors import Tools
from pipeline.demo.standin import Fault, FaultKind, Recorded, StandIn, World
from pipeline.demo.standin.google_tokens import ACCESS_TOKEN
from pipeline.demo.standin.settings import StandInSettings
from tests.collectors.nights.conftest import NOW, made_posts

from .searching import left_behind, pieces_found
from .whole_nights.cases import SLOW, SLOW_LIMIT_S
from .whole_nights.conftest import CONFIG, entries_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    import requests

    from tests.pipeline.conftest import ContestFolder

STATUSES = (200, 400, 401, 403, 429, 500)
NOBODY = "http://127.0.0.1:9"


def made_up(number: int) -> str:
    """Make a secret of letters, digits and the signs that addresses and JSON write in other ways."""
    letters = f'{string.ascii_letters}{string.digits}+/=%"\\<é '
    return "".join(random.Random(number).choices(letters, k=40))


NAMES = ("key", "client-secret", "refresh", "page", "matomo", "mail", "webhook", "database")
SECRETS = {name: made_up(number) for number, name in enumerate(NAMES)} | {"access": ACCESS_TOKEN}
SENT_TO = {
    "youtube": ["key"],
    "analytics": ["access"],
    "token": ["client-secret", "refresh"],
    "facebook": ["page"],
    "website": ["matomo"],
    "ga4": ["access"],
}
OWNER = {"client_id": "id", "client_secret": SECRETS["client-secret"], "refresh_token": SECRETS["refresh"]}
ENVIRONMENT = {
    "LANTOA_YOUTUBE_API_KEY": SECRETS["key"],
    "LANTOA_YOUTUBE_OWNER_TOKEN": json.dumps(OWNER),
    "LANTOA_FACEBOOK_PAGE_TOKEN": SECRETS["page"],
    "LANTOA_MATOMO_TOKEN": SECRETS["matomo"],
    "LANTOA_GA4_CREDENTIALS": json.dumps(OWNER),
    "LANTOA_SMTP_PASSWORD": SECRETS["mail"],
}
TELLING = """
[mail]
host = "127.0.0.1"
port = 9
security = "none"
from = "l@example.vn"
to = ["b@example.vn"]
user = "lantoa"
"""


class Failing:
    """A contest whose platforms fail as they are told to; `said` is all that any command said."""

    def __init__(self, folder: ContestFolder, platforms: StandIn) -> None:
        self.folder = folder
        self.platforms = platforms
        self.said: list[str] = []

    def run(self, *arguments: str) -> None:
        said = self.folder.run(*arguments)
        self.said += [said.out, said.err]

    def night(self, *faults: Fault | Recorded, counter: str = "matomo", **changes: object) -> None:
        told = self.platforms.world
        self.platforms.world = World(told.posts, told.now, faults, told.settings)
        values = {"address": self.platforms.address, "page_id": "1", "counter": counter, "timeout_s": 20}
        self.folder.write("config.toml", CONFIG.format(**values | changes) + TELLING)
        self.run("collect")


@pytest.fixture
def failing(contest: ContestFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Failing]:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    tools = Tools(now=lambda: NOW, sleep=lambda _: None, random=random.Random(1))
    monkeypatch.setattr("pipeline.workplace.real_tools", lambda: tools)
    monkeypatch.setenv("LANTOA_DEBUG", "1")
    posts = {channel: made_posts(channel, 2) for channel in ("youtube", "facebook", "website")}
    accepted = StandInSettings(
        youtube_keys=frozenset({SECRETS["key"]}),
        facebook_tokens=frozenset({SECRETS["page"]}),
        matomo_tokens=frozenset({SECRETS["matomo"]}),
        google_refresh_tokens=frozenset({SECRETS["refresh"]}),
    )
    world = World([post for made in posts.values() for post in made], NOW, settings=accepted)
    with StandIn(world) as platforms:
        monkeypatch.setenv("LANTOA_WEBHOOK_ADDRESS", f"{NOBODY}/{SECRETS['webhook']}")
        found = Failing(contest, platforms)
        contest.write("entries.csv", entries_csv(posts))
        found.night()
        found.run("import", "entries", str(contest.path / "entries.csv"))
        yield found


def echo(endpoint: str, status: int) -> Recorded:
    """Answer with all that the endpoint was sent of secrets, as platforms that are in trouble may."""
    sent = [SECRETS[name] for name in SENT_TO[endpoint]]
    addresses = [f"https://x.example/?a=b&key={quote_plus(secret)}" for secret in sent]
    message = "; ".join([*sent, *addresses, json.dumps(sent)])
    told = {"code": status, "message": message, "errors": [{"reason": message, "message": message}]}
    body = {"error": told, "result": "error", "message": message, "error_description": message}
    return Recorded(endpoint, body=json.dumps(body).encode(), status=status)


def fail_in_every_way(failing: Failing) -> None:
    for kind in FaultKind:
        faults = [Fault(endpoint, kind, seconds=1) for endpoint in SENT_TO]
        failing.night(*faults, timeout_s=SLOW_LIMIT_S if kind in SLOW else 20)
    for counter in ("matomo", "ga4"):
        for status in STATUSES:
            failing.night(*(echo(endpoint, status) for endpoint in SENT_TO), counter=counter)
    failing.night(address=NOBODY)
    failing.night(address="http://no-such-host.invalid")


def break_the_client(request: requests.PreparedRequest) -> NoReturn:
    raise ZeroDivisionError(f"{request.url} {request.body!r} {request.headers}")


def test_no_secret_is_left_anywhere_after_a_run_that_failed_in_every_way(
    failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_in_every_way(failing)
    with monkeypatch.context() as patched:
        patched.setattr(HTTPAdapter, "send", lambda _self, request, **_: break_the_client(request))
        failing.night()
        failing.run("doctor")
    failing.night(echo("youtube", 403), echo("facebook", 403))
    for command in (["nightly"], ["status"], ["doctor"], ["backup", str(failing.folder.path / "b.zip")]):
        failing.run(*command)
    monkeypatch.setenv(
        "LANTOA_DATABASE_URL", f"postgresql+psycopg://u:{SECRETS['database'][:9]}@127.0.0.1:9/x"
    )
    failing.run("collect")
    everything = [
        ("said", "".join(failing.said).encode()),
        *left_behind(failing.folder.path),
    ]
    assert {"run", "problem", "ranking.html", "ranking.pdf", "b.zip/tables/run.jsonl"} <= {
        place for place, _ in everything
    }
    assert any(place == "run" and b"youtube-data\t" in text for place, text in everything)
    assert pieces_found(SECRETS.values(), everything) == set()


def test_the_search_finds_what_is_hidden() -> None:
    assert pieces_found(["0123456789ab"], [("a", b"x 123456789A")]) == {("a", "123456789A")}
    assert pieces_found(["a b/c d/e f"], [("a", b"x a+b%2Fc+d%2Fe+f")]) != set()
