"""Go through a list of the Graph API page by page.

https://developers.facebook.com/docs/graph-api/results (2026): `paging.next` is there while more follows; its
cursor alone is no sign of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from collectors.facebook.answers import Node
from collectors.facebook.client import FacebookClient
from collectors.failures import CallError, malformed

MOST_PAGES = 200
"""A list that goes on for longer goes round in circles."""


def nodes_on_edge(client: FacebookClient, path: str, fields: str, limit: int) -> Iterator[Node]:
    """Yield each node of a list; raises CallError."""
    cursor: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        answer = client.get(path, fields=fields, limit=str(limit), **cursor)
        nodes = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(nodes, list):
            raise CallError(malformed("no-list"))
        yield from (node for node in nodes if isinstance(node, dict))
        after = _next_cursor(answer.get("paging"))
        if after is None or after == cursor.get("after"):
            return
        cursor = {"after": after}


def _next_cursor(paging: Any) -> str | None:  # noqa: ANN401
    """Return where the next page begins, None after the last."""
    cursors = paging.get("cursors") if isinstance(paging, Mapping) and "next" in paging else None
    after = cursors.get("after") if isinstance(cursors, Mapping) else None
    return after if isinstance(after, str) and after else None
