"""What every platform takes in and gives out; it must not know any one platform."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Protocol

from pydantic import BaseModel

from collectors.checks import Check
from collectors.planning import Plan


@dataclass(frozen=True, slots=True)
class PostToRead:
    """One published copy of an entry's video that is to be read.

    `key` is the caller's own and comes back unchanged; `platform_id` is the platform's id as text
    (case counts, it may begin with "-" or be all digits); `url` is where people see it.
    """

    key: int
    platform_id: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The metrics of one post at one instant, as one source told them.

    `counts` maps a metric (`views`, `likes`, `shares`, `comments`, or any further one) to its count;
    None is "the platform did not say", never 0. `taken_at` is aware and in UTC.
    """

    post_key: int
    source: str
    taken_at: datetime
    counts: Mapping[str, int | None]


class ProblemCode(StrEnum):
    """Why a post or a channel could not be read."""

    POST_NOT_FOUND = "post-not-found"
    """Deleted, private or unknown: the platform does not tell which."""
    POST_FORBIDDEN = "post-forbidden"
    MALFORMED_ANSWER = "malformed-answer"
    UNREACHABLE = "unreachable"
    """No answer within the time limit, or no connection, after all tries."""
    PLATFORM_FAILED = "platform-failed"
    """The platform answered with an error of its own (5xx) after all tries."""
    RATE_LIMITED = "rate-limited"
    QUOTA_EXHAUSTED = "quota-exhausted"
    CREDENTIALS_MISSING = "credentials-missing"
    CREDENTIALS_REFUSED = "credentials-refused"
    """A key or token that is wrong, expired or revoked."""
    PERMISSION_MISSING = "permission-missing"
    REQUEST_REFUSED = "request-refused"
    """The platform refused the request itself; trying again cannot help."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one post, or with `post_key` None the rest of a channel, could not be read.

    `detail` holds the parameters of the sentence that people read (`status`, `reason`, `message`, …),
    never a secret or an address that holds one. `retry_at` is when trying again makes sense, None if
    nobody knows or a person must act first.
    """

    channel: str
    code: ProblemCode
    post_key: int | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """The outside world that a collector may touch besides the platform itself.

    `now` gives the aware UTC instant, `sleep` waits for seconds, `random` jitters the waits.
    """

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    random: Random


class Collector(Protocol):
    """Reads posts of one channel."""

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield readings or a problem for every post, as the answers come.

        A problem without a post stops the channel: it stands for all posts that have had neither. No
        exception escapes for anything that a platform or the network does. A post may have one reading
        a source, one right after the other.
        """
        ...

    def check(self) -> Iterator[Check]:
        """Yield how it stands with each key and token, found out with as few calls as can be."""
        ...


class LinkFault(StrEnum):
    """Why a link does not name a post."""

    NOT_A_LINK = "not-a-link"
    WRONG_SITE = "wrong-site"
    NO_POST = "no-post"
    """The right site, but no single post: a channel, a search, a playlist, a damaged id."""
    SHORT_LINK = "short-link"
    """Only the platform can resolve it: the full link must be pasted."""


class LinkError(ValueError):
    """A link that does not name a post of the channel: `link`, `channel` and the `fault`."""

    def __init__(self, link: str, channel: str, fault: LinkFault) -> None:
        super().__init__(f"{channel}: {fault.value}: {link}")
        self.link = link
        self.channel = channel
        self.fault = fault


@dataclass(frozen=True, slots=True)
class FromEnvironment:
    """Marks a settings field as a secret; `variable` is the environment variable that may hold it."""

    variable: str


class Platform(Protocol):
    """What an entry point of the group `lantoa.collectors` names: one platform, ready to be configured.

    `channel` is the channel's key; `metrics` are those that it can tell; `settings_model` is the pydantic
    model of its table in the config, whose secret fields carry `FromEnvironment`.
    """

    @property
    def channel(self) -> str:
        """The channel's key."""
        ...

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that it can tell."""
        ...

    @property
    def settings_model(self) -> type[BaseModel]:
        """The model of its table in the config."""
        ...

    def post_id_from_link(self, link: str) -> str:
        """Return the platform's id of the post that the link names; raises LinkError."""
        ...

    def collector(self, settings: BaseModel, tools: Tools) -> Collector | None:
        """Make a collector from settings of `settings_model`; asks nothing of the platform yet.

        None where the settings leave the channel to be counted by hand.
        """
        ...

    def plan(self, settings: BaseModel, posts: int) -> Plan:
        """Return what reading so many posts costs at most; asks nobody."""
        ...
