"""The token endpoint, YouTube Analytics and Google Analytics, through Google's own client."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from googleapiclient.discovery import Resource, build
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError
from httplib2 import Http

from pipeline.demo.standin import Fault, FaultKind, StandIn, WorldPost, counts_at

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

VIDEOS = ("92HWiOdpY2s", "-ZxCwPm_es4")
BEARER = {"authorization": "Bearer demo-access-token"}
ENDS = datetime(2024, 9, 18, 7, tzinfo=UTC)


class Authorized:
    """Sends the access token with every request on a connection of its own, and remembers the methods."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.sent = headers
        self.methods: list[str] = []

    def request(self, uri: str, method: str = "GET", **options: Any) -> Any:  # noqa: ANN401
        self.methods.append(method)
        options["headers"] = {**options.get("headers", {}), **self.sent}
        with closing(Http(timeout=10)) as http:
            return http.request(uri, method, **options)

    def close(self) -> None:
        """Nothing is left open."""


def service(platforms: StandIn, name: str, version: str, http: Authorized) -> Resource:
    return build(name, version, http=http, client_options={"api_endpoint": platforms.address})


def report(
    platforms: StandIn, http: Authorized, ids: tuple[str, ...] = VIDEOS, **changes: str
) -> dict[str, Any]:
    asked = {
        "ids": "channel==MINE",
        "startDate": "2005-02-14",
        "endDate": "2024-09-17",
        "metrics": "shares",
        "dimensions": "video",
        "filters": f"video=={','.join(ids)}",
        **changes,
    }
    told: dict[str, Any] = (
        service(platforms, "youtubeAnalytics", "v2", http).reports().query(**asked).execute()
    )
    return told


def test_a_report_has_the_shape_of_the_discovery_document(
    platforms: StandIn, posts: dict[str, WorldPost]
) -> None:
    told = report(platforms, Authorized(BEARER))
    schema = json.loads(get_static_doc("youtubeAnalytics", "v2"))["schemas"]
    assert set(told) <= set(schema["QueryResponse"]["properties"])
    assert set(told["columnHeaders"][0]) == set(schema["ResultTableColumnHeader"]["properties"])
    assert told["rows"] == [[id_, counts_at(posts[id_], ENDS).shares] for id_ in VIDEOS]


def test_videos_without_data_have_no_row_and_then_there_are_no_rows_at_all(platforms: StandIn) -> None:
    assert "rows" not in report(platforms, Authorized(BEARER), ("abcdefghijk",))


def test_a_long_question_comes_by_post_in_place_of_get(platforms: StandIn) -> None:
    http = Authorized(BEARER)
    many = tuple(f"{number:011}" for number in range(198))
    assert len(report(platforms, http, (*VIDEOS, *many))["rows"]) == 2
    assert http.methods == ["POST"]


@pytest.mark.parametrize(
    ("changes", "ids", "status"),
    [
        ({"metrics": "nothing"}, VIDEOS, 400),
        ({"endDate": "soon"}, VIDEOS, 400),
        ({}, tuple(f"{number:011}" for number in range(501)), 400),
    ],
)
def test_a_report_that_is_not_supported_is_refused(
    platforms: StandIn, changes: dict[str, str], ids: tuple[str, ...], status: int
) -> None:
    with pytest.raises(HttpError, match=str(status)):
        report(platforms, Authorized(BEARER), ids, **changes)


def test_reports_need_the_access_token(platforms: StandIn) -> None:
    with pytest.raises(HttpError, match="401"):
        report(platforms, Authorized({}))


def ga4(platforms: StandIn, http: Authorized, number: str = "123", **changes: object) -> dict[str, Any]:
    body = {
        "dateRanges": [{"startDate": "2024-09-01", "endDate": "today"}],
        "dimensions": [{"name": "hostName"}, {"name": "pagePath"}],
        "metrics": [{"name": "screenPageViews"}],
        **changes,
    }
    properties = service(platforms, "analyticsdata", "v1beta", http).properties()
    told: dict[str, Any] = properties.runReport(property=f"properties/{number}", body=body).execute()
    return told


def test_views_of_pages_have_the_shape_of_the_discovery_document(
    platforms: StandIn, posts: dict[str, WorldPost], now: datetime
) -> None:
    told = ga4(platforms, Authorized(BEARER))
    schema = json.loads(get_static_doc("analyticsdata", "v1beta"))["schemas"]
    assert set(told) <= set(schema["RunReportResponse"]["properties"])
    (row,) = told["rows"]
    assert set(row) == set(schema["Row"]["properties"])
    views = counts_at(posts["/tu-sach/châu-sơn"], now).views
    assert row["metricValues"] == [{"value": str(views)}]
    assert row["dimensionValues"][1] == {"value": "/tu-sach/ch%C3%A2u-s%C6%A1n"}
    assert "rows" not in ga4(platforms, Authorized(BEARER), offset="1")


def test_another_property_is_not_permitted(platforms: StandIn) -> None:
    with pytest.raises(HttpError, match="403"):
        ga4(platforms, Authorized(BEARER), "5")


def exchange(platforms: StandIn, session: requests.Session, **form: str) -> tuple[int, dict[str, Any]]:
    answer = session.post(platforms.token_address, data=form)
    return answer.status_code, answer.json()


def test_a_refresh_token_is_exchanged_and_a_dead_one_refused(
    platforms: StandIn, session: requests.Session
) -> None:
    form = {"grant_type": "refresh_token", "client_id": "a", "client_secret": "b"}
    status, told = exchange(platforms, session, **form, refresh_token="demo-refresh-token")
    assert (status, told["access_token"], told["token_type"]) == (200, "demo-access-token", "Bearer")
    status, told = exchange(platforms, session, **form, refresh_token="dead")
    assert (status, told["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("assertion", ["", "a.b.c", "a.e30.c", "a.WzFd.c"])
def test_an_assertion_of_nobody_known_is_refused(
    platforms: StandIn, session: requests.Session, assertion: str
) -> None:
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    assert exchange(platforms, session, grant_type=grant, assertion=assertion)[0] == 400


def test_no_secret_is_left_in_the_record(platforms: StandIn, session: requests.Session) -> None:
    exchange(platforms, session, refresh_token="demo-refresh-token", client_secret="b-secret")
    assert "secret" not in platforms.requests.latest[-1].path.replace("client_secret=%2A%2A%2A", "")


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (FaultKind.ITEMS_REORDERED, [1, 0]),
        (FaultKind.ITEMS_DOUBLED, [0, 1, 0, 1]),
        (FaultKind.ITEMS_NULL, [None, 0, None, 1]),
    ],
)
def test_the_rows_of_a_report_can_come_in_another_way(
    struck_by: Callable[[Fault], StandIn], kind: FaultKind, rows: list[int | None]
) -> None:
    plain = report(struck_by(Fault("ga4", kind)), Authorized(BEARER))["rows"]
    odd = report(struck_by(Fault("analytics", kind)), Authorized(BEARER))["rows"]
    assert odd == [None if place is None else plain[place] for place in rows]
