"""From the answer of a batch to the answer for each node that was asked for; pure.

A batch answers with a list in the order of the questions: `{"code": 200, "body": "<JSON text>"}`, or null for
an item that ran out of time (https://developers.facebook.com/docs/graph-api/batch-requests). Lists that are
too short have been seen: nodes are known by their own ids, and position only says what an error belongs to.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from collectors.failures import CallError, Failure, malformed

Node: TypeAlias = Mapping[str, Any]
Answer: TypeAlias = Node | Failure | None
"""A node, why there is none, or None where the question was not answered at all."""
FailureOf: TypeAlias = Callable[[object, int], Failure]
"""Makes a failure from an `error` (None if there is none) and a status."""


def answers_from_batch(listed: object, node_ids: Sequence[str], failure_of: FailureOf) -> list[Answer]:
    """Return an answer for each id, in their order; raises CallError if it is no answer to a batch."""
    if not isinstance(listed, list):
        raise CallError(malformed("no-batch"))
    answers = [_answer(item, failure_of) for item in listed]
    told = [_number(_id_of(answer)) for answer in answers]
    asked = [_number(node_id) for node_id in node_ids]
    is_in_order = len(told) == len(asked) and not any(
        number in asked for number, place in zip(told, asked, strict=True) if number != place
    )
    if not is_in_order:
        nodes = dict(zip(told, answers, strict=True))
        return [nodes.get(number) for number in asked]
    return [
        answer if not isinstance(answer, Mapping) or number == place else None
        for answer, number, place in zip(answers, told, asked, strict=True)
    ]


def _answer(item: object, failure_of: FailureOf) -> Answer:
    if item is None:
        return None
    if not isinstance(item, dict):
        return malformed("no-batch-item")
    status = item["code"] if isinstance(item.get("code"), int) else 200
    body = _json(item.get("body"))
    error = body.get("error") if isinstance(body, dict) else None
    if error is not None or status >= 400:
        return failure_of(error, status)
    return body if isinstance(body, dict) else malformed("no-node")


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def _id_of(answer: Answer) -> str | None:
    """Return the id of a node; insights have it at the beginning of their own ids."""
    if not isinstance(answer, Mapping):
        return None
    node_id = answer.get("id")
    listed = answer.get("data")
    if node_id is None and isinstance(listed, list) and listed and isinstance(listed[0], dict):
        node_id = str(listed[0].get("id")).partition("/")[0]
    return node_id if isinstance(node_id, str) else None


def _number(node_id: str | None) -> str | None:
    """Return the node's own number: a Page's number before it may be an older one of the same Page."""
    return None if node_id is None else node_id.rpartition("_")[2]
