"""The consent of an account's owner, asked and answered by Google's own library against the stand-in."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from collectors import ProblemCode
from collectors.failures import CallError
from collectors.google.consent import Client, Consent, ConsentError, ConsentFault, client_from_file
from collectors.google.tokens import TokenOffice, renewable_until
from pipeline.demo.standin import Fault, FaultKind, StandIn, StandInSettings, World

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
SCOPES = (
    "https://www.googleapis.com/auth/youtube.readonly",
    "https://www.googleapis.com/auth/yt-analytics.readonly",
)
CLIENT_ID, CLIENT_SECRET = "demo-client.apps.googleusercontent.com", "demo-client-secret"
REDIRECT = "http://127.0.0.1:8765/"
FILE = {
    "client_id": CLIENT_ID,
    "project_id": "lantoa",
    "auth_uri": "https://accounts.google.com/o/oauth2/auth",
    "token_uri": "https://oauth2.googleapis.com/token",
    "client_secret": CLIENT_SECRET,
    "redirect_uris": ["http://localhost"],
}


@pytest.fixture
def world() -> World:
    return World([], NOW, settings=StandInSettings(google_renewable_s=604_799))


@pytest.fixture
def google(world: World) -> Iterator[StandIn]:
    with StandIn(world) as standing_in:
        yield standing_in


def asked(google: StandIn, *, secret: str = CLIENT_SECRET, redirect: str = REDIRECT) -> Consent:
    elsewhere = {"consent": google.consent_address, "token": google.token_address}
    return Consent(Client(CLIENT_ID, secret), SCOPES, redirect, elsewhere, 5)


def sent_back(consent: Consent) -> str:
    """Open the address as a browser does, and return where it is sent back to."""
    with requests.Session() as browser:
        return browser.get(consent.address, allow_redirects=False, timeout=5).headers["location"]


def test_consent_brings_a_token_that_the_token_office_renews(google: StandIn) -> None:
    consent = asked(google)
    token = consent.token(f" {sent_back(consent)}\n", NOW)
    assert token.renewable_until == NOW + timedelta(seconds=604_799)
    kept = json.loads(token.text)
    assert {name: kept[name] for name in ("type", "client_id", "client_secret", "refresh_token")} == {
        "type": "authorized_user",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "refresh_token": "demo-refresh-token",
    }
    office = TokenOffice(google.token_address, 5, lambda: NOW)
    assert office.access_token(token.text, SCOPES[1]).text == token.access_token


def test_the_end_that_a_kept_token_tells_is_told_where_google_does_not(google: StandIn) -> None:
    consent = asked(google)
    token = consent.token(sent_back(consent), NOW)
    assert renewable_until(token.text) == token.renewable_until


def test_google_is_asked_for_lasting_access_with_a_challenge(google: StandIn) -> None:
    told = {name: value for name, (value,) in parse_qs(urlsplit(asked(google).address).query).items()}
    assert (told["access_type"], told["prompt"], told["response_type"]) == ("offline", "consent", "code")
    assert (told["code_challenge_method"], told["redirect_uri"]) == ("S256", REDIRECT)
    assert set(told["scope"].split()) == set(SCOPES)


def test_the_code_alone_is_enough(google: StandIn) -> None:
    consent = asked(google)
    (code,) = parse_qs(urlsplit(sent_back(consent)).query)["code"]
    assert consent.token(code, NOW).access_token


def fault_of(consent: Consent, answer: str) -> ConsentFault:
    with pytest.raises(ConsentError, match=r"[a-z-]+") as refused:
        consent.token(answer, NOW)
    return refused.value.fault


def test_an_owner_who_refuses_is_told_so(world: World, google: StandIn) -> None:
    world.settings = StandInSettings(google_consent="access_denied")
    consent = asked(google)
    assert fault_of(consent, sent_back(consent)) is ConsentFault.DENIED


def test_a_code_holds_once_and_for_minutes(world: World, google: StandIn) -> None:
    consent = asked(google)
    answer = sent_back(consent)
    consent.token(answer, NOW)
    assert fault_of(consent, answer) is ConsentFault.CODE_EXPIRED
    late = asked(google)
    answer = sent_back(late)
    world.now += timedelta(minutes=11)
    assert fault_of(late, answer) is ConsentFault.CODE_EXPIRED


def test_a_wrong_secret_is_an_unknown_client(google: StandIn) -> None:
    consent = asked(google, secret="wr0ng")
    assert fault_of(consent, sent_back(consent)) is ConsentFault.CLIENT_UNKNOWN


def test_a_code_for_another_address_is_a_mismatch(google: StandIn) -> None:
    first, second = asked(google), asked(google, redirect="http://127.0.0.1:8766/")
    (code,) = parse_qs(urlsplit(sent_back(first)).query)["code"]
    assert fault_of(second, code) is ConsentFault.REDIRECT_MISMATCH


def test_the_answer_to_another_question_is_refused(google: StandIn) -> None:
    first, second = asked(google), asked(google)
    assert fault_of(second, sent_back(first)) is ConsentFault.ANOTHER_ANSWER
    assert fault_of(second, "https://www.youtube.com/") is ConsentFault.ANOTHER_ANSWER


def test_a_box_that_was_not_ticked_is_named(world: World, google: StandIn) -> None:
    world.settings = StandInSettings(google_scopes_left_out=frozenset({SCOPES[1]}))
    consent = asked(google)
    with pytest.raises(ConsentError, match="scope-left-out") as refused:
        consent.token(sent_back(consent), NOW)
    assert refused.value.detail == {"scopes": SCOPES[1]}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (FaultKind.HTTP_503, ProblemCode.PLATFORM_FAILED),
        (FaultKind.CUT, ProblemCode.UNREACHABLE),
        (FaultKind.NO_ANSWER, ProblemCode.UNREACHABLE),
        (FaultKind.REDIRECT, ProblemCode.UNREACHABLE),
    ],
)
def test_a_token_office_that_fails_is_not_the_owners_fault(
    world: World, google: StandIn, kind: FaultKind, code: ProblemCode
) -> None:
    consent = asked(google)
    answer = sent_back(consent)
    world.script.add(Fault("token", kind, seconds=0.1))
    with pytest.raises(CallError, match=code.value):
        consent.token(answer, NOW)


def test_html_for_a_token_is_a_refusal_that_names_no_secret(
    world: World, google: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    consent = asked(google)
    answer = sent_back(consent)
    world.script.add(Fault("token", FaultKind.HTML))
    assert fault_of(consent, answer) is ConsentFault.REFUSED
    assert CLIENT_SECRET not in caplog.text
    assert "demo-code" not in caplog.text


@pytest.mark.parametrize(
    "table", [{"installed": FILE}, FILE, {**FILE, "refresh_token": "r", "type": "authorized_user"}]
)
def test_a_client_is_read_from_googles_file_and_from_a_kept_token(table: object) -> None:
    assert client_from_file(json.dumps(table)) == Client(CLIENT_ID, CLIENT_SECRET)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (json.dumps({"web": FILE}), ConsentFault.WEB_CLIENT),
        (json.dumps({"installed": {"client_id": CLIENT_ID}}), ConsentFault.NOT_A_CLIENT_FILE),
        (json.dumps({"type": "service_account"}), ConsentFault.NOT_A_CLIENT_FILE),
        (json.dumps({"installed": []}), ConsentFault.NOT_A_CLIENT_FILE),
        ("[]", ConsentFault.NOT_A_CLIENT_FILE),
        ("AIza", ConsentFault.NOT_A_CLIENT_FILE),
        ("[" * 100_000, ConsentFault.NOT_A_CLIENT_FILE),
    ],
)
def test_another_file_is_not_a_clients(text: str, fault: ConsentFault) -> None:
    with pytest.raises(ConsentError, match=fault.value):
        client_from_file(text)
