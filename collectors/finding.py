"""What a platform's own channel or Page has published, to be compared with what is known of a contest.

Not every platform can tell: one that can has a `finder` beside its `collector`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from collectors.protocol import Problem, Tools


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post that was found: `title` and `text` as its author wrote them, empty where there are none.

    `other_ids` are further ids by which the platform knows the same post. `published_at` is aware and in
    UTC, None where the platform did not say.
    """

    channel: str
    platform_id: str
    url: str
    title: str
    text: str
    published_at: datetime | None
    other_ids: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Every id of the post."""
        return frozenset({self.platform_id, *self.other_ids})


class Finder(Protocol):
    """Looks through what was published on one channel."""

    def find(self, since: datetime) -> Iterator[FoundPost | Problem]:
        """Yield each post published at or after an instant, and a problem where it could not go on.

        No exception escapes for anything that a platform or the network does.
        """
        ...


@runtime_checkable
class FindsPosts(Protocol):
    """What a platform follows besides `Platform` if its posts can be looked through."""

    def finder(self, settings: BaseModel, tools: Tools) -> Finder:
        """Make a finder from settings of the platform's model; asks nothing of the platform yet."""
        ...


def instant_from_text(value: object) -> datetime | None:
    """Return an instant as platforms write it, None for anything else or without an offset.

    >>> instant_from_text("2024-09-05T08:30:00+0000") == instant_from_text("2024-09-05T08:30:00Z")
    True
    """
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None


def is_older(found: FoundPost, since: datetime) -> bool:
    """Tell whether a post is known to have been published before an instant."""
    return found.published_at is not None and found.published_at < since
