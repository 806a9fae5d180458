"""An answer as a value, and the platforms' documented error bodies; it sends nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

JSON_TYPE = "application/json; charset=UTF-8"
TRACE_ID = "AStandInTraceStandInTrac"


class Delivery(StrEnum):
    """How an answer goes over the wire."""

    WHOLE = "whole"
    CUT = "cut"
    DRIP = "drip"
    DRIP_HEADERS = "drip-headers"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and headers; `seconds` is how long a drip or a silence lasts."""

    status: int
    body: bytes
    content_type: str = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = Delivery.WHOLE
    seconds: float = 0


class RefusedRequest(Exception):  # noqa: N818
    """A request that the platform refuses, with the answer that says so."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"HTTP {answer.status}")
        self.answer = answer


def json_answer(status: int, value: object) -> Answer:
    """Return the value as a JSON answer, letters as they are."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


def youtube_error(status: int, reason: str, message: str, domain: str = "youtube.parameter") -> Answer:
    """Return an error of the YouTube Data API (developers.google.com/youtube/v3/docs/errors)."""
    error = {"message": message, "domain": domain, "reason": reason}
    return json_answer(status, {"error": {"code": status, "message": message, "errors": [error]}})


def graph_error(
    code: int | None,
    message: str,
    *,
    subcode: int | None = None,
    kind: str = "OAuthException",
    status: int = 400,
) -> Answer:
    """Return an error of the Graph API (developers.facebook.com/docs/graph-api/guides/error-handling)."""
    error = {"message": message, "type": kind, "code": code, "error_subcode": subcode, "fbtrace_id": TRACE_ID}
    return json_answer(status, {"error": {key: value for key, value in error.items() if value is not None}})


def matomo_error(message: str) -> Answer:
    """Return an error of Matomo's Reporting API, which comes with HTTP 200."""
    return json_answer(200, {"result": "error", "message": message})
