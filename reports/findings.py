"""What was found unusual and what was decided, as plain values; sentences are made in `deciding`."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Growth:
    """One post's metric between two readings; `usual` is what its median growth would have brought."""

    channel: str
    metric: str
    from_at: datetime
    to_at: datetime
    count_from: int
    count_to: int
    usual: int


@dataclass(frozen=True, slots=True)
class Repost:
    """A post that another one of the same channel replaces, both by the platform's ids."""

    channel: str
    post: str
    successor: str


@dataclass(frozen=True, slots=True)
class FlagLine:
    """Something unusual: the name to type, the test that found it, whose it is, and the numbers behind it.

    `share` and `limit` are per cent of the views, there where likes do not fit them; `is_decided` tells that
    the committee has decided about it.
    """

    name: str
    code: str
    number: str
    growth: Growth
    views: int | None
    share: Decimal | None
    limit: Decimal | None
    is_decided: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision: which, about which entries, what came of it, by whom, when and why, and what was said."""

    version: int
    kind: str
    outcome: str
    numbers: tuple[str, ...]
    growth: Growth | None
    repost: Repost | None
    person: str
    decided_at: datetime
    reason: str
    raised_by: str | None
    statement: str | None
    evidence: str | None
