"""What an organiser should look at among the posts that entries have: posted days apart, or put up again."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors import ProblemCode
from pipeline.database.models import Contest, Post, ProblemRow
from pipeline.database.replacements import replacements
from pipeline.database.runs import last_collection

NEVER = datetime.max.replace(tzinfo=UTC)
APART = timedelta(days=2)
"""Posts of one entry that appear further apart had unequal time."""


@dataclass(frozen=True, slots=True)
class ApartPosts:
    """An entry whose posts appeared days apart: its first and its last one."""

    number: str
    first: Post
    last: Post

    @property
    def days(self) -> int:
        """How many whole days lie between them."""
        return (_published(self.last) - _published(self.first)).days


@dataclass(frozen=True, slots=True)
class Undecided:
    """A post that is gone while its entry has a later one on the channel, and nobody has decided yet."""

    number: str
    gone: Post
    later: Post


def apart_posts(posts: Mapping[Post, str], replaced: Collection[int]) -> Iterator[ApartPosts]:
    """Yield each entry whose posts, less those that were replaced, appeared more than two days apart."""
    for number, own in _by_entry(posts).items():
        dated = [post for post in own if post.published_at is not None and post.id not in replaced]
        dated.sort(key=_published)
        if dated and _published(dated[-1]) - _published(dated[0]) > APART:
            yield ApartPosts(number, dated[0], dated[-1])


def undecided(session: Session, contest: Contest, posts: Mapping[Post, str]) -> Iterator[Undecided]:
    """Yield each post that the last collection did not find, beside a later one of its entry and channel."""
    gone, decided = gone_posts(session, contest), replacements(session, contest)
    for number, own in _by_entry(posts).items():
        for post in own:
            if post.id in gone and post.id not in decided:
                later = [each for each in own if each.channel == post.channel and each.id > post.id]
                yield from (Undecided(number, post, each) for each in later[-1:] if each.id not in gone)


def gone_posts(session: Session, contest: Contest) -> frozenset[int]:
    """Return the posts, by id, that the last collection did not find."""
    run = last_collection(session, contest.id)
    if run is None:
        return frozenset()
    question = select(ProblemRow.post_id).where(
        ProblemRow.run_id == run.id, ProblemRow.code == ProblemCode.POST_NOT_FOUND.value
    )
    return frozenset(post_id for post_id in session.scalars(question) if post_id is not None)


def _by_entry(posts: Mapping[Post, str]) -> Mapping[str, Sequence[Post]]:
    found: defaultdict[str, list[Post]] = defaultdict(list)
    for post, number in sorted(posts.items(), key=lambda item: (item[1], item[0].id)):
        found[number].append(post)
    return found


def _published(post: Post) -> datetime:
    return post.published_at or NEVER
