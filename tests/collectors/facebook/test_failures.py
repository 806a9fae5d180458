"""What of Facebook's failures is tried again, what stops the channel and what is one post's problem."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collectors import ProblemCode

if TYPE_CHECKING:
    from tests.collectors.conftest import Night, Read, ScriptedServer
    from tests.collectors.facebook.conftest import Graph


def error(code: int | None, **more: object) -> dict[str, object]:
    return {"error": {"message": "No.", "type": "OAuthException", "code": code, **more}}


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, error(190, error_subcode=460), ProblemCode.CREDENTIALS_REFUSED),
        (401, error(190, error_subcode=463), ProblemCode.CREDENTIALS_REFUSED),
        (400, error(104), ProblemCode.CREDENTIALS_REFUSED),
        (403, error(10), ProblemCode.PERMISSION_MISSING),
        (403, error(200), ProblemCode.PERMISSION_MISSING),
        (403, error(299), ProblemCode.PERMISSION_MISSING),
    ],
)
def test_a_dead_token_and_a_missing_permission_stop_the_channel_at_once(
    server: ScriptedServer, read: Read, night: Night, status: int, body: object, code: ProblemCode
) -> None:
    server.reply(body, status)
    assert read(*map(str, range(120))).problems == [(code, None)]
    assert (len(server.asked), night.waits_s) == (1, [])


def test_a_token_that_dies_within_a_batch_keeps_what_was_read(graph: Graph, read: Read) -> None:
    graph.nodes.update({"7": {"views": 5}, "8": error(190, error_subcode=460)})
    outcomes = read("7", "8")
    assert outcomes.counts[1]["views"] == 5
    assert outcomes.problems == [(ProblemCode.CREDENTIALS_REFUSED, None)]
    assert outcomes.last.detail["subcode"] == "460"


def test_a_dead_token_is_not_asked_with_again_for_the_sake_of_what_may_pass(
    graph: Graph, read: Read, night: Night
) -> None:
    graph.nodes.update({"7": error(2), "8": error(190)})
    outcomes = read("7", "8")
    assert outcomes.problems == [(ProblemCode.PLATFORM_FAILED, 1), (ProblemCode.CREDENTIALS_REFUSED, None)]
    assert (graph.batches, night.waits_s) == ([["7", "8"]], [])


def test_a_refused_request_is_never_asked_again_though_it_comes_as_500(
    server: ScriptedServer, read: Read, night: Night
) -> None:
    server.reply(error(100, message="The ids query parameter is deprecated in v26.0+."), 500)
    outcomes = read("7")
    assert outcomes.problems == [(ProblemCode.REQUEST_REFUSED, 1)]
    assert outcomes.last.detail["message"] == "The ids query parameter is deprecated in v26.0+."
    assert (len(server.asked), night.waits_s) == (1, [])


@pytest.mark.parametrize("code", [1, 2, 4, 17, 32, 341, 368, 613, 80001])
def test_what_may_pass_is_tried_again(
    server: ScriptedServer, graph: Graph, read: Read, night: Night, code: int
) -> None:
    server.reply(error(code), 400)
    graph.nodes["7"] = {"views": 5}
    assert read("7").counts[1]["views"] == 5
    assert len(night.waits_s) == 1


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001])
def test_a_rate_limit_that_does_not_pass_stops_the_channel(
    server: ScriptedServer, read: Read, night: Night, code: int
) -> None:
    server.reply(error(code), 400)
    assert read(*map(str, range(120))).problems == [(ProblemCode.RATE_LIMITED, None)]
    assert (len(server.asked), len(night.waits_s)) == (4, 3)


def test_the_minutes_until_calls_are_allowed_again_are_said(
    server: ScriptedServer, read: Read, night: Night
) -> None:
    usage = '{"1000": [{"type": "pages", "call_count": 101, "estimated_time_to_regain_access": 40}]}'
    server.reply(error(80001), 400, X_Business_Use_Case_Usage=usage)
    outcomes = read("7")
    assert outcomes.last.retry_at == datetime(2026, 11, 25, 2, 40, tzinfo=UTC)
    assert (len(server.asked), night.waits_s) == (1, [])


def test_a_rate_limit_in_the_midst_of_a_batch_asks_again_only_for_the_rest(
    graph: Graph, read: Read, night: Night
) -> None:
    graph.nodes.update({"7": {"views": 5}, "8": [error(4), error(4), {"views": 6}]})
    assert {key: told["views"] for key, told in read("7", "8").counts.items()} == {1: 5, 2: 6}
    assert graph.batches == [["7", "8"], ["8"], ["8"]]
    assert len(night.waits_s) == 2


@pytest.mark.parametrize("code", [1, 2])
def test_a_node_that_keeps_failing_is_one_problem_and_no_outage(graph: Graph, read: Read, code: int) -> None:
    ids = [str(number) for number in range(1, 151)]
    graph.nodes.update((node, {"views": 1}) for node in ids)
    graph.nodes.update({"1": error(code), "51": error(code)})
    outcomes = read(*ids)
    assert outcomes.problems == [(ProblemCode.PLATFORM_FAILED, 1), (ProblemCode.PLATFORM_FAILED, 51)]
    assert len(outcomes.counts) == 148


@pytest.mark.parametrize(
    ("error_of_node", "code"),
    [
        (error(100, error_subcode=33), ProblemCode.POST_NOT_FOUND),
        (error(803), ProblemCode.POST_NOT_FOUND),
        (error(10), ProblemCode.PERMISSION_MISSING),
        (error(200), ProblemCode.PERMISSION_MISSING),
        (
            error(100, message="(#100) Tried accessing nonexisting field (x) on node"),
            ProblemCode.REQUEST_REFUSED,
        ),
        (error(2500, message='Syntax error "Expected name."'), ProblemCode.REQUEST_REFUSED),
        (error(None), ProblemCode.REQUEST_REFUSED),
        ({"error": "odd"}, ProblemCode.REQUEST_REFUSED),
    ],
)
def test_an_error_of_one_node_is_its_post_s_problem(
    graph: Graph, read: Read, error_of_node: object, code: ProblemCode
) -> None:
    graph.nodes.update({"7": error_of_node, "8": {"views": 1}})
    outcomes = read("7", "8")
    assert outcomes.problems == [(code, 1)]
    assert set(outcomes.counts) == {2}


@pytest.mark.parametrize(
    ("status", "code", "calls"),
    [(200, ProblemCode.MALFORMED_ANSWER, 1), (502, ProblemCode.PLATFORM_FAILED, 4)],
)
@pytest.mark.parametrize("media_type", ["text/html", "application/json", "text/javascript"])
def test_a_page_in_place_of_json_is_tried_again_only_where_the_status_says_so(
    server: ScriptedServer, read: Read, media_type: str, status: int, code: ProblemCode, calls: int
) -> None:
    server.reply(b"<html>sign in</html>", status, Content_Type=media_type)
    assert [found for found, _ in read("7").problems] == [code]
    assert len(server.asked) == calls


@pytest.mark.parametrize("body", [b"5", b"{}", b"null", b'"x"', b"[", b"\xff"])
def test_a_malformed_batch_is_its_own_posts_problem_and_the_next_is_asked(
    server: ScriptedServer, graph: Graph, read: Read, body: bytes
) -> None:
    ids = [str(number) for number in range(1, 61)]
    graph.nodes.update((node, {"views": 1}) for node in ids)
    server.reply(body)
    outcomes = read(*ids)
    assert outcomes.problems == [(ProblemCode.MALFORMED_ANSWER, key) for key in range(1, 51)]
    assert len(outcomes.counts) == 10


def test_a_time_out_is_tried_again(server: ScriptedServer, graph: Graph, read: Read, night: Night) -> None:
    server.reply([], after_s=5.0)
    graph.nodes["7"] = {"views": 5}
    assert read("7", timeout_s=0.3).counts[1]["views"] == 5
    assert len(night.waits_s) == 1


def test_no_server_at_all_is_said_once(read: Read) -> None:
    outcomes = read("7", "8", graph_address="http://127.0.0.1:9")
    assert outcomes.problems == [(ProblemCode.UNREACHABLE, None)]
    assert outcomes.last.detail == {"reason": "refused"}


def test_without_a_token_nothing_is_asked(graph: Graph, read: Read) -> None:
    outcomes = read("7", page_token="")
    assert outcomes.problems == [(ProblemCode.CREDENTIALS_MISSING, None)]
    assert outcomes.last.detail == {"missing": "page_token"}
    assert graph.batches == []


@pytest.mark.parametrize("status", [400, 500])
def test_the_token_never_appears_in_a_problem(
    server: ScriptedServer, read: Read, secret: str, status: int
) -> None:
    server.reply(error(2500, message=f"Malformed access token {secret}", fbtrace_id=secret), status)
    assert read("7", tries=1).last.detail["message"] == "Malformed access token ***"
