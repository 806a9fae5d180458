"""Which posts count, and which count as one, after the decisions on posts that replace others."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy.orm import Session

from pipeline.database.contests import contest_posts
from pipeline.database.models import Contest, Post
from pipeline.database.replacements import Replacement, replacements


def counted_posts(session: Session, contest: Contest, known_at: datetime | None = None) -> Sequence[Post]:
    """Return the contest's posts less those whose counts do not go on, as decided by now or by an instant."""
    decided = replacements(session, contest, known_at)
    return [post for post in contest_posts(session, contest) if _last_of(post.id, decided) is not None]


def joined_frame(session: Session, contest: Contest, posts: Sequence[Post]) -> pd.DataFrame | None:
    """Return the posts that count as one with others, under the name of the last; None without any."""
    decided, named = replacements(session, contest), {post.id: post for post in posts}
    lasts = {post.id: _last_of(post.id, decided) for post in posts}
    shared = {last for post_id, last in lasts.items() if last != post_id}
    rows = [
        (post_id, f"{named[last].channel} {named[last].platform_id}")
        for post_id, last in lasts.items()
        if last in shared and last in named
    ]
    frame = pd.DataFrame(rows, columns=["post", "group"])
    return frame.astype({"post": "int64", "group": "str"}) if rows else None


def _last_of(post_id: int, decided: Mapping[int, Replacement]) -> int | None:
    """Return the post in which this one's counts go on at last, itself as a rule; None where they end."""
    seen = {post_id}
    while (replacement := decided.get(post_id)) is not None:
        if not replacement.is_joined or replacement.post_id in seen:
            return None
        post_id = replacement.post_id
        seen.add(post_id)
    return post_id
