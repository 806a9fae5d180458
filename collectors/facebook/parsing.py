"""From a node of the Graph API to counts, and which fields to ask for; pure.

Fields: https://developers.facebook.com/docs/graph-api/reference/pagepost and …/video (v26.0, 2026).
"""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from collectors.counts import NotACountError, count_from_value
from collectors.facebook.answers import Node
from collectors.facebook.links import NodeKind
from collectors.facebook.settings import FacebookSettings
from collectors.failures import Failure, malformed

SUMMARY = ".limit(0).summary(total_count)"
KINDS = tuple(f"reactions_{kind}" for kind in ("like", "love", "care", "haha", "wow", "sad", "angry"))
"""The kinds of reactions, as fields and as metrics."""
QUERIES = {
    "views": "views",
    "shares": "shares",
    "post_id": "post_id",
    "reactions": f"reactions{SUMMARY}",
    "likes": f"likes{SUMMARY}",
    "comments": f"comments{SUMMARY}",
    **{kind: f"reactions.type({kind[10:].upper()}){SUMMARY}.as({kind})" for kind in KINDS},
}
Counts: TypeAlias = Mapping[str, int | None]


def fields_of(kind: NodeKind, settings: FacebookSettings) -> tuple[str, ...]:
    """Return the fields that are asked for of a video or a post; only posts have kinds of reactions."""
    edge = "reactions" if settings.likes == "reactions" else "likes"
    if kind is NodeKind.VIDEO:
        return ("views", edge, "comments", "post_id")
    return ("shares", edge, "comments", *(KINDS if settings.reaction_kinds else ()))


def platform_field(field: str) -> str:
    """Return the name by which the platform knows the field.

    >>> platform_field("reactions_love")
    'reactions'
    """
    return QUERIES[field].partition(".")[0]


def query_from_fields(fields: Collection[str]) -> str:
    """Return the value of `fields=` that asks for them.

    >>> query_from_fields(["shares", "comments"])
    'shares,comments.limit(0).summary(total_count)'
    """
    return ",".join(QUERIES[field] for field in fields)


def counts_from_node(node: Node, fields: Collection[str]) -> Counts | Failure:
    """Return the count of each metric, None where the node does not tell, or why it cannot be read.

    A post that was asked for `shares` and has no such key has none: 0, as the platform documents it. Of
    anything else that is absent nothing is known.
    """
    edge = "likes" if "likes" in fields else "reactions"
    try:
        return {
            "views": count_from_value(node.get("views")),
            "likes": _total(node.get(edge)),
            "shares": _shares(node, was_asked="shares" in fields),
            "comments": _total(node.get("comments")),
            **{kind: count for kind in KINDS if (count := _total(node.get(kind))) is not None},
        }
    except NotACountError:
        return malformed("not-a-count")


def _shares(node: Node, *, was_asked: bool) -> int | None:
    if "shares" not in node:
        return 0 if was_asked else None
    return count_from_value(_within(node["shares"], "count"))


def _total(edge: object) -> int | None:
    return count_from_value(_within(_within(edge, "summary"), "total_count"))


def _within(table: object, key: str) -> object:
    """Return what stands under the key, None where there is no table."""
    if table is not None and not isinstance(table, dict):
        raise NotACountError(f"no table around {key}")
    return table.get(key) if table else None
