"""Decide whether the counts of a post that was taken down go on in the one that was put up in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from collectors import Platform
from pipeline.database.decisions import Deciding, append_decision
from pipeline.database.models import Decision, Post
from pipeline.database.replacements import APART, JOINED, REPOST, replacement_subject, replacements
from pipeline.faults import refused
from pipeline.posts.adding import Stored


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether the counts are joined, and who says so when and why."""

    is_joined: bool
    person: str
    now: datetime
    reason: str | None


def decide(session: Session, stored: Stored, new: Post, old: Post, ruling: Ruling) -> Decision:
    """Keep the decision on the old post; raises Refused for posts that cannot replace one another."""
    _check(session, stored, new, old)
    if not (ruling.reason or "").strip():
        raise refused("posts-reason-needed")
    deciding = Deciding(
        kind=REPOST,
        numbers=(stored.number_of(old),),
        outcome=JOINED if ruling.is_joined else APART,
        reason=str(ruling.reason).strip(),
        person=ruling.person,
        decided_at=ruling.now,
        subject=replacement_subject(old, new),
    )
    return append_decision(session, stored.contest, deciding)


def post_of_link(stored: Stored, link: str, platforms: Mapping[str, Platform]) -> Post:
    """Return the stored post that a link, or the platform's id alone, names; raises Refused."""
    for (channel, platform_id), post in stored.posts.items():
        if link in {platform_id, post.url} or _id_in(link, platforms.get(channel)) == platform_id:
            return post
    raise refused("posts-link-unknown", link=link)


def _id_in(link: str, platform: Platform | None) -> str | None:
    try:
        return None if platform is None else platform.post_id_from_link(link)
    except ValueError:
        return None


def _check(session: Session, stored: Stored, new: Post, old: Post) -> None:
    if new.id == old.id:
        raise refused("posts-same", link=_name(new))
    if (new.entry_id, new.channel) != (old.entry_id, old.channel):
        raise refused("posts-not-of-one-entry", new=_name(new), old=_name(old))
    decided, following = replacements(session, stored.contest), new.id
    while following in decided and following != old.id:
        following = decided[following].post_id
    if following == old.id:
        raise refused("posts-in-a-circle", new=_name(new), old=_name(old))


def _name(post: Post) -> str:
    return post.url or post.platform_id
