"""Which posts were decided to be replaced: decisions of the kind `repost`, the latest on a post holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.database.contests import contest_posts
from pipeline.database.decisions import all_decisions
from pipeline.database.digests import canonical
from pipeline.database.models import Contest, Decision, Post

REPOST, JOINED, APART = "repost", "joined", "apart"


@dataclass(frozen=True, slots=True)
class Replacement:
    """The post, by its id, that replaces another one, and whether the old one's counts go on in it."""

    post_id: int
    is_joined: bool
    decision: Decision


def replacement_subject(old: Post, new: Post) -> str:
    """Return what a decision on two posts of one channel is about, as it is stored."""
    return canonical({"channel": old.channel, "post": old.platform_id, "successor": new.platform_id})


def replacements(
    session: Session, contest: Contest, known_at: datetime | None = None
) -> Mapping[int, Replacement]:
    """Return what holds on each replaced post, by its id; or what held at an instant."""
    posts = {(post.channel, post.platform_id): post.id for post in contest_posts(session, contest)}
    found: dict[int, Replacement] = {}
    for decision in all_decisions(session, contest):
        if decision.kind == REPOST and (known_at is None or decision.decided_at <= known_at):
            about = json.loads(decision.subject or "{}")
            old, new = (posts.get((about["channel"], about[name])) for name in ("post", "successor"))
            if old is not None and new is not None:
                found[old] = Replacement(new, decision.outcome == JOINED, decision)
    return found
