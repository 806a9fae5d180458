"""From totals to ranks: competition ranks (1, 2, 2, 4), ties settled by the rules' chain, else shared."""

from dataclasses import dataclass

import numpy as np

from scoring.exact import Ints, Mask

NOT_RANKED = 1000
"""What makes any status stand behind all that are ranked."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Ranks a row an entry, 0 where not ranked, whether shared; `order` is the rows in rank order."""

    ranks: Ints
    tied: Mask
    order: Ints


def placed(keys: list[Ints], ranked: Mask, statuses: Ints) -> Places:
    """Rank by the first key, then the next ones, higher before lower; equal in all keys share the rank.

    Those not ranked follow, by status, in the order in which they stand.
    """
    order = _ordered(keys, statuses + (~ranked) * NOT_RANKED)
    count = int(ranked.sum())
    starts = _starts(keys, order[:count])
    sizes = np.diff(np.append(starts, count))
    ranks, tied = np.zeros(len(ranked), dtype=np.int64), np.zeros(len(ranked), dtype=np.bool_)
    ranks[order[:count]] = np.repeat(starts + 1, sizes)
    tied[order[:count]] = np.repeat(sizes > 1, sizes)
    return Places(ranks, tied, order)


def _ordered(keys: list[Ints], standing: Ints) -> Ints:
    """Return the rows by standing, then by the keys; only those that tie on the first look at the others."""
    first, *others = keys
    order = np.lexsort((-first, standing))
    is_new = (np.diff(first[order], prepend=0) != 0) | (np.diff(standing[order], prepend=-1) != 0)
    group = np.cumsum(is_new)
    is_tied = ~is_new | np.append(~is_new[1:], False)
    tied = order[is_tied]
    order[is_tied] = tied[np.lexsort((*(-key[tied] for key in reversed(others)), group[is_tied]))]
    return order


def _starts(keys: list[Ints], order: Ints) -> Ints:
    is_start = np.ones(len(order), dtype=np.bool_)
    if len(order):
        is_start[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    return np.flatnonzero(is_start)
