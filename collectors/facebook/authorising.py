"""From a person's token to the lasting token of a Page.

https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived (v26.0, 2026): a token
of an hour is exchanged for one of sixty days; the Page's token that this leads to has no end of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from collectors.facebook.checking import facts_of_token, instant_of_end
from collectors.facebook.client import FacebookClient
from collectors.facebook.edges import node_pages
from collectors.failures import CallError, Failure, malformed
from collectors.protocol import ProblemCode

PAGES_A_CALL = 100
NEEDED = ("pages_read_engagement",)
WANTED = ("pages_read_user_content", "read_insights")
"""Without these comments and reactions, or what insights tell, may be missing."""
UNTOLD = frozenset(
    {ProblemCode.REQUEST_REFUSED, ProblemCode.PERMISSION_MISSING, ProblemCode.MALFORMED_ANSWER}
)
"""Refusals after which nothing is known of a token: its facts are for the app's own people only."""


@dataclass(frozen=True, slots=True)
class App:
    """The app that a token was made with."""

    app_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class PageGrant:
    """A Page that a person looks after, with its token; `tasks` are what the person may do there."""

    page_id: str
    name: str
    token: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What Facebook tells of a token; None is "it did not tell"."""

    is_valid: bool | None = None
    is_of_page: bool = False
    until: datetime | None = None
    permissions: frozenset[str] | None = None

    def lacks(self, permissions: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the permissions that are known to be missing."""
        told = self.permissions
        return () if told is None else tuple(name for name in permissions if name not in told)


def lasting_token(client: FacebookClient, app: App, token: str) -> str:
    """Return a token of sixty days for the client's token; raises CallError."""
    try:
        answer = client.get(
            "oauth/access_token",
            grant_type="fb_exchange_token",
            client_id=app.app_id,
            client_secret=app.secret,
            fb_exchange_token=token,
        )
    except CallError as error:
        raise CallError(_of_exchange(error.failure)) from None
    found = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(found, str) or not found:
        raise CallError(malformed("no-token"))
    return found


def _of_exchange(failure: Failure) -> Failure:
    """A wrong secret comes as code 1, which stands for faults of Facebook's own elsewhere."""
    is_of_secret = "client secret" in failure.detail.get("message", "").lower()
    return Failure(ProblemCode.REQUEST_REFUSED, failure.detail) if is_of_secret else failure


def granted_pages(client: FacebookClient) -> Iterator[PageGrant]:
    """Yield each Page that the client's token leads to; raises CallError."""
    pages = node_pages(client, "me/accounts", "id,name,access_token,tasks", PAGES_A_CALL)
    for node in chain.from_iterable(pages):
        page_id, name, token = (node.get(field) for field in ("id", "name", "access_token"))
        if isinstance(page_id, str) and isinstance(token, str):
            tasks = node.get("tasks")
            yield PageGrant(page_id, str(name), token, tuple(tasks) if isinstance(tasks, list) else ())


def own_page(client: FacebookClient, token: str) -> PageGrant:
    """Return the Page whose token the client has already; raises CallError."""
    answer = client.get("me", fields="id,name")
    if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
        raise CallError(malformed("no-page"))
    return PageGrant(answer["id"], str(answer.get("name", "")), token)


def token_facts(client: FacebookClient) -> TokenFacts:
    """Return what is told of the client's token; raises CallError where nobody answers."""
    try:
        facts = facts_of_token(client.token_facts())
    except CallError as error:
        if error.failure.code in UNTOLD:
            return TokenFacts()
        raise
    scopes = facts.get("scopes")
    return TokenFacts(
        is_valid=facts.get("is_valid") is True,
        is_of_page=facts.get("type") == "PAGE",
        until=instant_of_end(facts),
        permissions=frozenset(map(str, scopes)) if isinstance(scopes, list) else None,
    )
