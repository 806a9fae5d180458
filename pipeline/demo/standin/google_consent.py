"""The page on which Google asks the owner of an account, answered at once, and the code that it gives.

https://developers.google.com/identity/protocols/oauth2/native-app (2026): a code is good once,
for some minutes, for the redirect address and the PKCE verifier that it was asked with.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from pipeline.demo.standin.answers import Answer, RefusedRequest, json_answer
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.world import World

CODE_LIVES = timedelta(minutes=10)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HTML_TYPE = "text/html; charset=UTF-8"
KEPT = ("client_id", "redirect_uri", "scope", "code_challenge")


def consent_answer(world: World, request: Request, at: datetime) -> Answer:
    """Send the browser back with a code, or with the error of an owner who refuses; raises RefusedRequest."""
    asked = {name: request.first(name) or "" for name in KEPT}
    if asked["client_id"] not in world.settings.google_clients:
        raise RefusedRequest(_page("Error 401: invalid_client"))
    if urlsplit(asked["redirect_uri"]).hostname not in LOOPBACK:
        raise RefusedRequest(_page("Error 400: redirect_uri_mismatch"))
    if request.first("response_type") != "code" or request.first("code_challenge_method") != "S256":
        raise RefusedRequest(_page("Error 400: invalid_request"))
    state = {"state": request.first("state") or ""}
    if world.settings.google_consent != "given":
        return _sent_back(asked["redirect_uri"], {"error": world.settings.google_consent, **state})
    asked["scope"] = " ".join(
        scope for scope in asked["scope"].split() if scope not in world.settings.google_scopes_left_out
    )
    code = f"4/demo-code-{len(world.google_codes) + 1}"
    world.google_codes[code] = {**asked, "at": at.isoformat()}
    return _sent_back(asked["redirect_uri"], {"code": code, "scope": asked["scope"], **state})


def granted_scope(world: World, request: Request, at: datetime) -> str:
    """Return the scope of the code that a token is asked for with, and use it up; raises RefusedRequest."""
    client = request.first("client_id") or ""
    if world.settings.google_clients.get(client) != request.first("client_secret"):
        raise RefusedRequest(_error(401, "invalid_client", "The OAuth client was not found."))
    asked = world.google_codes.pop(request.first("code") or "", None)
    if asked is None or at - datetime.fromisoformat(asked["at"]) > CODE_LIVES:
        raise RefusedRequest(_error(400, "invalid_grant", "Malformed auth code."))
    if asked["redirect_uri"] != request.first("redirect_uri"):
        raise RefusedRequest(_error(400, "redirect_uri_mismatch", "Bad Request"))
    if asked["client_id"] != client or asked["code_challenge"] != _challenge(request):
        raise RefusedRequest(_error(400, "invalid_grant", "Invalid code verifier."))
    return asked["scope"]


def _challenge(request: Request) -> str:
    digest = sha256((request.first("code_verifier") or "").encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _sent_back(address: str, parameters: Mapping[str, str]) -> Answer:
    return Answer(302, b"", HTML_TYPE, {"Location": f"{address}?{urlencode(parameters)}"})


def _page(title: str) -> Answer:
    return Answer(400, f"<html><head><title>{title}</title></head><body></body></html>".encode(), HTML_TYPE)


def _error(status: int, error: str, description: str) -> Answer:
    return json_answer(status, {"error": error, "error_description": description})
