"""What reading a contest once will cost, before anybody is asked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from collectors import Plan
from pipeline.database.contests import find_contest
from pipeline.database.models import Post
from pipeline.database.opening import reading
from pipeline.database.runs import posts_at_stake
from pipeline.steps.ordering import nearest_first
from pipeline.translation.unread import entries_named
from pipeline.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """What one channel costs; `plan` is None where people count.

    `waiting` has the entries, as people name them, of the posts that a day's quota does not suffice for, and
    `renews_at` when there is a new one.
    """

    channel: str
    posts: int
    plan: Plan | None
    waiting: Sequence[str] = ()
    renews_at: datetime | None = None


def collection_plans(workplace: Workplace, contest_key: str) -> Sequence[ChannelPlan]:
    """Return what reading a contest now would cost, channel by channel; empty if there is nothing to read."""
    contest, now = workplace.settings.contests[contest_key], workplace.tools.now()
    with reading(workplace.engine) as session:
        stored = find_contest(session, contest_key)
        posts = [] if stored is None else posts_at_stake(session, stored.id)
        return list(_plans(session, workplace, nearest_first(posts, contest, now), now))


def _plans(
    session: Session, workplace: Workplace, posts: Sequence[Post], now: datetime
) -> Iterator[ChannelPlan]:
    by_channel: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        by_channel[post.channel].append(post)
    for channel, of_channel in by_channel.items():
        plan = _plan(workplace, channel, len(of_channel))
        if plan is None:
            yield ChannelPlan(channel, len(of_channel), None)
            continue
        late = {post.id for post in of_channel[plan.posts_within_quota :]}
        waiting = entries_named(session, of_channel[0].contest_id, channel, late) if late else ()
        yield ChannelPlan(channel, len(of_channel), plan, waiting, plan.renews_at(now))


def _plan(workplace: Workplace, channel: str, posts: int) -> Plan | None:
    """Return what a platform says; None for a channel that is counted by hand."""
    configured = workplace.settings.platforms.get(channel)
    plan = None if configured is None else configured.platform.plan(configured.settings, posts)
    return plan if plan and plan.calls else None
