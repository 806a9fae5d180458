"""Tokens of people and of service accounts, exchanged at a server that answers by script."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from collectors import ProblemCode
from collectors.failures import CallError
from collectors.google.tokens import TokenOffice

if TYPE_CHECKING:
    from tests.collectors.conftest import ScriptedServer

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
SCOPE = "https://www.googleapis.com/auth/analytics.readonly"
PERSON = {"client_id": "id", "client_secret": "s3cret", "refresh_token": "r3fresh", "type": "authorized_user"}


def office(server: ScriptedServer) -> TokenOffice:
    return TokenOffice(f"{server.address}/token", 5, lambda: NOW)


def service_account() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    told = {"type": "service_account", "client_email": "lantoa@a.example", "private_key": pem.decode()}
    return json.dumps({**told, "private_key_id": "k1", "token_uri": "https://elsewhere.example/token"})


def test_a_refresh_token_is_exchanged(server: ScriptedServer) -> None:
    server.reply({"access_token": "acc3ss", "expires_in": 3599})
    token = office(server).access_token(json.dumps(PERSON), SCOPE)
    assert (token.text, token.renewable_until) == ("acc3ss", None)
    assert {name: value for name, (value,) in server.asked[0].form.items()} == {
        "grant_type": "refresh_token",
        "client_id": "id",
        "client_secret": "s3cret",
        "refresh_token": "r3fresh",
    }


def test_an_app_that_is_being_tested_tells_when_renewing_ends(server: ScriptedServer) -> None:
    server.reply({"access_token": "acc3ss", "refresh_token_expires_in": 604_799})
    token = office(server).access_token(json.dumps(PERSON), SCOPE)
    assert token.renewable_until == NOW + timedelta(seconds=604_799)


def test_a_service_account_signs_what_it_asks_for(server: ScriptedServer) -> None:
    server.reply({"access_token": "acc3ss"})
    assert office(server).access_token(service_account(), SCOPE).text == "acc3ss"
    assertion = server.asked[0].form["assertion"][0].split(".")[1]
    claims = json.loads(urlsafe_b64decode(assertion + "=" * (-len(assertion) % 4)))
    issued_s = int(NOW.timestamp())
    assert claims == {
        "iss": "lantoa@a.example",
        "scope": SCOPE,
        "aud": f"{server.address}/token",
        "iat": issued_s,
        "exp": issued_s + 3600,
    }


@pytest.mark.parametrize(
    ("status", "body", "code", "is_transient"),
    [
        (400, {"error": "invalid_grant"}, ProblemCode.CREDENTIALS_REFUSED, False),
        (401, {"error": "invalid_client"}, ProblemCode.CREDENTIALS_REFUSED, False),
        (400, {"error": "invalid_scope"}, ProblemCode.REQUEST_REFUSED, False),
        (429, {}, ProblemCode.RATE_LIMITED, True),
        (503, b"<html>", ProblemCode.PLATFORM_FAILED, True),
        (200, {}, ProblemCode.MALFORMED_ANSWER, False),
        (200, b"[]", ProblemCode.MALFORMED_ANSWER, False),
        (302, b"", ProblemCode.REQUEST_REFUSED, False),
    ],
)
def test_what_is_no_token_is_a_failure(
    server: ScriptedServer, status: int, body: object, code: ProblemCode, is_transient: bool
) -> None:
    server.reply(body, status)
    with pytest.raises(CallError, match=code.value) as raised:
        office(server).access_token(json.dumps(PERSON), SCOPE)
    assert raised.value.failure.is_transient is is_transient
    told = f"{raised.value} {raised.value.failure}"
    assert not any(secret in told for secret in ("s3cret", "r3fresh"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AIza",
        "{}",
        "[]",
        '{"client_id": 5, "client_secret": "a", "refresh_token": "b"}',
        '{"client_email": "a@b", "private_key": "no key"}',
    ],
)
def test_what_holds_no_token_is_said_without_asking(server: ScriptedServer, text: str) -> None:
    with pytest.raises(CallError, match="credentials-refused") as raised:
        office(server).access_token(text, SCOPE)
    assert raised.value.failure.detail == {"reason": "not-a-token-file"}
    assert server.asked == []
