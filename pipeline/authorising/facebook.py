"""The token of a Facebook Page: from a person's token, by way of a lasting one, to that of the right Page."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from collectors import Tools
from collectors.facebook.authorising import (
    NEEDED,
    WANTED,
    App,
    PageGrant,
    TokenFacts,
    granted_pages,
    lasting_token,
    own_page,
    token_facts,
)
from collectors.facebook.client import FacebookClient
from collectors.facebook.settings import FacebookSettings
from pipeline.authorising.refusing import refusals_of
from pipeline.faults import refused

PLATFORM = "Facebook"
ANALYZE = "ANALYZE"
LASTING = timedelta(days=2)
"""A person's token that ends before is one of an hour or two, and the Page's would end with it."""


@dataclass(frozen=True, slots=True)
class Granted:
    """The Page's token, until when it holds, its permissions, and those that would be good to have."""

    page: PageGrant
    until: datetime | None
    permissions: tuple[str, ...]
    missing: tuple[str, ...]
    may_analyse: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's token, the app that can make it last if there is one, and the Page by number or name."""

    token: str
    app: App | None
    page: str | None


def grant_of_page(wish: Wish, settings: FacebookSettings, tools: Tools) -> Granted:
    """Return the Page's token; raises Refused."""
    with refusals_of(PLATFORM):
        page = _page(wish, settings, tools)
        facts = _facts(page.token, settings, tools)
    if facts.is_valid is False:
        raise refused("auth-token-refused", platform=PLATFORM)
    lacking = facts.lacks(NEEDED)
    if lacking:
        raise refused("auth-permission", permissions=", ".join(lacking))
    return Granted(
        page,
        facts.until,
        tuple(sorted(facts.permissions or ())),
        facts.lacks(WANTED),
        may_analyse=not page.tasks or ANALYZE in page.tasks,
    )


def _page(wish: Wish, settings: FacebookSettings, tools: Tools) -> PageGrant:
    facts = _facts(wish.token, settings, tools)
    if facts.is_valid is False:
        raise refused("auth-token-refused", platform=PLATFORM)
    lasting = _lasting(wish, facts, settings, tools)
    with closing(FacebookClient(settings, lasting, tools.now)) as client:
        if facts.is_of_page:
            return own_page(client, lasting)
        return chosen_page(list(granted_pages(client)), wish.page)


def _lasting(wish: Wish, facts: TokenFacts, settings: FacebookSettings, tools: Tools) -> str:
    if wish.app is not None:
        with closing(FacebookClient(settings, wish.token, tools.now)) as client:
            return lasting_token(client, wish.app, wish.token)
    if facts.until is not None and facts.until - tools.now() < LASTING:
        raise refused("auth-short-lived")
    return wish.token


def chosen_page(pages: Sequence[PageGrant], wanted: str | None) -> PageGrant:
    """Return the only Page, or the one that is wanted by its number or name; raises Refused."""
    if not pages:
        raise refused("auth-no-page")
    known = "; ".join(f"{page.name} ({page.page_id})" for page in pages)
    if wanted is None and len(pages) > 1:
        raise refused("auth-which-page", known=known)
    found = [page for page in pages if wanted is None or wanted in {page.page_id, page.name}]
    if not found:
        raise refused("auth-unknown-page", page=wanted, known=known)
    return found[0]


def _facts(token: str, settings: FacebookSettings, tools: Tools) -> TokenFacts:
    with closing(FacebookClient(settings, token, tools.now)) as client:
        return token_facts(client)
