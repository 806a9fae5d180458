"""Ask the Graph API about the token itself, before a night depends on it.

https://developers.facebook.com/docs/graph-api/reference/debug_token (v26.0, 2026)
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from collectors.checks import Check, CheckCode
from collectors.facebook.client import FacebookClient
from collectors.facebook.links import CHANNEL
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, check_of_failure, malformed

SECRET = "page_token"  # noqa: S105 - the setting's name
PERMISSIONS = ("pages_read_engagement",)
ENDS = ("expires_at", "data_access_expires_at")
LATEST_S = 253_402_300_799
"""The last second of the year 9999, the last that a date can hold."""


def check_token(client: FacebookClient, settings: FacebookSettings) -> Iterator[Check]:
    """Yield how it stands with the token, and whether another version answers than is asked."""
    if not settings.page_token or not settings.page_token.get_secret_value():
        yield Check(CHANNEL, SECRET, CheckCode.NO_SECRET)
        return
    try:
        facts = facts_of_token(client.token_facts())
    except CallError as error:
        yield check_of_failure(CHANNEL, SECRET, error.failure)
        return
    yield _check(facts)
    served = client.served_version
    if served is not None and served != settings.graph_version:
        detail = {"asked": settings.graph_version, "served": served[:10]}
        yield Check(CHANNEL, SECRET, CheckCode.VERSION_DIFFERS, detail)


def facts_of_token(answer: object) -> Mapping[str, Any]:
    """Return what `debug_token` tells; raises CallError if it is no answer of its."""
    facts = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(facts, dict):
        raise CallError(malformed("no-token-facts"))
    return facts


def _check(facts: Mapping[str, Any]) -> Check:
    if facts.get("is_valid") is not True:
        return Check(CHANNEL, SECRET, CheckCode.EXPIRED)
    scopes = facts.get("scopes")
    missing = [name for name in PERMISSIONS if isinstance(scopes, list) and name not in scopes]
    if missing:
        return Check(CHANNEL, SECRET, CheckCode.NO_PERMISSION, {"permission": missing[0]})
    return Check(CHANNEL, SECRET, CheckCode.GOOD, until=instant_of_end(facts))


def instant_of_end(facts: Mapping[str, Any]) -> datetime | None:
    """Return when the token ends or stops to give data, None where neither is told."""
    ends = [facts.get(name) for name in ENDS]
    told = [end for end in ends if isinstance(end, int) and 0 < end <= LATEST_S]
    return datetime.fromtimestamp(min(told), UTC) if told else None
