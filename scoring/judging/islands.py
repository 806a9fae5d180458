"""Whether the judges can be compared: what holds the graph of judges and entries together.

Two judges are joined by every entry that both have marked. Judges who are not joined, however indirectly,
cannot be told severe or lenient against each other; and where one entry, or one judge, is all that joins
two groups, everything hangs on it. An entry with a single judge makes no group of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.exact import Ints


@dataclass(frozen=True, slots=True)
class Gap:
    """Why judges cannot be compared: the islands of judges, and the entry or judge that alone joins them."""

    islands: tuple[tuple[int, ...], ...]
    entry: int | None = None
    judge: int | None = None


def gap_between(judge: Ints, entry: Ints, judges: int) -> Gap | None:
    """Return the first reason why the judges (numbered below `judges`, each in a row) do not compare."""
    groups = _groups_of(judge, entry)
    shared = np.zeros((judges, judges), dtype=np.int64)
    for row in groups.values():
        shared[np.ix_(row, row)] += 1
    present = np.unique(judge)
    islands = _islands(shared, present)
    if len(islands) > 1:
        return Gap(islands)
    return next(_bridges(shared, groups, present), None)


def _groups_of(judge: Ints, entry: Ints) -> Mapping[int, Ints]:
    """Return the judges of each entry that has several."""
    order = np.argsort(entry, kind="stable")
    entries, starts = np.unique(entry[order], return_index=True)
    groups = np.split(judge[order], starts[1:])
    return {place: group for place, group in zip(entries.tolist(), groups, strict=False) if len(group) > 1}


def _bridges(shared: npt.NDArray[np.int64], groups: Mapping[int, Ints], present: Ints) -> Iterator[Gap]:
    for place, row in groups.items():
        if np.any(shared[np.ix_(row, row)] == 1):
            without = shared.copy()
            without[np.ix_(row, row)] -= 1
            if len(islands := _islands(without, present)) > 1:
                yield Gap(islands, entry=place)
    for judge in present.tolist():
        rest = present[present != judge]
        if len(islands := _islands(shared, rest)) > 1:
            yield Gap(islands, judge=judge)


def _islands(shared: npt.NDArray[np.int64], members: Ints) -> tuple[tuple[int, ...], ...]:
    """Return the groups of judges that share entries, directly or through others."""
    left, islands = set(members.tolist()), []
    while left:
        island: set[int] = set()
        waiting = [min(left)]
        while waiting:
            judge = waiting.pop()
            if judge in left:
                left.remove(judge)
                island.add(judge)
                waiting += [other for other in np.flatnonzero(shared[judge]).tolist() if other in left]
        islands.append(tuple(sorted(island)))
    return tuple(islands)
