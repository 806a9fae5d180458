"""From a person's token to a Page's, by the real Facebook client against the stand-in."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from collectors import Tools
from collectors.facebook.authorising import App, granted_pages, lasting_token, own_page, token_facts
from collectors.facebook.client import FacebookClient
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError
from pipeline.authorising.facebook import Wish, chosen_page, grant_of_page
from pipeline.demo.standin import StandIn, StandInSettings, World
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID, OWNER_NAME, StandInPage
from pipeline.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
APP = App("1234", "demo-app-secret")
USER, LONG = "demo-user-token", "demo-long-user-token"


@pytest.fixture
def world() -> World:
    return World([], NOW)


@pytest.fixture
def facebook(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


@pytest.fixture
def settings(facebook: StandIn) -> FacebookSettings:
    return FacebookSettings(graph_address=facebook.graph_address, timeout_s=5)


@pytest.fixture
def client(settings: FacebookSettings) -> Iterator[FacebookClient]:
    with closing(FacebookClient(settings, USER, lambda: NOW)) as made:
        yield made


@pytest.fixture
def tools(world: World) -> Tools:
    return Tools(now=lambda: world.now, sleep=lambda _: None, random=Random(1))


def test_a_token_of_an_hour_becomes_one_of_sixty_days(client: FacebookClient) -> None:
    assert lasting_token(client, APP, USER) == LONG


@pytest.mark.parametrize(
    ("app", "token"), [(App("1", "x"), USER), (App("1234", "wr0ng"), USER), (APP, "EAABnope")]
)
def test_a_wrong_app_secret_or_token_is_refused_without_naming_it(
    client: FacebookClient, app: App, token: str
) -> None:
    with pytest.raises(CallError, match=r"[a-z-]+") as refused:
        lasting_token(client, app, token)
    assert not {"wr0ng", token} & set(str(refused.value.failure).split("'"))


def test_pages_are_gone_through_to_the_last(world: World, client: FacebookClient) -> None:
    pages = tuple(StandInPage(str(number), f"Trang {number}", f"token-{number}") for number in range(130))
    world.settings = StandInSettings(facebook_pages=pages)
    assert [page.page_id for page in granted_pages(client)] == [str(number) for number in range(130)]


def test_a_token_tells_its_end_and_permissions(client: FacebookClient) -> None:
    facts = token_facts(client)
    assert (facts.is_valid, facts.is_of_page, facts.until) == (True, False, NOW + timedelta(hours=1))
    assert facts.lacks(("pages_read_engagement", "business_management")) == ("business_management",)


def test_a_page_whose_token_is_there_already_is_its_own(world: World, settings: FacebookSettings) -> None:
    with closing(FacebookClient(settings, "demo-page-token", lambda: NOW)) as client:
        assert own_page(client, "demo-page-token").name == OWNER_NAME


def test_the_whole_way_leads_to_a_page_token_without_an_end(settings: FacebookSettings, tools: Tools) -> None:
    granted = grant_of_page(Wish(USER, APP, None), settings, tools)
    assert (granted.page.page_id, granted.page.token, granted.until) == (
        FACEBOOK_PAGE_ID,
        "demo-page-token",
        None,
    )
    assert (granted.missing, granted.may_analyse) == ((), True)
    assert "pages_read_engagement" in granted.permissions


def test_a_lasting_token_needs_no_app(settings: FacebookSettings, tools: Tools) -> None:
    assert grant_of_page(Wish(LONG, None, None), settings, tools).page.token == "demo-page-token"


def test_a_page_token_is_taken_as_it_is(settings: FacebookSettings, tools: Tools) -> None:
    assert (
        grant_of_page(Wish("demo-page-token", None, None), settings, tools).page.page_id == FACEBOOK_PAGE_ID
    )


def test_a_token_of_an_hour_alone_is_refused(settings: FacebookSettings, tools: Tools) -> None:
    with pytest.raises(Refused, match="auth-short-lived"):
        grant_of_page(Wish(USER, None, None), settings, tools)


@pytest.mark.parametrize("wanted", ["7", "Trang B"])
def test_the_right_page_is_picked_by_number_or_name(
    world: World, settings: FacebookSettings, tools: Tools, wanted: str
) -> None:
    pages = (StandInPage("6", "Trang A", "a"), StandInPage("7", "Trang B", "demo-page-token", ("ADVERTISE",)))
    world.settings = StandInSettings(facebook_pages=pages)
    granted = grant_of_page(Wish(USER, APP, wanted), settings, tools)
    assert (granted.page.page_id, granted.may_analyse) == ("7", False)
    with pytest.raises(Refused, match=r"auth-which-page.*Trang A \(6\); Trang B \(7\)"):
        grant_of_page(Wish(USER, APP, None), settings, tools)
    with pytest.raises(Refused, match="auth-unknown-page"):
        grant_of_page(Wish(USER, APP, "8"), settings, tools)


def test_a_token_without_pages_is_refused() -> None:
    with pytest.raises(Refused, match="auth-no-page"):
        chosen_page([], None)


def test_a_missing_permission_is_refused_and_a_wanted_one_told(
    world: World, settings: FacebookSettings, tools: Tools
) -> None:
    world.settings = StandInSettings(facebook_scopes=("pages_read_engagement",))
    assert grant_of_page(Wish(USER, APP, None), settings, tools).missing == (
        "pages_read_user_content",
        "read_insights",
    )
    world.settings = StandInSettings(facebook_scopes=("pages_show_list",))
    with pytest.raises(Refused, match=r"auth-permission.*pages_read_engagement"):
        grant_of_page(Wish(USER, APP, None), settings, tools)


def test_a_revoked_token_is_refused(settings: FacebookSettings, tools: Tools) -> None:
    with pytest.raises(Refused, match="auth-token-refused"):
        grant_of_page(Wish("EAABrevoked", APP, None), settings, tools)
