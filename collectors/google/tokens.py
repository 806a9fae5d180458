"""Exchange what a person or a service account was given for an access token of an hour.

A token of a person is the JSON of Google's own tools (`client_id`, `client_secret`, `refresh_token`); one of
a service account its key file. https://developers.google.com/identity/protocols/oauth2 (2026)
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import requests

from collectors.failures import CallError, Failure, malformed
from collectors.google.errors import failure_from_error
from collectors.protocol import ProblemCode
from collectors.transport import BoundedSession, failure_from_exception

TOKEN_ADDRESS = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, not a token
OF_PERSON = ("client_id", "client_secret", "refresh_token")
OF_SERVICE = ("client_email", "private_key")
REFUSALS = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "deleted_client"})
SERVICE_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIVES_S = 3600
LONGEST_S = 10**9


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An access token; `renewable_until` is told only where Google ends the renewing (apps being tested)."""

    text: str
    renewable_until: datetime | None


@dataclass(frozen=True, slots=True)
class TokenOffice:
    """Where tokens are exchanged: the address, the time limit of a call and the clock."""

    address: str | None
    timeout_s: float
    now: Callable[[], datetime]

    def access_token(self, secret: str, scope: str) -> AccessToken:
        """Return a token for a scope; raises CallError.

        A person's token may say itself until when it can be renewed (`renewable_until`).
        """
        form = _form(secret, scope, self.address or TOKEN_ADDRESS, self.now())
        with BoundedSession(self.timeout_s) as session:
            try:
                response = session.post(self.address or TOKEN_ADDRESS, data=form)
            except (requests.RequestException, OSError, ValueError) as error:
                raise CallError(failure_from_exception(error)) from None
        token = self._token(response, form.values())
        return replace(token, renewable_until=token.renewable_until or renewable_until(secret))

    def _token(self, response: requests.Response, sent: Collection[str]) -> AccessToken:
        told = _table(response.content)
        error = told.get("error")
        if isinstance(error, str) and error in REFUSALS:
            detail = {"status": str(response.status_code), "reason": error}
            raise CallError(Failure(ProblemCode.CREDENTIALS_REFUSED, detail, stops_channel=True))
        if response.status_code != 200:
            failure = failure_from_error(
                response.status_code, response.content, response.headers, secrets=sent, now=self.now()
            )
            raise CallError(failure)
        if not isinstance(told.get("access_token"), str):
            raise CallError(malformed("no-token"))
        return AccessToken(told["access_token"], self._instant_in(told.get("refresh_token_expires_in")))

    def _instant_in(self, seconds: object) -> datetime | None:
        if not isinstance(seconds, int) or not 0 < seconds < LONGEST_S:
            return None
        return self.now() + timedelta(seconds=seconds)


def renewable_until(secret: str) -> datetime | None:
    """Return until when a person's token can be renewed, as far as it says so.

    >>> renewable_until('{"renewable_until": "2026-12-02T02:00:00+00:00"}').isoformat()
    '2026-12-02T02:00:00+00:00'
    """
    try:
        found = datetime.fromisoformat(str(_table(secret).get("renewable_until")))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _table(text: str | bytes) -> Mapping[str, Any]:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


def _form(secret: str, scope: str, address: str, now: datetime) -> dict[str, str]:
    given = _table(secret)
    if all(isinstance(given.get(name), str) for name in OF_PERSON):
        return {"grant_type": "refresh_token", **{name: given[name] for name in OF_PERSON}}
    if all(isinstance(given.get(name), str) for name in OF_SERVICE):
        return {"grant_type": SERVICE_GRANT, "assertion": _assertion(given, scope, address, now)}
    raise CallError(_not_a_token())


def _assertion(given: Mapping[str, Any], scope: str, address: str, now: datetime) -> str:
    from google.auth import crypt, jwt

    issued_s = int(now.timestamp())
    claims = {"iss": given["client_email"], "scope": scope, "aud": address}
    try:
        signer = crypt.RSASigner.from_service_account_info(dict(given))  # type: ignore[no-untyped-call]
    except ValueError:
        raise CallError(_not_a_token()) from None
    signed: bytes = jwt.encode(signer, {**claims, "iat": issued_s, "exp": issued_s + LIVES_S})  # type: ignore[no-untyped-call]
    return signed.decode()


def _not_a_token() -> Failure:
    return Failure(ProblemCode.CREDENTIALS_REFUSED, {"reason": "not-a-token-file"}, stops_channel=True)
