"""Ask the owner of an account for consent as an installed app: an address to open, then the token.

https://developers.google.com/identity/protocols/oauth2/native-app (2026): the browser is sent back to this
machine with a code, which only holds together with the PKCE verifier that never leaves it.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2 import OAuth2Error

from collectors.failures import CallError, Failure
from collectors.google.tokens import LONGEST_S, TOKEN_ADDRESS
from collectors.protocol import ProblemCode
from collectors.transport import BoundedAdapter, failure_from_exception

CONSENT_ADDRESS = "https://accounts.google.com/o/oauth2/auth"


class ConsentFault(StrEnum):
    """Why there is no token."""

    NOT_A_CLIENT_FILE = "not-a-client-file"
    WEB_CLIENT = "web-client"
    """The file of a client for websites: Google sends its browsers back to a website only."""
    DENIED = "denied"
    CLIENT_UNKNOWN = "client-unknown"
    REDIRECT_MISMATCH = "redirect-mismatch"
    CODE_EXPIRED = "code-expired"
    """The code is too old or was used before."""
    ANOTHER_ANSWER = "another-answer"
    """The answer is to another question than was asked, or to none."""
    SCOPE_LEFT_OUT = "scope-left-out"
    NO_REFRESH_TOKEN = "no-refresh-token"  # noqa: S105 - says that there is none
    REFUSED = "refused"
    """Google refuses for another reason (`reason`)."""


FAULTS = {
    "access_denied": ConsentFault.DENIED,
    "invalid_client": ConsentFault.CLIENT_UNKNOWN,
    "unauthorized_client": ConsentFault.CLIENT_UNKNOWN,
    "deleted_client": ConsentFault.CLIENT_UNKNOWN,
    "redirect_uri_mismatch": ConsentFault.REDIRECT_MISMATCH,
    "invalid_grant": ConsentFault.CODE_EXPIRED,
}


class ConsentError(Exception):
    """No consent: `fault` says why; no secret is in it."""

    def __init__(self, fault: ConsentFault, **detail: str) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Client:
    """The app that asks, as Google Cloud knows it."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonToken:
    """What reads for a person until they take it back; `text` is what is kept, as Google's own tools do."""

    text: str = field(repr=False)
    access_token: str = field(repr=False)
    renewable_until: datetime | None


def client_from_file(text: str) -> Client:
    """Return the client of a file as Google Cloud gives it, or of a kept token; raises ConsentError."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    table = told.get("installed", told) if isinstance(told, dict) else {}
    if isinstance(table, dict) and "web" in table:
        raise ConsentError(ConsentFault.WEB_CLIENT)
    names = [table.get(name) if isinstance(table, dict) else None for name in ("client_id", "client_secret")]
    if not all(isinstance(name, str) and name for name in names):
        raise ConsentError(ConsentFault.NOT_A_CLIENT_FILE)
    return Client(*map(str, names))


class Consent:
    """One asking: `address` is what the owner opens, `token` makes a token of what comes back."""

    def __init__(
        self,
        client: Client,
        scopes: Sequence[str],
        redirect: str,
        elsewhere: Mapping[str, str],
        timeout_s: float,
    ) -> None:
        # Its log lines hold codes and tokens.
        for name in ("requests_oauthlib", "oauthlib"):
            logging.getLogger(name).setLevel(logging.ERROR)
        self._scopes = frozenset(scopes)
        self._client = client
        table = {"client_id": client.client_id, "client_secret": client.client_secret}
        addresses = {"auth_uri": CONSENT_ADDRESS, "token_uri": TOKEN_ADDRESS}
        self._flow = Flow.from_client_config({"installed": {**table, **addresses}}, scopes=list(scopes))
        self._flow.redirect_uri = redirect
        self._status = 0
        self._prepare(_TokenAdapter(timeout_s, elsewhere.get("token")))
        address, self._state = self._flow.authorization_url(access_type="offline", prompt="consent")
        self.address = elsewhere.get("consent", CONSENT_ADDRESS) + address.removeprefix(CONSENT_ADDRESS)

    def token(self, answer: str, now: datetime) -> PersonToken:
        """Return the token for what the browser was sent back to, or for the code alone.

        Raises ConsentError where Google or the owner refuses, CallError where Google does not answer.
        """
        code = self._code(answer.strip())
        try:
            told = self._flow.fetch_token(code=code, include_client_id=True)
        except OAuth2Error as error:
            raise self._refusal(str(error.error or "")) from None
        except (requests.RequestException, OSError, ValueError) as error:
            raise CallError(failure_from_exception(error)) from None
        finally:
            self._flow.oauth2session.close()
        return self._person_token(told, now)

    def _prepare(self, adapter: BoundedAdapter) -> None:
        session = self._flow.oauth2session
        session.mount("https://", adapter)
        session.max_redirects = 0
        session.register_compliance_hook("access_token_response", self._remember)

    def _remember(self, response: requests.Response) -> requests.Response:
        self._status = response.status_code
        # The owner may leave scopes out, which the client would take for an error; they are looked at later.
        self._flow.oauth2session.scope = None
        return response

    def _code(self, answer: str) -> str:
        if not answer.lower().startswith(("http://", "https://")):
            return answer
        told = {name: values[0] for name, values in parse_qs(urlsplit(answer).query).items()}
        if told.get("state") != self._state:
            raise ConsentError(ConsentFault.ANOTHER_ANSWER)
        if "error" in told:
            raise _refused(told["error"])
        if "code" not in told:
            raise ConsentError(ConsentFault.ANOTHER_ANSWER)
        return told["code"]

    def _refusal(self, error: str) -> Exception:
        if self._status >= 500:
            detail = {"status": str(self._status)}
            return CallError(Failure(ProblemCode.PLATFORM_FAILED, detail, is_transient=True))
        return _refused(error)

    def _person_token(self, told: Mapping[str, Any], now: datetime) -> PersonToken:
        granted = told.get("scope", ())
        missing = self._scopes - set(granted.split() if isinstance(granted, str) else granted)
        if missing:
            raise ConsentError(ConsentFault.SCOPE_LEFT_OUT, scopes=", ".join(sorted(missing)))
        if not isinstance(told.get("refresh_token"), str):
            raise ConsentError(ConsentFault.NO_REFRESH_TOKEN)
        ends = told.get("refresh_token_expires_in")
        until = now + timedelta(seconds=ends) if isinstance(ends, int) and 0 < ends < LONGEST_S else None
        kept = {
            "type": "authorized_user",
            "client_id": self._client.client_id,
            "client_secret": self._client.client_secret,
            "refresh_token": told["refresh_token"],
            "scopes": sorted(self._scopes),
            **({"renewable_until": until.isoformat()} if until else {}),
        }
        return PersonToken(f"{json.dumps(kept, indent=2)}\n", str(told["access_token"]), until)


def _refused(error: str) -> ConsentError:
    fault = FAULTS.get(error, ConsentFault.REFUSED)
    return ConsentError(fault, reason=error[:60]) if fault is ConsentFault.REFUSED else ConsentError(fault)


class _TokenAdapter(BoundedAdapter):
    """Sends what is meant for Google's token endpoint to an address that may be another."""

    def __init__(self, timeout_s: float, address: str | None) -> None:
        self._address = address
        super().__init__(timeout_s)

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]  # noqa: ANN401
        """Send a request; proxies are for Google's own address."""
        if self._address is None:
            return super().send(request, **options)
        request.url = self._address
        return super().send(request, **{**options, "proxies": None})
