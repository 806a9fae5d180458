"""From totals to ranks: competition ranks (1, 2, 2, 4), ties settled by the rules' chain, else shared."""

from dataclasses import dataclass

import numpy as np

from scoring.exact import Ints, Mask


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
    columns = [-key for key in reversed(keys)]
    order = np.lexsort((*columns, statuses, ~ranked))
    count = int(ranked.sum())
    starts = _starts(keys, order[:count])
    sizes = np.diff(np.append(starts, count))
    ranks, tied = np.zeros(len(ranked), dtype=np.int64), np.zeros(len(ranked), dtype=np.bool_)
    ranks[order[:count]] = np.repeat(starts + 1, sizes)
    tied[order[:count]] = np.repeat(sizes > 1, sizes)
    return Places(ranks, tied, order)


def _starts(keys: list[Ints], order: Ints) -> Ints:
    is_start = np.ones(len(order), dtype=np.bool_)
    if len(order):
        is_start[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    return np.flatnonzero(is_start)
