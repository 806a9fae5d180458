"""A website's views from a server that answers as Matomo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collectors import ProblemCode, Reading
from collectors.website import PLATFORM, WebsiteSettings

if TYPE_CHECKING:
    from tests.collectors.conftest import Night, Read, ScriptedServer

SITE = "https://hoctap.example"
UNAUTHENTICATED = "Unable to authenticate with the provided token. It is either invalid or expired."
NO_ACCESS = "You can't access this resource as it requires 'view' access for the website id = 3."


def row(path: str, views: object, site: str = SITE) -> dict[str, object]:
    return {"label": path, "nb_visits": 1, "nb_hits": views, "url": f"{site}{path}"}


def test_all_pages_are_read_in_one_call_with_the_token_in_its_body(
    server: ScriptedServer, read: Read, secret: str
) -> None:
    server.reply([row("/a", 15), row("/tu-s%C3%A1ch/b", "20"), row("/c", 7)])
    outcomes = read("hoctap.example/a", "hoctap.example/tu-sách/b")
    assert outcomes.readings == [
        Reading(1, "matomo", datetime(2026, 11, 25, 2, tzinfo=UTC), {"views": 15}),
        Reading(2, "matomo", datetime(2026, 11, 25, 2, tzinfo=UTC), {"views": 20}),
    ]
    (asked,) = server.asked
    assert (asked.method, asked.path, dict(asked.form)) == ("POST", "/index.php", {"token_auth": [secret]})
    assert {name: value for name, (value,) in asked.query.items()} == {
        "module": "API",
        "method": "Actions.getPageUrls",
        "idSite": "3",
        "period": "range",
        "date": "2024-09-01,today",
        "format": "JSON",
        "flat": "1",
        "filter_limit": "-1",
        "language": "en",
    }


@pytest.mark.parametrize("end", ["", "/", "/index.php", "/so-lieu", "/so-lieu/index.php"])
def test_the_address_may_end_in_any_way(server: ScriptedServer, read: Read, end: str) -> None:
    server.reply([row("/a", 15)])
    read("hoctap.example/a", matomo_address=f"{server.address}{end}")
    assert server.asked[0].path == ("/so-lieu/index.php" if "so-lieu" in end else "/index.php")


def test_the_views_of_every_way_of_writing_a_page_are_added_up(server: ScriptedServer, read: Read) -> None:
    server.reply(
        [
            row("/tu-sách/a", 10),
            row("/tu-sách/a/", 5),
            row("/tu-s%C3%A1ch/a?fbclid=1", 2),
            row("/tu-sách/a", 1, "http://www.hoctap.example"),
            row("/tu-sách/ab", 100),
            row("/tu-sách/a", 1000, "https://another.example"),
        ]
    )
    assert read("hoctap.example/tu-sách/a").counts == {1: {"views": 18}}


def test_a_row_that_comes_twice_counts_once(server: ScriptedServer, read: Read) -> None:
    server.reply([row("/a", 10), row("/a", 10), row("/a/", 5)])
    assert read("hoctap.example/a").counts == {1: {"views": 15}}


def test_a_path_is_one_page_on_all_of_the_site_s_own_hosts(server: ScriptedServer, read: Read) -> None:
    server.reply(
        [row("/a", 10), row("/a", 4, "https://cu.hoctap.example"), row("/a", 100, "https://b.example")]
    )
    hosts = ["www.hoctap.example", "CU.hoctap.example"]
    assert read("cu.hoctap.example/a", "b.example/a", hosts=hosts).counts == {
        1: {"views": 14},
        2: {"views": 100},
    }


def test_a_page_that_a_whole_list_does_not_hold_is_a_problem(server: ScriptedServer, read: Read) -> None:
    server.reply([row("/a", 10)])
    outcomes = read("hoctap.example/a", "hoctap.example/b")
    assert outcomes.problems == [(ProblemCode.POST_NOT_FOUND, 2)]
    assert outcomes.last.detail == {"reason": "not-listed"}


@pytest.mark.parametrize("label", ["Others", "/tin-tuc/Others"])
def test_where_the_list_sums_up_the_rest_a_page_not_listed_is_unknown(
    server: ScriptedServer, read: Read, label: str
) -> None:
    server.reply([row("/a", 10), {"label": label, "nb_hits": 99}])
    assert read("hoctap.example/a", "hoctap.example/b").counts == {1: {"views": 10}, 2: {"views": None}}


def test_odd_rows_harm_nothing(server: ScriptedServer, read: Read) -> None:
    odd = [None, 5, {}, {"url": 7}, {"url": "http://["}, {"label": "Page URL not defined", "nb_hits": 1}]
    server.reply([*odd, row("/a", 10), row("/b", -1), {"url": f"{SITE}/c"}])
    outcomes = read(*(f"hoctap.example/{page}" for page in "abc"))
    assert outcomes.counts == {1: {"views": 10}, 3: {"views": None}}
    assert outcomes.problems == [(ProblemCode.MALFORMED_ANSWER, 2)]


@pytest.mark.parametrize(
    ("status", "body", "code", "calls"),
    [
        (200, {"result": "error", "message": UNAUTHENTICATED}, ProblemCode.CREDENTIALS_REFUSED, 1),
        (401, {"result": "error", "message": UNAUTHENTICATED}, ProblemCode.CREDENTIALS_REFUSED, 1),
        (200, {"result": "error", "message": NO_ACCESS}, ProblemCode.PERMISSION_MISSING, 1),
        (401, {"result": "error", "message": NO_ACCESS}, ProblemCode.PERMISSION_MISSING, 1),
        (200, {"result": "error", "message": "The date is not correct."}, ProblemCode.REQUEST_REFUSED, 1),
        (404, b"<html>", ProblemCode.REQUEST_REFUSED, 1),
        (301, b"", ProblemCode.REQUEST_REFUSED, 1),
        (200, b"<html>", ProblemCode.MALFORMED_ANSWER, 1),
        (200, {}, ProblemCode.MALFORMED_ANSWER, 1),
        (429, b"", ProblemCode.RATE_LIMITED, 4),
        (503, b"<html>", ProblemCode.PLATFORM_FAILED, 4),
    ],
)
def test_what_fails_is_said_once_for_the_channel(
    server: ScriptedServer, read: Read, status: int, body: object, code: ProblemCode, calls: int
) -> None:
    server.reply(body, status)
    assert read("hoctap.example/a", "hoctap.example/b").problems == [(code, None)]
    assert len(server.asked) == calls


def test_the_token_is_not_carried_to_another_address(server: ScriptedServer, read: Read) -> None:
    server.reply(b"", 301, Location="/elsewhere")
    server.reply([row("/a", 15)])
    assert read("hoctap.example/a").problems == [(ProblemCode.REQUEST_REFUSED, None)]
    assert len(server.asked) == 1


def test_a_time_out_is_tried_again(server: ScriptedServer, read: Read, night: Night) -> None:
    server.reply([], after_s=5.0)
    server.reply([row("/a", 10)])
    assert read("hoctap.example/a", timeout_s=0.3).counts == {1: {"views": 10}}
    assert len(night.waits_s) == 1


def test_no_server_at_all_is_said_once(read: Read) -> None:
    outcomes = read("hoctap.example/a", matomo_address="http://127.0.0.1:9")
    assert outcomes.problems == [(ProblemCode.UNREACHABLE, None)]


@pytest.mark.parametrize("name", ["matomo_site_id", "matomo_token", "counted_from"])
def test_a_setting_that_is_missing_is_named(server: ScriptedServer, read: Read, name: str) -> None:
    outcomes = read("hoctap.example/a", **{name: None})
    assert outcomes.problems == [(ProblemCode.CREDENTIALS_MISSING, None)]
    assert outcomes.last.detail == {"missing": name}
    assert server.asked == []


def test_without_an_address_the_website_is_left_to_be_counted_by_hand(night: Night) -> None:
    assert PLATFORM.collector(WebsiteSettings(), night.tools) is None


def test_the_token_never_appears_in_a_problem(server: ScriptedServer, read: Read, secret: str) -> None:
    server.reply({"result": "error", "message": f"Odd request: key={secret}"})
    assert read("hoctap.example/a").last.detail["message"] == "Odd request: key=***"
