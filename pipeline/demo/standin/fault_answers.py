"""What each kind of fault looks like from outside, in the platforms' documented bodies."""

import json
from collections.abc import Callable
from dataclasses import replace

from pipeline.demo.standin.answers import Answer, Delivery, graph_error, youtube_error
from pipeline.demo.standin.faults import Fault, FaultKind, Recorded
from pipeline.demo.standin.google_tokens import token_refused
from pipeline.demo.standin.usage import usage_headers

TOO_LARGE_BYTES = 40 * 2**20
HTML_TYPE = "text/html; charset=UTF-8"
QUOTA_MESSAGE = (
    "The request cannot be completed because you have exceeded your "
    '<a href="/youtube/v3/getting-started#quota">quota</a>.'
)
DELIVERIES = {
    FaultKind.CUT: Delivery.CUT,
    FaultKind.DRIP: Delivery.DRIP,
    FaultKind.DRIP_HEADERS: Delivery.DRIP_HEADERS,
    FaultKind.NO_ANSWER: Delivery.NOTHING,
}
SESSION_EXPIRED = (
    "Error validating access token: Session has expired on Tuesday, 01-Oct-24 00:00:00 PDT. "
    "The current time is Wednesday, 02-Oct-24 00:00:00 PDT."
)
SESSION_INVALIDATED = (
    "Error validating access token: The session has been invalidated because the user changed their password "
    "or Facebook has changed the session for security reasons."
)
PERMISSION_MISSING = (
    "(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' "
    "feature."
)
BUSINESS_LIMIT = (
    "(#80001) There have been too many calls to this Page account. Wait a bit and try again. For more info, "
    "please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."
)


def answer_instead(scripted: Fault | Recorded) -> Answer | None:
    """Return the answer that a script puts in the place of the platform's own, None if it leaves that."""
    if isinstance(scripted, Recorded):
        return Answer(scripted.status, scripted.body, scripted.content_type)
    make = ANSWERS.get(scripted.kind)
    return make(scripted) if make else None


def as_delivered(answer: Answer, scripted: Fault | Recorded | None) -> Answer:
    """Return the answer as it goes over the wire under a scripted fault."""
    if not isinstance(scripted, Fault):
        return answer
    delivery = DELIVERIES.get(scripted.kind, Delivery.WHOLE)
    return replace(answer, delivery=delivery, seconds=scripted.seconds)


def changed(answer: Answer, scripted: Fault | Recorded | None) -> Answer:
    """Return the platform's own answer as a fault changes it: the order and number of what it lists."""
    change = CHANGES.get(scripted.kind) if isinstance(scripted, Fault) else None
    if change is None:
        return answer
    told = json.loads(answer.body)
    if isinstance(told, dict):
        told = {**told, **{name: change(told[name]) for name in ("items", "rows") if name in told}}
    else:
        told = change(told)
    return replace(answer, body=json.dumps(told, ensure_ascii=False).encode())


def quota_exceeded() -> Answer:
    """Return YouTube's answer to a project that has used up its day."""
    return youtube_error(403, "quotaExceeded", QUOTA_MESSAGE, "youtube.quota")


def key_invalid() -> Answer:
    """Return YouTube's answer to a key that it does not know."""
    return youtube_error(400, "keyInvalid", "Bad Request", "usageLimits")


def _page(status: int, title: str) -> Answer:
    return Answer(
        status, f"<html><head><title>{title}</title></head><body></body></html>".encode(), HTML_TYPE
    )


def _too_many_requests(fault: Fault) -> Answer:
    answer = youtube_error(429, "rateLimitExceeded", "Too Many Requests", "usageLimits")
    return replace(answer, headers={"Retry-After": str(int(fault.seconds))})


def _throttled(code: int, message: str) -> Answer:
    return replace(graph_error(code, message), headers=usage_headers(percent=100, regain_minutes=5))


CHANGES: dict[FaultKind, Callable[[list[object]], list[object]]] = {
    FaultKind.ITEMS_REORDERED: lambda items: items[::-1],
    FaultKind.ITEMS_DOUBLED: lambda items: [*items, *items],
    FaultKind.ITEMS_NULL: lambda items: [each for item in items for each in (None, item)],
}
ANSWERS: dict[FaultKind, Callable[[Fault], Answer]] = {
    FaultKind.REDIRECT: lambda _: Answer(302, b"", headers={"Location": "http://[::1:::/"}),
    FaultKind.TOO_LARGE: lambda _: Answer(200, b" " * TOO_LARGE_BYTES),
    FaultKind.GOOGLE_TOKEN_REVOKED: lambda _: token_refused(),
    FaultKind.HTTP_500: lambda _: _page(500, "500 Internal Server Error"),
    FaultKind.HTTP_502: lambda _: _page(502, "502 Bad Gateway"),
    FaultKind.HTTP_503: lambda _: _page(503, "503 Service Unavailable"),
    FaultKind.TOO_MANY_REQUESTS: _too_many_requests,
    FaultKind.HTML: lambda _: _page(200, "Login"),
    FaultKind.YOUTUBE_QUOTA_EXCEEDED: lambda _: quota_exceeded(),
    FaultKind.YOUTUBE_RATE_LIMIT_EXCEEDED: lambda _: youtube_error(
        403, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits"
    ),
    FaultKind.YOUTUBE_KEY_INVALID: lambda _: key_invalid(),
    FaultKind.FACEBOOK_APP_LIMIT: lambda _: _throttled(4, "(#4) Application request limit reached"),
    FaultKind.FACEBOOK_PAGE_LIMIT: lambda _: _throttled(32, "(#32) Page request limit reached"),
    FaultKind.FACEBOOK_BUSINESS_LIMIT: lambda _: _throttled(80001, BUSINESS_LIMIT),
    FaultKind.FACEBOOK_TOKEN_EXPIRED: lambda _: graph_error(190, SESSION_EXPIRED, subcode=463),
    FaultKind.FACEBOOK_PASSWORD_CHANGED: lambda _: graph_error(190, SESSION_INVALIDATED, subcode=460),
    FaultKind.FACEBOOK_PERMISSION_MISSING: lambda _: graph_error(10, PERMISSION_MISSING),
    FaultKind.FACEBOOK_CODE_100_AS_500: lambda _: graph_error(100, "(#100) Invalid parameter", status=500),
}
