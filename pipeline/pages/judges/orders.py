"""An order of entries for each judge, so that no entry is always marked first or last."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Item = TypeVar("Item")


def own_order(contest: str, judge: str, items: Sequence[tuple[str, Item]]) -> tuple[Item, ...]:
    """Return items, each given with its entry's number, shuffled by the contest and turned by the judge.

    The same contest, judge and entries always give the same order.

    >>> own_order("c", "gk1", [("01", "a"), ("02", "b"), ("03", "c")])
    ('a', 'b', 'c')
    """
    shuffled = [item for _, item in sorted(items, key=lambda pair: _chance(contest, pair[0]))]
    first = int(_chance(contest, "judge", judge), 16) % max(len(shuffled), 1)
    return (*shuffled[first:], *shuffled[:first])


def _chance(*names: str) -> str:
    return sha256("/".join(names).encode()).hexdigest()
