"""The Graph API's calls as the real facebook-sdk and plain requests see them."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import facebook
import pytest
import requests

from pipeline.demo.standin import Event, EventKind, Growth, StandIn, World, WorldPost, counts_at
from pipeline.demo.standin.graph_nodes import plain_likes

POST, VIDEO, CARRIER = "100064000000001_122", "1234567890123456", "100064000000001_123"
POST_FIELDS = "id,created_time,message,permalink_url,shares,reactions.limit(0).summary(total_count)"
EDGES = "likes.limit(0).summary(true),comments.limit(0).summary(true)"
TOKEN = {"access_token": "demo-page-token"}


def batch(graph: facebook.GraphAPI, *relative_urls: str, include_headers: str = "false") -> list[Any]:
    items = [{"method": "GET", "relative_url": url} for url in relative_urls]
    form = {"batch": json.dumps(items), "include_headers": include_headers}
    told: list[Any] = graph.request("", post_args=form)
    return told


def test_a_post_tells_shares_and_all_reactions(
    graph: facebook.GraphAPI,
    posts: dict[str, WorldPost],
    now: datetime,
) -> None:
    told = graph.get_object(POST, fields=f"{POST_FIELDS},{EDGES}")
    counts = counts_at(posts[POST], now)
    assert told["shares"] == {"count": counts.shares}
    assert told["reactions"] == {"data": [], "summary": {"total_count": counts.likes}}
    assert told["likes"]["summary"]["total_count"] == plain_likes(counts.likes)
    assert told["comments"]["summary"]["total_count"] == counts.comments
    assert (told["message"], told["created_time"]) == ("Châu Sơn", "2024-09-01T00:00:00+0000")
    assert told["permalink_url"] == "https://www.facebook.com/100064000000001/posts/122"


def test_a_video_tells_views_and_the_post_that_carries_it_tells_shares(
    graph: facebook.GraphAPI,
    posts: dict[str, WorldPost],
    now: datetime,
) -> None:
    video = graph.get_object(VIDEO, fields=f"views,post_views,length,permalink_url,post_id,{EDGES}")
    carrier = graph.get_object(CARRIER, fields="shares,permalink_url")
    counts = counts_at(posts[VIDEO], now)
    assert (video["id"], video["views"], video["post_views"]) == (VIDEO, counts.views, counts.views)
    assert video["permalink_url"] == f"/100064000000001/videos/{VIDEO}/"
    assert f"100064000000001_{video['post_id']}" == carrier["id"] == CARRIER
    assert carrier["shares"]["count"] == counts.shares


def test_without_fields_the_default_ones_are_told(graph: facebook.GraphAPI) -> None:
    assert set(graph.get_object(POST)) == {"id", "created_time", "message"}


def test_a_field_can_be_asked_under_another_name_and_without_a_summary(graph: facebook.GraphAPI) -> None:
    told = graph.get_object(POST, fields="likes.limit(0).summary(true).as(plain),comments.limit(0)")
    assert told["plain"]["summary"].keys() == {"total_count", "can_like", "has_liked"}
    assert told["comments"] == {"data": []}


def test_shares_have_no_key_at_zero(session: requests.Session, now: datetime) -> None:
    post = WorldPost("facebook", POST, now, Growth(900))
    with StandIn(World([post], now)) as platforms:
        asked = {"fields": POST_FIELDS, **TOKEN}
        told = session.get(f"{platforms.graph_address}/v26.0/{POST}", params=asked).json()
    assert "shares" not in told
    assert told["reactions"]["summary"]["total_count"] == 0


@pytest.mark.parametrize("field", ["shares", "reactions", "no_such_field"])
def test_a_field_that_a_video_does_not_have_fails_the_call(graph: facebook.GraphAPI, field: str) -> None:
    with pytest.raises(facebook.GraphAPIError, match="Tried accessing nonexisting field") as caught:
        graph.get_object(VIDEO, fields=f"views,{field}")
    assert caught.value.code == 100
    assert f"({field}) on node type (Video)" in caught.value.message


def test_fields_that_cannot_be_read_are_a_syntax_error(graph: facebook.GraphAPI) -> None:
    with pytest.raises(facebook.GraphAPIError, match="Syntax error") as caught:
        graph.get_object(POST, fields="id,reactions.limit(0")
    assert caught.value.code == 2500


def test_unknown_and_deleted_objects_are_told_alike(
    session: requests.Session, posts: dict[str, WorldPost], now: datetime
) -> None:
    deleted = replace(posts[POST], events=(Event(EventKind.DELETED, now - timedelta(days=1)),))
    with StandIn(World([deleted], now)) as platforms:
        for node in (POST, "999"):
            answer = session.get(f"{platforms.graph_address}/v26.0/{node}", params=TOKEN)
            error = answer.json()["error"]
            assert (answer.status_code, error["code"], error["error_subcode"]) == (400, 100, 33)
            assert f"Object with ID '{node}' does not exist" in error["message"]


@pytest.mark.parametrize(("token", "code"), [({"access_token": "wrong"}, 190), ({}, 104)])
def test_a_wrong_or_missing_token_is_refused_by_object_and_by_batch(
    session: requests.Session, platforms: StandIn, token: dict[str, str], code: int
) -> None:
    answers = [
        session.get(f"{platforms.graph_address}/v26.0/{POST}", params=token),
        session.post(f"{platforms.graph_address}/", data={"batch": "[]", **token}),
    ]
    for answer in answers:
        error = answer.json()["error"]
        assert (answer.status_code, error["type"], error["code"]) == (400, "OAuthException", code)


def test_a_batch_answers_in_order_each_item_by_itself(
    graph: facebook.GraphAPI,
    posts: dict[str, WorldPost],
    now: datetime,
) -> None:
    told = batch(
        graph, f"v26.0/{POST}?fields=shares", "v26.0/999", f"/v26.0/{VIDEO}?fields=views", f"{VIDEO}?fields=x"
    )
    bodies = [json.loads(item["body"]) for item in told]
    assert [item["code"] for item in told] == [200, 400, 200, 400]
    assert bodies[0] == {"id": POST, "shares": {"count": counts_at(posts[POST], now).shares}}
    assert bodies[1]["error"]["error_subcode"] == 33
    assert bodies[2] == {"id": VIDEO, "views": counts_at(posts[VIDEO], now).views}
    assert bodies[3]["error"]["code"] == 100
    assert not any("headers" in item for item in told)


def test_a_batch_tells_headers_when_they_are_wanted(graph: facebook.GraphAPI) -> None:
    (told,) = batch(graph, f"v26.0/{POST}?fields=id", include_headers="true")
    headers = {header["name"].lower(): header["value"] for header in told["headers"]}
    assert headers["content-type"] == "text/javascript; charset=UTF-8"
    assert json.loads(headers["x-app-usage"]).keys() == {"call_count", "total_time", "total_cputime"}


def test_fifty_items_are_the_most_in_a_batch(graph: facebook.GraphAPI) -> None:
    assert len(batch(graph, *[POST] * 50)) == 50
    with pytest.raises(facebook.GraphAPIError, match="Maximum batch size is 50") as caught:
        batch(graph, *[POST] * 51)
    assert caught.value.result["error"]["type"] == "GraphBatchException"


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[{"])
def test_a_batch_that_is_no_list_of_requests_is_refused(
    session: requests.Session, platforms: StandIn, text: str
) -> None:
    answer = session.post(f"{platforms.graph_address}/v26.0/", data={"batch": text, **TOKEN})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)


@pytest.mark.parametrize("path", ["/", "/v26.0/", "/v21.0"])
def test_the_retired_ids_call_is_a_code_100_with_status_500(
    session: requests.Session, platforms: StandIn, path: str
) -> None:
    answer = session.get(platforms.graph_address + path, params={"ids": f"{POST},{VIDEO}", **TOKEN})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == 100
    assert answer.json()["error"]["message"] == "The ids query parameter is deprecated in v26.0+."


@pytest.mark.parametrize(("asked", "served"), [("v26.0/", "v26.0"), ("v18.0/", "v21.0"), ("", "v21.0")])
def test_headers_tell_the_version_that_served_and_the_use_of_the_allowance(
    session: requests.Session, platforms: StandIn, asked: str, served: str
) -> None:
    answer = session.get(f"{platforms.graph_address}/{asked}{POST}", params=TOKEN)
    assert answer.headers["facebook-api-version"] == served
    assert json.loads(answer.headers["x-app-usage"])["call_count"] == 1
    (page_use,) = json.loads(answer.headers["x-business-use-case-usage"]).values()
    assert (page_use[0]["type"], page_use[0]["estimated_time_to_regain_access"]) == ("pages", 0)
