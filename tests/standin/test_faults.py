"""Faults by script, each as a client sees it, and recorded bodies served byte for byte."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import facebook
import pytest
import requests
from googleapiclient.discovery import Resource
from googleapiclient.errors import HttpError

from pipeline.demo.standin import Fault, FaultKind, Recorded, StandIn, World
from pipeline.demo.standin.fault_answers import ANSWERS, CHANGES, DELIVERIES

Strike = Callable[[Fault | Recorded], StandIn]
POST, VIDEO = "100064000000001_122", "1234567890123456"
YOUTUBE = "/youtube/v3/videos?part=statistics&id=92HWiOdpY2s&key=demo-youtube-key"
GRAPH = f"/v26.0/{POST}?access_token=demo-page-token"


MESSAGES = {
    FaultKind.FACEBOOK_APP_LIMIT: "Application request limit reached",
    FaultKind.FACEBOOK_PAGE_LIMIT: "Page request limit reached",
    FaultKind.FACEBOOK_BUSINESS_LIMIT: "too many calls to this Page account",
    FaultKind.FACEBOOK_TOKEN_EXPIRED: "Session has expired",
    FaultKind.FACEBOOK_PASSWORD_CHANGED: "changed their password",
    FaultKind.FACEBOOK_PERMISSION_MISSING: "requires the 'pages_read_engagement' permission",
    FaultKind.FACEBOOK_CODE_100_AS_500: "Invalid parameter",
}


def statistics_of(youtube: Resource, ids: str = "92HWiOdpY2s") -> list[Any]:
    items: list[Any] = youtube.videos().list(part="statistics", id=ids).execute()["items"]
    return items


def batch_of(graph: facebook.GraphAPI, *nodes: str) -> list[Any]:
    items = [{"method": "GET", "relative_url": f"v26.0/{node}?fields=id"} for node in nodes]
    told: list[Any] = graph.request("", post_args={"batch": json.dumps(items), "include_headers": "false"})
    return told


@pytest.mark.parametrize(
    ("kind", "status"), [(FaultKind.HTTP_500, 500), (FaultKind.HTTP_502, 502), (FaultKind.HTTP_503, 503)]
)
def test_a_server_error_strikes_both_clients(
    struck_by: Strike,
    youtube: Resource,
    graph: facebook.GraphAPI,
    kind: FaultKind,
    status: int,
) -> None:
    struck_by(Fault("youtube", kind, times=1))
    struck_by(Fault("facebook", kind, times=1))
    with pytest.raises(HttpError, match=str(status)):
        statistics_of(youtube)
    with pytest.raises(facebook.GraphAPIError, match="Maintype was not"):
        graph.get_object(POST)
    assert statistics_of(youtube)
    assert graph.get_object(POST)


def test_too_many_requests_says_when_to_come_back(struck_by: Strike, session: requests.Session) -> None:
    platforms = struck_by(Fault("youtube", FaultKind.TOO_MANY_REQUESTS, times=1, seconds=30))
    answer = session.get(platforms.youtube_address + YOUTUBE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [
        (FaultKind.YOUTUBE_QUOTA_EXCEEDED, 403, "quotaExceeded"),
        (FaultKind.YOUTUBE_RATE_LIMIT_EXCEEDED, 403, "rateLimitExceeded"),
        (FaultKind.YOUTUBE_KEY_INVALID, 400, "keyInvalid"),
    ],
)
def test_the_google_client_reads_the_reason(
    struck_by: Strike,
    youtube: Resource,
    kind: FaultKind,
    status: int,
    reason: str,
) -> None:
    struck_by(Fault("youtube.videos.list", kind))
    with pytest.raises(HttpError, match=reason) as caught:
        statistics_of(youtube)
    assert caught.value.status_code == status
    assert caught.value.error_details[0]["reason"] == reason


@pytest.mark.parametrize(
    ("kind", "code", "subcode"),
    [
        (FaultKind.FACEBOOK_APP_LIMIT, 4, None),
        (FaultKind.FACEBOOK_PAGE_LIMIT, 32, None),
        (FaultKind.FACEBOOK_BUSINESS_LIMIT, 80001, None),
        (FaultKind.FACEBOOK_TOKEN_EXPIRED, 190, 463),
        (FaultKind.FACEBOOK_PASSWORD_CHANGED, 190, 460),
        (FaultKind.FACEBOOK_PERMISSION_MISSING, 10, None),
        (FaultKind.FACEBOOK_CODE_100_AS_500, 100, None),
    ],
)
def test_the_facebook_client_reads_code_and_subcode(
    struck_by: Strike,
    graph: facebook.GraphAPI,
    kind: FaultKind,
    code: int,
    subcode: int | None,
) -> None:
    struck_by(Fault("facebook.batch", kind))
    with pytest.raises(facebook.GraphAPIError, match=MESSAGES[kind]) as caught:
        batch_of(graph, POST)
    assert caught.value.code == code
    assert caught.value.result["error"].get("error_subcode") == subcode
    assert graph.get_object(POST)["id"] == POST


def test_a_facebook_limit_comes_as_400_with_the_use_and_the_wait(
    struck_by: Strike, session: requests.Session
) -> None:
    platforms = struck_by(Fault("facebook", FaultKind.FACEBOOK_BUSINESS_LIMIT))
    answer = session.get(platforms.graph_address + GRAPH)
    (page_use,) = json.loads(answer.headers["x-business-use-case-usage"]).values()
    assert answer.status_code == 400
    assert (page_use[0]["call_count"], page_use[0]["estimated_time_to_regain_access"]) == (100, 5)


def test_code_100_can_come_with_status_500(struck_by: Strike, session: requests.Session) -> None:
    platforms = struck_by(Fault("facebook", FaultKind.FACEBOOK_CODE_100_AS_500))
    answer = session.get(platforms.graph_address + GRAPH)
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, 100)


def test_a_page_of_html_comes_where_json_is_due(struck_by: Strike, session: requests.Session) -> None:
    platforms = struck_by(Fault("website", FaultKind.HTML, times=1))
    answer = session.get(f"{platforms.matomo_address}/index.php")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=UTF-8")
    with pytest.raises(requests.exceptions.JSONDecodeError, match="Expecting value"):
        answer.json()


def test_a_cut_body_is_shorter_than_announced(struck_by: Strike, session: requests.Session) -> None:
    platforms = struck_by(Fault("youtube", FaultKind.CUT, times=1))
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        session.get(platforms.youtube_address + YOUTUBE)
    assert session.get(platforms.youtube_address + YOUTUBE).json()["items"]


def test_a_drip_is_the_right_answer_over_the_seconds(struck_by: Strike, session: requests.Session) -> None:
    platforms = struck_by(Fault("youtube", FaultKind.DRIP, times=1, seconds=0.3))
    begun = monotonic()
    dripped = session.get(platforms.youtube_address + YOUTUBE).json()
    assert monotonic() - begun >= 0.3
    assert dripped == session.get(platforms.youtube_address + YOUTUBE).json()


def test_no_answer_lets_the_client_run_out_of_time(struck_by: Strike, session: requests.Session) -> None:
    platforms = struck_by(Fault("facebook", FaultKind.NO_ANSWER, times=1, seconds=60))
    with pytest.raises(requests.exceptions.ReadTimeout, match="timed out"):
        session.get(platforms.graph_address + GRAPH, timeout=0.2)
    assert session.get(platforms.graph_address + GRAPH).json()["id"] == POST


def test_every_kind_of_fault_changes_an_answer() -> None:
    of_items = {FaultKind.FACEBOOK_NULL_ITEM, FaultKind.YOUTUBE_MISSING_ITEM}
    assert ANSWERS.keys() | DELIVERIES.keys() | CHANGES.keys() | of_items == set(FaultKind)


def test_one_item_of_a_batch_can_be_null_or_refused(struck_by: Strike, graph: facebook.GraphAPI) -> None:
    struck_by(Fault("facebook.batch", FaultKind.FACEBOOK_NULL_ITEM, item=VIDEO, times=1))
    struck_by(Fault("facebook", FaultKind.FACEBOOK_PERMISSION_MISSING, item=POST, times=1))
    refused, null = batch_of(graph, POST, VIDEO)
    assert null is None
    assert (refused["code"], json.loads(refused["body"])["error"]["code"]) == (400, 10)
    assert [item["code"] for item in batch_of(graph, POST, VIDEO)] == [200, 200]


def test_one_item_can_be_missing(struck_by: Strike, youtube: Resource) -> None:
    struck_by(Fault("youtube", FaultKind.YOUTUBE_MISSING_ITEM, item="92HWiOdpY2s", times=1))
    told = [[item["id"] for item in statistics_of(youtube, "92HWiOdpY2s,-ZxCwPm_es4")] for _ in range(2)]
    assert told == [["-ZxCwPm_es4"], ["92HWiOdpY2s", "-ZxCwPm_es4"]]


def test_a_fault_lasts_from_its_first_instant_to_before_its_second(
    struck_by: Strike, session: requests.Session, world: World, now: datetime
) -> None:
    hour, second = timedelta(hours=1), timedelta(seconds=1)
    platforms = struck_by(Fault("youtube", FaultKind.HTTP_503, from_instant=now, until_instant=now + hour))
    statuses = []
    for instant in (now - second, now, now + hour - second, now + hour):
        world.now = instant
        statuses.append(session.get(platforms.youtube_address + YOUTUBE).status_code)
    assert statuses == [200, 503, 503, 200]


@pytest.mark.parametrize(
    ("endpoint", "struck"), [("youtube.videos", True), ("youtube.videos.list", True), ("youtube.vid", False)]
)
def test_an_endpoint_is_named_whole_or_by_its_beginning(
    struck_by: Strike, session: requests.Session, endpoint: str, struck: bool
) -> None:
    platforms = struck_by(Fault(endpoint, FaultKind.HTTP_503))
    assert (session.get(platforms.youtube_address + YOUTUBE).status_code == 503) is struck


@pytest.mark.parametrize(
    ("name", "endpoint", "target", "status"),
    [
        ("yt_video_list_with_statistics.json", "youtube", YOUTUBE, 200),
        ("yt_error_keyInvalid_400.json", "youtube", YOUTUBE, 400),
        ("yt_error_403_permission.json", "youtube.videos.list", YOUTUBE, 403),
        ("fb_post_with_reactions.json", "facebook.node", GRAPH, 200),
        ("fb_error_100_permission.json", "facebook", GRAPH, 400),
    ],
)
def test_a_recorded_body_is_served_byte_for_byte(
    struck_by: Strike,
    session: requests.Session,
    real_body: Callable[[str], bytes],
    name: str,
    endpoint: str,
    target: str,
    status: int,
) -> None:
    platforms = struck_by(Recorded(endpoint, real_body(name), status=status, times=1))
    answer = session.get(platforms.youtube_address + target)
    assert (answer.status_code, answer.content) == (status, real_body(name))
    assert session.get(platforms.youtube_address + target).status_code == 200


def test_a_recorded_batch_is_read_by_the_facebook_client(
    struck_by: Strike,
    graph: facebook.GraphAPI,
    real_body: Callable[[str], bytes],
) -> None:
    struck_by(Recorded("facebook.batch", real_body("fb_batch_first_error.json")))
    assert [item["code"] for item in batch_of(graph, "2", "123456789")] == [400, 200]


def test_a_recorded_body_can_stand_for_one_item_of_a_batch(
    struck_by: Strike,
    graph: facebook.GraphAPI,
    real_body: Callable[[str], bytes],
) -> None:
    body = real_body("fb_post_with_reactions.json")
    struck_by(Recorded("facebook", body, item="100002241334695_980648432019859"))
    recorded, own = batch_of(graph, "100002241334695_980648432019859", POST)
    assert recorded["body"].encode() == body
    assert json.loads(own["body"]) == {"id": POST}
