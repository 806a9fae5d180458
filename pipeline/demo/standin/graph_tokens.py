"""The Graph API's tokens: a person's exchanged for one of sixty days, the Pages that it leads to, its facts.

https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived (v26.0, 2026)
"""

from datetime import datetime, timedelta

from pipeline.demo.standin.answers import Answer, RefusedRequest, graph_error, json_answer
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.world import World

LONG_USER_TOKEN = "demo-long-user-token"  # noqa: S105 - opens the stand-in only
SHORT_LIVES, LONG_LIVES = timedelta(hours=1), timedelta(days=60)
DEFAULT_LIMIT = 25


def is_user_token(world: World, token: str | None) -> bool:
    """Tell whether a token is a person's."""
    return token == LONG_USER_TOKEN or token in world.settings.facebook_user_tokens


def exchange_answer(world: World, request: Request, _at: datetime) -> Answer:
    """Answer with a token of sixty days for one of an hour; raises RefusedRequest."""
    app, secret = request.first("client_id") or "", request.first("client_secret")
    if app not in world.settings.facebook_apps:
        message = "Error validating application. Cannot get application info due to a system error."
        raise RefusedRequest(graph_error(101, message))
    if secret != world.settings.facebook_apps[app]:
        raise RefusedRequest(graph_error(1, "Error validating client secret."))
    if not is_user_token(world, request.first("fb_exchange_token")):
        raise RefusedRequest(graph_error(190, "Invalid OAuth access token - Cannot parse access token"))
    told = {
        "access_token": LONG_USER_TOKEN,
        "token_type": "bearer",
        "expires_in": int(LONG_LIVES.total_seconds()),
    }
    return json_answer(200, told)


def accounts_answer(world: World, request: Request, _at: datetime) -> Answer:
    """Answer with the Pages of a person, some at a time."""
    begins = int(request.first("after") or 0)
    ends = begins + int(request.first("limit") or DEFAULT_LIMIT)
    pages = world.settings.facebook_pages
    told = [
        {"id": page.page_id, "name": page.name, "access_token": page.token, "tasks": list(page.tasks)}
        for page in pages[begins:ends]
    ]
    paging: dict[str, object] = {"cursors": {"before": str(begins), "after": str(ends)}}
    if ends < len(pages):
        paging["next"] = f"https://graph.facebook.com/me/accounts?after={ends}"
    return json_answer(200, {"data": told, "paging": paging} if told else {"data": []})


def own_page_answer(world: World, request: Request, _at: datetime) -> Answer:
    """Answer who a Page's token is; raises RefusedRequest for a person's."""
    token = request.first("access_token")
    page = next((page for page in world.settings.facebook_pages if page.token == token), None)
    if page is None:
        raise RefusedRequest(graph_error(100, "The stand-in tells nothing of a person."))
    return json_answer(200, {"id": page.page_id, "name": page.name})


def token_facts(world: World, request: Request, at: datetime) -> Answer:
    """Answer `debug_token`: whether a token is valid, until when and for what."""
    token = request.first("input_token")
    if not (token in world.settings.facebook_tokens or is_user_token(world, token)):
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return json_answer(200, {"data": {"is_valid": False, "scopes": [], "error": error}})
    facts = {
        "app_id": "1",
        "type": "USER" if is_user_token(world, token) else "PAGE",
        "is_valid": True,
        "expires_at": _ends_at(world, token, at),
        "data_access_expires_at": 0,
        "scopes": list(world.settings.facebook_scopes),
    }
    return json_answer(200, {"data": facts})


def _ends_at(world: World, token: str | None, at: datetime) -> int:
    if not is_user_token(world, token):
        return world.settings.facebook_token_ends_at
    return int((at + (LONG_LIVES if token == LONG_USER_TOKEN else SHORT_LIVES)).timestamp())
