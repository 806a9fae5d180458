"""The Graph API's calls: one object by GET, up to fifty by a batch POST, and the retired root `?ids=`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from pipeline.demo.standin.answers import Answer, RefusedRequest, graph_error, json_answer
from pipeline.demo.standin.asking import Request, request_from
from pipeline.demo.standin.fault_answers import answer_instead
from pipeline.demo.standin.faults import Fault, FaultKind
from pipeline.demo.standin.graph_feed import ME, feed_answer
from pipeline.demo.standin.graph_fields import FieldAsked, FieldSyntaxError, fields_from_text
from pipeline.demo.standin.graph_insights import insights_answer
from pipeline.demo.standin.graph_nodes import node_answer
from pipeline.demo.standin.graph_tokens import (
    accounts_answer,
    exchange_answer,
    is_user_token,
    own_page_answer,
    token_facts,
)
from pipeline.demo.standin.usage import usage_headers, version_served
from pipeline.demo.standin.world import World

MOST_ITEMS = 50
ITEM_TYPE = "text/javascript; charset=UTF-8"
UNSUPPORTED = (
    "Unsupported get request. Object with ID '{}' does not exist, cannot be loaded due to missing "
    "permissions, or does not support this operation. Please read the Graph API documentation at "
    "https://developers.facebook.com/docs/graph-api"
)


def facebook_answer(world: World, request: Request, at: datetime) -> Answer:
    """Answer one request; raises RefusedRequest with the documented error."""
    version, node = request.graph_version_and_node()
    if request.first("ids") is not None:
        message = "The ids query parameter is deprecated in v26.0+."
        raise RefusedRequest(graph_error(100, message, status=500))
    if request.endpoint() != "facebook.oauth":
        _check_token(world, request)
    answer_so = ANSWERS.get(request.endpoint())
    if answer_so is not None:
        answer = answer_so(world, request, at)
    else:
        answer = _instead(world, request.endpoint(), node, at) or _node(world, request, at)
    headers = {
        "facebook-api-version": version_served(version),
        **usage_headers(percent=world.settings.facebook_used_percent),
    }
    return replace(answer, headers={**headers, **answer.headers})


def _check_token(world: World, request: Request) -> None:
    token = request.first("access_token")
    if token is None:
        message = "An access token is required to request this resource."
        raise RefusedRequest(graph_error(104, message))
    if not (token in world.settings.facebook_tokens or is_user_token(world, token)):
        raise RefusedRequest(graph_error(190, "Invalid OAuth access token - Cannot parse access token"))


def _instead(world: World, endpoint: str, node: str, at: datetime) -> Answer | None:
    scripted = world.script.take(endpoint, at, item=node)
    return answer_instead(scripted) if scripted else None


def _node(world: World, request: Request, at: datetime) -> Answer:
    _, node = request.graph_version_and_node()
    if node == ME and request.graph_edge() is None:
        return own_page_answer(world, request, at)
    post = world.post("facebook", node, at)
    if post is None or request.method != "GET":
        message = UNSUPPORTED.format(node)
        raise RefusedRequest(graph_error(100, message, subcode=33, kind="GraphMethodException"))
    if request.graph_edge():
        return insights_answer(world, request, post, at)
    return json_answer(200, node_answer(node, post, _fields(request), at))


def _fields(request: Request) -> tuple[FieldAsked, ...]:
    text = request.first("fields")
    try:
        return fields_from_text(text) if text else ()
    except FieldSyntaxError as error:
        message = f'Syntax error "Expected name." at character {error.place}: {text}'
        raise RefusedRequest(graph_error(2500, message)) from None


def _batch(world: World, request: Request, at: datetime) -> Answer:
    items = _batch_items(request)
    with_headers = request.first("include_headers") != "false"
    return json_answer(200, [_item_told(_item(world, item, at), with_headers) for item in items])


def _batch_items(request: Request) -> list[Mapping[str, str]]:
    try:
        items = json.loads(request.first("batch") or "")
    except json.JSONDecodeError:
        items = None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise RefusedRequest(graph_error(100, "(#100) param batch must be an array."))
    if len(items) > MOST_ITEMS:
        message = f"Too many requests in batch message. Maximum batch size is {MOST_ITEMS}"
        raise RefusedRequest(graph_error(None, message, kind="GraphBatchException"))
    return items


def _item(world: World, item: Mapping[str, str], at: datetime) -> Answer | None:
    request = request_from(item.get("method", "GET"), f"/{item.get('relative_url', '').lstrip('/')}", {})
    _, node = request.graph_version_and_node()
    scripted = world.script.take("facebook.batch.item", at, item=node)
    if isinstance(scripted, Fault) and scripted.kind is FaultKind.FACEBOOK_NULL_ITEM:
        return None
    try:
        return (answer_instead(scripted) if scripted else None) or _node(world, request, at)
    except RefusedRequest as refusal:
        return refusal.answer


def _item_told(answer: Answer | None, with_headers: bool) -> dict[str, object] | None:
    if answer is None:
        return None
    told: dict[str, object] = {"code": answer.status, "body": answer.body.decode()}
    headers = {"Content-Type": ITEM_TYPE, **usage_headers(), **answer.headers}
    listed = [{"name": name, "value": value} for name, value in headers.items()]
    return {**told, "headers": listed} if with_headers else told


def _feed(world: World, request: Request, at: datetime) -> Answer:
    return feed_answer(world, request, _fields(request), at)


ANSWERS: Mapping[str, Callable[[World, Request, datetime], Answer]] = {
    "facebook.batch": _batch,
    "facebook.debug_token": token_facts,
    "facebook.oauth": exchange_answer,
    "facebook.accounts": accounts_answer,
    **dict.fromkeys(("facebook.posts", "facebook.videos", "facebook.video_reels"), _feed),
}
