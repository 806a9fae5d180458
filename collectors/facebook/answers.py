"""From the answer of a batch to the answer for each node that was asked for; pure.

A batch answers with a list in the order of the questions: `{"code": 200, "body": "<JSON text>"}`, or null for
an item that ran out of time (https://developers.facebook.com/docs/graph-api/batch-requests). Lists that are
too short have been seen; their items are told apart by the nodes' own ids, since position says nothing then.
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
    if len(answers) != len(node_ids):
        nodes = {_number(node_id): answer for answer in answers if (node_id := _id_of(answer))}
        return [nodes.get(_number(node_id)) for node_id in node_ids]
    return [_if_meant(answer, node_id) for answer, node_id in zip(answers, node_ids, strict=True)]


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


def _if_meant(answer: Answer, node_id: str) -> Answer:
    """Pass over a node that is another's: it would give one post the counts of another."""
    if answer is None or isinstance(answer, Failure):
        return answer
    told = _id_of(answer)
    return answer if told is not None and _number(told) == _number(node_id) else None


def _id_of(answer: Answer) -> str | None:
    node_id = answer.get("id") if isinstance(answer, Mapping) else None
    return node_id if isinstance(node_id, str) else None


def _number(node_id: str) -> str:
    """Return the node's own number: a Page's number before it may be an older one of the same Page."""
    return node_id.rpartition("_")[2]
