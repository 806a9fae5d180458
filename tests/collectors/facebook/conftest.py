"""A small Graph API by script: nodes by id, each batch recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from collectors.facebook import PLATFORM

if TYPE_CHECKING:
    from collections.abc import Callable

    from collectors import PostToRead
    from tests.collectors.conftest import Asked, Night, Outcomes, Read, ScriptedServer

MISSING = {
    "message": "Unsupported get request.",
    "type": "GraphMethodException",
    "code": 100,
    "error_subcode": 33,
}


@dataclass
class Graph:
    """Answers batches from `nodes`: a node, an error (a dict with `error`), None, or a list of these in turn.

    `batches` are the ids of each batch, `fields` what was asked of each id last.
    """

    nodes: dict[str, object] = field(default_factory=dict)
    batches: list[list[str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    unknown_fields: frozenset[str] = frozenset()

    def answer(self, asked: Asked) -> object:
        items = json.loads(asked.form["batch"][0])
        targets = [urlsplit(item["relative_url"]) for item in items]
        ids = [target.path.rpartition("/")[2] for target in targets]
        self.batches.append(ids)
        self.fields.update(
            (node, parse_qs(target.query)["fields"][0]) for node, target in zip(ids, targets, strict=True)
        )
        return [self._item(node) for node in ids]

    def _item(self, node: str) -> object:
        found = self.nodes.get(node, {"error": MISSING})
        told = found.pop(0) if isinstance(found, list) else found
        unknown = next((name for name in self.unknown_fields if name in self.fields[node]), None)
        if unknown:
            told = {
                "error": {
                    "code": 100,
                    "message": f"(#100) Tried accessing nonexisting field ({unknown}) on node",
                }
            }
        if not isinstance(told, dict):
            return told
        body = told if "error" in told else {"id": node, **told}
        return {"code": 400 if "error" in told else 200, "body": json.dumps(body)}


@pytest.fixture
def graph(server: ScriptedServer) -> Graph:
    scripted = Graph()
    server.answer_by(scripted.answer)
    return scripted


@pytest.fixture
def total() -> Callable[[int], object]:
    """Makes the edge of a node that tells its total count."""
    return lambda count: {"data": [], "summary": {"total_count": count}}


@pytest.fixture
def read(server: ScriptedServer, night: Night, secret: str) -> Read:
    def read_posts(*posts: str | PostToRead, **settings: object) -> Outcomes:
        values = {
            "page_token": secret,
            "graph_address": server.address,
            "timeout_s": 5.0,
            "connections": 1,
            "insights": False,
            "reaction_kinds": False,
            **settings,
        }
        return night.read(PLATFORM, values, posts)

    return read_posts
