"""Google's token endpoint: codes, refresh tokens and service accounts in, access tokens of an hour out."""

import json
from base64 import urlsafe_b64decode
from datetime import datetime

from pipeline.demo.standin.answers import Answer, RefusedRequest, json_answer
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.google_consent import granted_scope
from pipeline.demo.standin.world import World

ACCESS_TOKEN = "demo-access-token"  # noqa: S105 - opens the stand-in only
LIVES_S = 3599
CODE_GRANT = "authorization_code"
SERVICE_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def token_answer(world: World, request: Request, at: datetime) -> Answer:
    """Answer one exchange; raises RefusedRequest with the documented error."""
    told: dict[str, object] = {
        "access_token": ACCESS_TOKEN,
        "expires_in": LIVES_S,
        "token_type": "Bearer",
    }
    if request.first("grant_type") == CODE_GRANT:
        told["scope"] = granted_scope(world, request, at)
        told["refresh_token"] = min(world.settings.google_refresh_tokens)
    elif not _is_known(world, request):
        raise RefusedRequest(token_refused())
    if world.settings.google_renewable_s is not None:
        told["refresh_token_expires_in"] = world.settings.google_renewable_s
    return json_answer(200, told)


def token_refused() -> Answer:
    """Return the answer to a refresh token that has expired or been revoked."""
    error = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
    return json_answer(400, error)


def is_authorized(request: Request) -> bool:
    """Tell whether a request carries the access token."""
    return request.headers.get("authorization") == f"Bearer {ACCESS_TOKEN}"


def _is_known(world: World, request: Request) -> bool:
    if request.first("grant_type") == SERVICE_GRANT:
        return _issuer(request.first("assertion") or "") in world.settings.google_service_accounts
    return request.first("refresh_token") in world.settings.google_refresh_tokens


def _issuer(assertion: str) -> str | None:
    claims = [*assertion.split("."), "", ""][1]
    try:
        told = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    except ValueError:
        return None
    return told.get("iss") if isinstance(told, dict) else None
