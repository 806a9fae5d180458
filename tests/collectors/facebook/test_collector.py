"""Facebook through facebook-sdk, against a server that answers by script: what is asked and what is read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collectors import PostToRead, ProblemCode, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.collectors.conftest import Read, ScriptedServer
    from tests.collectors.facebook.conftest import Graph

    Total = Callable[[int], object]

PAGE = "1000"
SUMMED = ".limit(0).summary(total_count)"


def test_a_video_tells_views_likes_and_comments_and_its_post_the_shares(
    graph: Graph, read: Read, total: Total
) -> None:
    graph.nodes["7"] = {"views": 900, "reactions": total(30), "comments": total(4), "post_id": "8"}
    graph.nodes["1000_8"] = {"shares": {"count": 12}, "reactions": total(31), "comments": total(5)}
    told = {"views": 900, "likes": 30, "shares": 12, "comments": 4}
    taken_at = datetime(2026, 11, 25, 2, tzinfo=UTC)
    assert read("7", page_id=PAGE).readings == [Reading(1, "facebook-node", taken_at, told)]
    assert graph.batches == [["7"], ["1000_8"]]


def test_a_post_tells_no_views_and_no_shares_are_none(graph: Graph, read: Read, total: Total) -> None:
    graph.nodes["1000_8"] = {"reactions": total(31), "comments": total(5)}
    graph.nodes["1000_9"] = {"shares": {"count": 2}, "reactions": total(0), "comments": total(0)}
    assert read("1000_8", "1000_9").counts == {
        1: {"views": None, "likes": 31, "shares": 0, "comments": 5},
        2: {"views": None, "likes": 0, "shares": 2, "comments": 0},
    }


@pytest.mark.parametrize(("likes", "edge"), [("reactions", "reactions"), ("like-only", "likes")])
def test_the_settings_say_which_likes_count(
    graph: Graph, read: Read, total: Total, likes: str, edge: str
) -> None:
    graph.nodes["1000_8"] = {edge: total(31)}
    assert read("1000_8", likes=likes).counts[1]["likes"] == 31
    assert graph.fields["1000_8"] == f"shares,{edge}{SUMMED},comments{SUMMED}"


def test_a_batch_holds_the_token_in_its_body_and_the_version_in_its_items(
    server: ScriptedServer, graph: Graph, read: Read, secret: str
) -> None:
    graph.nodes["7"] = {"views": 1}
    read("7", graph_version="v27.0")
    asked = server.asked[0]
    assert (asked.method, asked.path, dict(asked.query)) == ("POST", "/v27.0/", {})
    assert asked.form["access_token"] == [secret]
    assert asked.form["include_headers"] == ["false"]
    fields = f"views,reactions{SUMMED},comments{SUMMED},post_id"
    assert json.loads(asked.form["batch"][0]) == [
        {"method": "GET", "relative_url": f"v27.0/7?fields={fields}"}
    ]


@pytest.mark.parametrize(("asked", "calls"), [(1, 1), (50, 1), (51, 2), (120, 3)])
def test_fifty_nodes_take_one_call(graph: Graph, read: Read, asked: int, calls: int) -> None:
    ids = [str(number) for number in range(1, asked + 1)]
    graph.nodes.update((node, {"views": int(node)}) for node in ids)
    outcomes = read(*ids, *ids)
    assert len(graph.batches) == calls
    assert {key: counts["views"] for key, counts in outcomes.counts.items()} == {
        **{number: number for number in range(1, asked + 1)},
        **{number + asked: number for number in range(1, asked + 1)},
    }


@pytest.mark.parametrize(
    ("url", "page_id", "node"),
    [
        ("https://www.facebook.com/phuly/posts/8", PAGE, "1000_8"),
        ("https://www.facebook.com/phuly/posts/8", None, "8"),
        ("https://www.facebook.com/phuly/videos/8", PAGE, "8"),
        (None, PAGE, "8"),
    ],
)
def test_a_post_whose_page_is_only_named_is_taken_for_one_of_the_own_page(
    graph: Graph, read: Read, url: str | None, page_id: str | None, node: str
) -> None:
    graph.nodes[node] = {}
    read(PostToRead(1, "8", url), page_id=page_id)
    assert graph.batches == [[node]]
    is_post = url is not None and "/posts/" in url
    assert graph.fields[node].startswith("shares" if is_post else "views")


def test_real_nodes_end_as_their_readings(
    server: ScriptedServer, read: Read, real_answer: Callable[[str], object]
) -> None:
    node = real_answer("fb_post_with_reactions")
    server.reply([{"code": 200, "body": json.dumps(node)}])
    told = {"views": None, "likes": 1, "shares": 0, "comments": None}
    assert read("100002241334695_980648432019859").counts == {1: told}


def test_in_a_real_batch_one_bad_node_harms_no_other(
    server: ScriptedServer, read: Read, real_answer: Callable[[str], object]
) -> None:
    server.reply(real_answer("fb_batch_first_error"))
    outcomes = read("2", "123456789")
    assert outcomes.problems == [(ProblemCode.POST_NOT_FOUND, 1)]
    assert outcomes.counts == {2: {"views": None, "likes": None, "shares": None, "comments": None}}


@pytest.mark.parametrize("as_item", [True, False])
def test_a_real_missing_permission_is_said_by_name(
    server: ScriptedServer, read: Read, real_answer: Callable[[str], object], as_item: bool
) -> None:
    error = real_answer("fb_error_100_permission")
    server.reply([{"code": 400, "body": json.dumps(error)}] if as_item else error, 200 if as_item else 400)
    outcomes = read("2")
    assert outcomes.problems == [(ProblemCode.PERMISSION_MISSING, 1 if as_item else None)]
    assert outcomes.last.detail["permission"] == "pages_read_engagement"
    assert "message" not in outcomes.last.detail
    assert len(server.asked) == 1


def test_forty_nine_are_read_beside_a_bad_one_and_a_null_is_asked_again_once(
    graph: Graph, read: Read
) -> None:
    ids = [str(number) for number in range(1, 52)]
    graph.nodes.update((node, {"views": 1}) for node in ids)
    del graph.nodes["10"]
    graph.nodes["20"] = [None, {"views": 20}]
    graph.nodes["30"] = [None, None]
    outcomes = read(*ids)
    assert outcomes.problems == [(ProblemCode.POST_NOT_FOUND, 10), (ProblemCode.UNREACHABLE, 30)]
    assert outcomes.counts[20]["views"] == 20
    assert len(outcomes.counts) == 49
    assert graph.batches[1:] == [["20", "30"], ["51"]]


def test_one_unknown_field_costs_that_count_alone(graph: Graph, read: Read, total: Total) -> None:
    graph.unknown_fields = frozenset({"reactions", "post_id"})
    graph.nodes["7"] = {"views": 5, "comments": total(2)}
    assert read("7").counts == {1: {"views": 5, "likes": None, "shares": None, "comments": 2}}
    assert graph.fields["7"] == f"views,comments{SUMMED}"


def test_an_unknown_field_that_fails_the_whole_batch_is_left_out_too(
    server: ScriptedServer, graph: Graph, read: Read, total: Total
) -> None:
    message = "(#100) Tried accessing nonexisting field (reactions) on node type (Video)"
    server.reply({"error": {"code": 100, "message": message}}, 400)
    graph.nodes["7"] = {"views": 5, "comments": total(2)}
    assert read("7").counts[1]["views"] == 5
    assert len(server.asked) == 2


def test_the_sum_of_reactions_comes_from_the_post_where_the_video_knows_none(
    server: ScriptedServer, read: Read, total: Total
) -> None:
    message = "(#100) Tried accessing nonexisting field (reactions) on node type (Video)"
    video = {"id": "7", "views": 5, "comments": total(2), "post_id": "8"}
    post = {"id": "1000_8", "reactions": total(31), "comments": total(9)}
    server.reply([{"code": 400, "body": json.dumps({"error": {"code": 100, "message": message}})}])
    server.reply([{"code": 200, "body": json.dumps(video)}])
    server.reply([{"code": 200, "body": json.dumps(post)}])
    assert read("7", page_id=PAGE).counts == {1: {"views": 5, "likes": 31, "shares": 0, "comments": 2}}


@pytest.mark.parametrize(
    "post", [None, {"error": {"code": 10, "message": "no"}}, {"shares": {"count": -1}}, {"shares": 5}]
)
def test_what_fails_on_the_video_s_post_leaves_its_shares_unknown(
    graph: Graph, read: Read, post: object
) -> None:
    graph.nodes.update({"7": {"views": 5, "post_id": "8"}, "1000_8": post})
    assert read("7", page_id=PAGE).counts == {
        1: {"views": 5, "likes": None, "shares": None, "comments": None}
    }


def test_a_short_answer_is_told_apart_by_the_nodes_own_ids(server: ScriptedServer, read: Read) -> None:
    one = {"code": 200, "body": json.dumps({"id": "3", "views": 33})}
    others = [{"code": 200, "body": json.dumps({"id": node, "views": int(node)})} for node in ("1", "2")]
    server.reply([one])
    server.reply(others)
    assert {key: told["views"] for key, told in read("1", "2", "3").counts.items()} == {1: 1, 2: 2, 3: 33}


def test_no_post_is_given_the_counts_of_another(server: ScriptedServer, read: Read) -> None:
    others = [{"code": 200, "body": json.dumps({"id": node, "views": 1})} for node in ("3", "4")]
    server.reply(others)
    assert read("1", "2").problems == [(ProblemCode.UNREACHABLE, 1), (ProblemCode.UNREACHABLE, 2)]


def test_nodes_that_come_in_another_order_are_known_by_their_ids(server: ScriptedServer, read: Read) -> None:
    server.reply([{"code": 200, "body": json.dumps({"id": node, "views": int(node)})} for node in ("2", "1")])
    assert {key: told["views"] for key, told in read("1", "2").counts.items()} == {1: 1, 2: 2}
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "node",
    [{"views": -1}, {"views": "many"}, {"comments": {"summary": {"total_count": 1.5}}}, {"comments": []}],
)
def test_a_value_that_is_no_count_is_that_post_s_problem(graph: Graph, read: Read, node: object) -> None:
    graph.nodes.update({"7": node, "8": {"views": 1}})
    outcomes = read("7", "8")
    assert outcomes.problems == [(ProblemCode.MALFORMED_ANSWER, 1)]
    assert outcomes.counts[2]["views"] == 1


def test_ids_that_would_change_the_question_are_not_asked_for(graph: Graph, read: Read) -> None:
    outcomes = read("7?fields=x", "me/accounts", "", "7,8")
    assert outcomes.problems == [(ProblemCode.POST_NOT_FOUND, key) for key in (1, 2, 3, 4)]
    assert graph.batches == []
