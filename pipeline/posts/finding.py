"""Look through the own channels for posts that no entry has yet, and for times that are not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from collectors import FindsPosts, FoundPost, Problem, Tools
from pipeline.config import Settings
from pipeline.database.models import Post
from pipeline.posts.matching import Candidate, Matches, matches_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A post that no entry has, with the entries that it may be of; `taken` have a post on its channel."""

    post: FoundPost
    matches: Matches
    taken: frozenset[str] = frozenset()

    @property
    def is_sure(self) -> bool:
        """Whether the best entry can be proposed as it is: it has no other post on the channel."""
        return self.matches.is_sure and self.matches.found[0].number not in self.taken


@dataclass(frozen=True, slots=True)
class Known:
    """A stored post that the platform told the publication of, which was not known."""

    post: Post
    number: str
    found: FoundPost


@dataclass(frozen=True, slots=True)
class Findings:
    """What looking through the channels brought."""

    proposals: tuple[Proposal, ...]
    known: tuple[Known, ...]
    problems: tuple[Problem, ...]


def found_posts(
    settings: Settings, channels: Sequence[str], since: datetime, tools: Tools
) -> Iterator[FoundPost | Problem]:
    """Yield what those of the channels that can be looked through have published since an instant."""
    for channel, configured in settings.platforms.items():
        if channel in channels and isinstance(configured.platform, FindsPosts):
            yield from configured.platform.finder(configured.settings, tools).find(since)


def findings_from(
    found: Sequence[FoundPost | Problem], posts: Mapping[Post, str], candidates: Sequence[Candidate]
) -> Findings:
    """Part what was found into posts of entries and new ones; `posts` has the entry's number of each."""
    by_id = {(post.channel, post.platform_id): post for post in posts}
    proposals: list[Proposal] = []
    known: list[Known] = []
    for each in found:
        if isinstance(each, Problem):
            continue
        ids = ((each.channel, one) for one in sorted(each.ids))
        own = next((by_id[key] for key in ids if key in by_id), None)
        if own is None:
            taken = frozenset(number for post, number in posts.items() if post.channel == each.channel)
            proposals.append(Proposal(each, matches_of(each.title, each.text, candidates), taken))
        elif own.published_at is None and each.published_at is not None:
            known.append(Known(own, posts[own], each))
    problems = tuple(each for each in found if isinstance(each, Problem))
    return Findings(_without_rivals(proposals), tuple(known), problems)


def _without_rivals(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Take the certainty from posts of one channel that would be the same entry's: a person has to look."""
    wanted = [(each.post.channel, each.matches.found[0].number) for each in proposals if each.is_sure]
    rivals = {key for key in wanted if wanted.count(key) > 1}
    return tuple(
        replace(each, matches=replace(each.matches, is_sure=False))
        if each.is_sure and (each.post.channel, each.matches.found[0].number) in rivals
        else each
        for each in proposals
    )
