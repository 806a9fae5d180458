"""Go through a list of the Graph API page by page.

https://developers.facebook.com/docs/graph-api/results (2026): `paging.next` is there while more follows; its
cursor alone is no sign of it.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from collectors.facebook.answers import Node
from collectors.facebook.client import FacebookClient
from collectors.failures import CallError, malformed
from collectors.retrying import Patience

MOST_PAGES = 200
"""A list that goes on for longer goes round in circles."""


def node_pages(
    client: FacebookClient, path: str, fields: str, limit: int, patience: Patience | None = None
) -> Iterator[list[Node]]:
    """Yield the nodes of a list, a page at a time; raises CallError."""
    asked = {"fields": fields, "limit": str(limit)}
    after: str | None = None
    for _ in range(MOST_PAGES):
        page = asked if after is None else {**asked, "after": after}
        ask = partial(client.get, path, **page)
        answer = ask() if patience is None else patience.retried(ask)
        nodes = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(nodes, list):
            raise CallError(malformed("no-list"))
        yield [node for node in nodes if isinstance(node, dict)]
        following = _next_cursor(answer.get("paging"))
        if following is None or following == after:
            return
        after = following


def _next_cursor(paging: Any) -> str | None:  # noqa: ANN401
    """Return where the next page begins, None after the last."""
    cursors = paging.get("cursors") if isinstance(paging, Mapping) and "next" in paging else None
    after = cursors.get("after") if isinstance(cursors, Mapping) else None
    return after if isinstance(after, str) and after else None
