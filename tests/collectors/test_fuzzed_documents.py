"""Bodies made from the platforms' own descriptions, with fields dropped, retyped and nested, over the wire.

Whatever comes, no exception escapes, each post has its outcome, and no count is told that was not sent.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from googleapiclient.discovery_cache import get_static_doc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.facebook import PLATFORM as FACEBOOK
from collectors.website import PLATFORM as WEBSITE
from collectors.youtube import PLATFORM as YOUTUBE

from .conftest import Night, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from collectors import Platform, Reading

    from .conftest import Asked, Outcomes

Strategy = st.SearchStrategy[Any]
VIDEOS = ("92HWiOdpY2s", "-ZxCwPm_es4")
NODES = ("7", "1000_8")
PAGES = ("hoctap.example/a", "hoctap.example/tu-sách")
TOKEN = '{"client_id": "a", "client_secret": "b", "refresh_token": "c"}'
DEEPEST = 4
NUMBERS = (
    st.integers(0, 9).map(str) | st.integers(-1, 2**64) | st.integers(0, 2**63).map(str) | st.floats(width=32)
)
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
TOLD: Mapping[str, Strategy] = {
    "id": st.sampled_from(VIDEOS),
    "kind": st.just("youtube#response"),
    "name": st.sampled_from(["video", "shares"]),
}


@cache
def document(name: str, version: str) -> Mapping[str, Any]:
    told: Mapping[str, Any] = json.loads(get_static_doc(name, version))["schemas"]
    return told


def described(schemas: Mapping[str, Any], schema: Mapping[str, Any], deep: int = 0) -> Strategy:
    """Make values of a schema, one in ten of them something else; what lies too deep is left out."""
    if "$ref" in schema:
        return described(schemas, schemas[schema["$ref"]], deep)
    kind = schema.get("type")
    if kind == "array":
        plain: Strategy = st.lists(described(schemas, schema["items"], deep + 1), max_size=4)
    elif kind == "object":
        wanted = schema.get("properties", {}) if deep < DEEPEST else {}
        named = {
            name: TOLD[name] if name in TOLD else described(schemas, each, deep + 1)
            for name, each in wanted.items()
            if name in WANTED
        }
        plain = st.fixed_dictionaries({}, optional=named)
    elif kind == "boolean":
        plain = st.booleans()
    else:
        plain = NUMBERS | st.sampled_from([*VIDEOS, "hoctap.example", "/a", "/tu-s%C3%A1ch"])
    return st.one_of(*[plain] * 9, JUNK)


WANTED = frozenset(
    [
        *["kind", "items", "id", "statistics", "viewCount", "likeCount", "commentCount"],
        *["columnHeaders", "rows", "name", "columnType", "errors"],
        *["dimensionHeaders", "metricHeaders", "rowCount", "dimensionValues", "metricValues", "value"],
    ]
)


def facebook_bodies() -> Strategy:
    """Make batches: no discovery document tells of them, so that the fields are those that are asked for."""
    edge = st.one_of(
        st.fixed_dictionaries({"summary": st.fixed_dictionaries({"total_count": NUMBERS})}), JUNK
    )
    fields = {
        "id": st.sampled_from(NODES),
        "views": NUMBERS | JUNK,
        "shares": st.fixed_dictionaries({}, optional={"count": NUMBERS | JUNK}) | JUNK,
        "reactions": edge,
        "comments": edge,
        "reactions_love": edge,
        "post_id": st.sampled_from(["9", "1000_9"]) | JUNK,
        "data": JUNK,
        "error": st.fixed_dictionaries({}, optional={"code": NUMBERS | JUNK, "message": st.text(max_size=9)}),
    }
    node = st.fixed_dictionaries({}, optional=fields)
    body = node.map(json.dumps) | JUNK
    item = st.none() | st.fixed_dictionaries({}, optional={"code": NUMBERS | JUNK, "body": body}) | JUNK
    return st.lists(item, max_size=4) | node | JUNK


def ga4_bodies() -> Strategy:
    document_of = document("analyticsdata", "v1beta")
    return described(document_of, document_of["RunReportResponse"])


def youtube_bodies(name: str) -> Strategy:
    document_of = document("youtube", "v3")
    return described(document_of, document_of[name])


def report_bodies() -> Strategy:
    document_of = document("youtubeAnalytics", "v2")
    rows = st.lists(st.lists(st.sampled_from(VIDEOS) | NUMBERS | JUNK, max_size=3) | JUNK, max_size=4)
    headers = st.just([{"name": "video"}, {"name": "shares"}])
    report = st.fixed_dictionaries({}, optional={"columnHeaders": headers, "rows": rows})
    return report | described(document_of, document_of["QueryResponse"])


def by_endpoint(bodies: Mapping[str, object]) -> Callable[[Asked], object]:
    """Answer by what an address holds, a token in any case."""
    return lambda asked: next(
        (body for part, body in bodies.items() if part in asked.path), {"access_token": "x"}
    )


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[ScriptedServer]:
    server = ScriptedServer()
    yield server
    server.close()


def read_body(
    server: ScriptedServer, platform: Platform, bodies: Mapping[str, object], **given: object
) -> Outcomes:
    server.asked.clear()
    server.answer_by(by_endpoint(bodies))
    posts = {"youtube": VIDEOS, "facebook": NODES, "website": PAGES}[platform.channel]
    return Night().read(platform, {"tries": 1, "connections": 1, "timeout_s": 20, **given}, posts)


def assert_told(reading: Reading, sent: object) -> None:
    """Every count that is told stands somewhere in what was sent, or is the 0 of a post without shares."""
    text = json.dumps(sent)
    for metric, count in reading.counts.items():
        is_whole = count is None or 0 <= count < 2**63
        assert is_whole
        assert count in {None, 0} or metric == "views" or str(count) in text


def fuzz_youtube(server: ScriptedServer, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["VideoListResponse", "BatchGetStatsResponse"]))
    bodies = {"/youtube/v3/": data.draw(youtube_bodies(name)), "/v2/": data.draw(report_bodies())}
    addresses = {"api_address": server.address, "analytics_address": server.address}
    keys = {"api_key": "key", "owner_token": TOKEN, "token_address": f"{server.address}/token"}
    for reading in read_body(server, YOUTUBE, bodies, **addresses, **keys).readings:
        assert_told(reading, list(bodies.values()))
        items = bodies["/youtube/v3/"]["items"] if reading.source == "youtube-data" else []
        told = [each.get("statistics") for each in items if isinstance(each, dict)]
        values = [str(each.get("viewCount")) for each in told if isinstance(each, dict)]
        assert reading.counts.get("views") is None or str(reading.counts["views"]) in values


def fuzz_facebook(server: ScriptedServer, data: st.DataObject) -> None:
    bodies = {"/": data.draw(facebook_bodies())}
    given = {"graph_address": server.address, "page_token": "token", "page_id": "1000"}
    for reading in read_body(server, FACEBOOK, bodies, **given).readings:
        assert_told(reading, bodies)


def fuzz_website(server: ScriptedServer, data: st.DataObject) -> None:
    body = data.draw(ga4_bodies())
    given = {"counter": "ga4", "ga4_property": "5", "ga4_credentials": TOKEN, "counted_from": "2024-09-01"}
    addresses = {"ga4_address": server.address, "token_address": f"{server.address}/token"}
    for reading in read_body(server, WEBSITE, {"runReport": body}, **given, **addresses).readings:
        rows = [row for row in body["rows"] if isinstance(row, dict)]
        assert reading.counts["views"] is None or rows


FUZZES = [fuzz_youtube, fuzz_facebook, fuzz_website]
CHECKS = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)


@pytest.mark.parametrize("fuzz", FUZZES)
@settings(max_examples=100, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_three_hundred_bodies(
    fuzzed: ScriptedServer, fuzz: Callable[[ScriptedServer, st.DataObject], None], data: st.DataObject
) -> None:
    fuzz(fuzzed, data)


@pytest.mark.soak
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("fuzz", FUZZES)
@settings(max_examples=5_000, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_five_thousand_bodies_of_each_platform(
    fuzzed: ScriptedServer, fuzz: Callable[[ScriptedServer, st.DataObject], None], data: st.DataObject
) -> None:
    fuzz(fuzzed, data)
