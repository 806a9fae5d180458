"""Matomo's page addresses as plain requests see them."""

from datetime import datetime, timedelta

import pytest
import requests

from pipeline.demo.standin import Event, EventKind, Growth, StandIn, World, WorldPost, counts_at

PAGE = "/tu-sach/châu-sơn"
ASKED = {
    "module": "API",
    "method": "Actions.getPageUrls",
    "format": "JSON",
    "idSite": "1",
    "period": "range",
    "date": "2024-09-01,2024-12-31",
    "flat": "1",
    "filter_limit": "-1",
    "token_auth": "demo-matomo-token",
}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_is_told_with_its_hits(
    session: requests.Session, platforms: StandIn, posts: dict[str, WorldPost], now: datetime, method: str
) -> None:
    place = {"params": ASKED} if method == "GET" else {"data": ASKED}
    (row,) = session.request(method, f"{platforms.matomo_address}/index.php", **place).json()  # type: ignore[arg-type]
    hits = counts_at(posts[PAGE], now).views
    assert row.keys() == {"label", "nb_visits", "nb_hits", "url"}
    assert (row["label"], row["nb_hits"]) == (PAGE, hits)
    assert 0 < row["nb_visits"] <= hits
    assert row["url"] == f"https://phuly.example{PAGE}"


def rows(session: requests.Session, platforms: StandIn, **changed: str) -> list[dict[str, int]]:
    answer = session.get(f"{platforms.matomo_address}/index.php", params={**ASKED, **changed})
    told: list[dict[str, int]] = answer.json()
    return told


def test_days_are_the_sites_and_add_up(session: requests.Session, platforms: StandIn) -> None:
    days = ["2024-09-01,2024-09-01", "2024-09-02,2024-09-10", "2024-09-11,2024-12-31"]
    parts = [rows(session, platforms, date=day)[0]["nb_hits"] for day in days]
    assert sum(parts) == rows(session, platforms)[0]["nb_hits"]
    assert rows(session, platforms, date="2024-08-01,2024-08-31") == []


def test_a_day_begins_at_midnight_of_the_sites_zone(session: requests.Session, now: datetime) -> None:
    published_at = datetime.fromisoformat("2024-09-03T23:00:00+07:00")
    page = WorldPost("website", PAGE, published_at, Growth(10**6))
    with StandIn(World([page], now)) as platforms:
        (row,) = rows(session, platforms, date="2024-09-03,2024-09-03")
    assert row["nb_hits"] == counts_at(page, published_at + timedelta(hours=1)).views


def test_today_and_yesterday_are_days_of_the_simulated_instant(
    session: requests.Session, platforms: StandIn
) -> None:
    everything = rows(session, platforms)[0]["nb_hits"]
    assert rows(session, platforms, date="2024-09-01,today")[0]["nb_hits"] == everything
    parts = [
        rows(session, platforms, date=days)[0]["nb_hits"] for days in ("2024-09-01,yesterday", "today,today")
    ]
    assert sum(parts) == everything


def test_only_a_hundred_rows_come_unless_all_are_asked_for(session: requests.Session, now: datetime) -> None:
    pages = [WorldPost("website", f"/{n}", now - timedelta(days=9), Growth(9_000 + n)) for n in range(120)]
    with StandIn(World(pages, now)) as platforms:
        everything = rows(session, platforms)
        assert len(everything) == 120
        assert rows(session, platforms, filter_limit="100") == everything[:100]
        default = {name: value for name, value in ASKED.items() if name != "filter_limit"}
        some = session.get(f"{platforms.matomo_address}/index.php", params=default).json()
    assert some == everything[:100]
    assert [row["nb_hits"] for row in everything] == sorted(
        (row["nb_hits"] for row in everything), reverse=True
    )


def test_a_deleted_page_keeps_the_hits_that_it_had(session: requests.Session, now: datetime) -> None:
    deleted = Event(EventKind.DELETED, now - timedelta(days=2))
    page = WorldPost("website", PAGE, now - timedelta(days=9), Growth(10**6), events=(deleted,))
    with StandIn(World([page], now)) as platforms:
        assert rows(session, platforms)[0]["nb_hits"] == counts_at(page, deleted.at).views


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"token_auth": "wrong"}, "Unable to authenticate"),
        ({"idSite": "2"}, "An unexpected website"),
        ({"date": "2024-09-01"}, "not a correct date range"),
        ({"date": "2024-09-01,soon"}, "not a correct date range"),
        ({"flat": "0"}, "answers only flat=1"),
        ({"method": "VisitsSummary.get"}, "answers only method=Actions.getPageUrls"),
    ],
)
def test_an_error_comes_with_http_200(
    session: requests.Session, platforms: StandIn, changed: dict[str, str], message: str
) -> None:
    answer = session.get(f"{platforms.matomo_address}/index.php", params={**ASKED, **changed})
    assert (answer.status_code, answer.json()["result"]) == (200, "error")
    assert message in answer.json()["message"]
