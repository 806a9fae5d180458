"""Awards go to positions in their order; whoever ties is treated alike, so that nobody is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from scoring.exact import ExactColumn, Ints
from scoring.placing import Places
from scoring.ranking import Notice
from scoring.rules import Award


@dataclass(frozen=True, slots=True, eq=False)
class Contenders:
    """Who can be awarded, a row each: entries, or units where units are ranked.

    `values` are what awards ask a minimum of, `units` whose they are.
    """

    places: Places
    values: ExactColumn
    units: npt.NDArray[np.object_]


class Handing:
    """The awards handed to groups of contenders who tie, best first.

    A group that reaches beyond an award's last position shares it, and takes positions of the awards after
    it; with `skips_ties` the award is skipped and the group gets the next one. Who has less than an award's
    minimum gets the next one. With `one_a_unit` the further entries of an awarded unit are passed over and
    the next ones move up. `award_of` is each contender's place among the awards, -1 for none.
    """

    def __init__(
        self, contenders: Contenders, awards: Sequence[Award], *, skips_ties: bool, one_a_unit: bool
    ) -> None:
        self.awards, self.contenders = awards, contenders
        self.skips_ties, self.one_a_unit = skips_ties, one_a_unit
        self.lasts: list[int] = np.cumsum([award.count for award in awards], dtype=np.int64).tolist()
        self.award_of: Ints = np.full(len(contenders.units), -1)
        self.shared: dict[int, list[int]] = {}
        self.skipped: dict[int, list[int]] = {}
        self._filled = 0
        self._holders: set[object] = set()
        for group in _groups(contenders.places):
            if not self.lasts or self._filled >= self.lasts[-1]:
                break
            self._hand_to(group)

    def _hand_to(self, group: list[int]) -> None:
        units = self.contenders.units
        rows = [row for row in group if not (self.one_a_unit and units[row] in self._holders)]
        holders = {units[row] for row in rows}
        size = len(holders) if self.one_a_unit else len(rows)
        place = self._place_for(rows, size) if rows else None
        if place is not None:
            if self._filled + size > self.lasts[place]:
                self.shared[place] = rows
            self.award_of[rows] = place
            self._filled += size
            self._holders |= holders

    def _place_for(self, rows: list[int], size: int) -> int | None:
        """Return the award that a group gets, and leave the positions of those that it does not."""
        while self._filled < self.lasts[-1]:
            place = int(np.searchsorted(self.lasts, self._filled + 1))
            reaches_beyond = self._filled + size > self.lasts[place]
            if self._has_minimum(rows[0], self.awards[place]):
                if not (self.skips_ties and reaches_beyond):
                    return place
                self.skipped[place] = rows
            self._filled = self.lasts[place]
        return None

    def _has_minimum(self, row: int, award: Award) -> bool:
        value = self.contenders.values.fraction(row)
        return award.minimum is None or (value is not None and value >= Fraction(award.minimum))


def award_notices(handing: Handing, numbers: npt.NDArray[np.object_]) -> Iterator[Notice]:
    """Yield each award that a tie makes go to more than it has positions, is skipped, or is left over.

    `numbers` are what the contenders are called.
    """
    is_asked_for = bool(handing.contenders.places.ranks.any())
    for place, award in enumerate(handing.awards):
        for code, rows in (("award-shared", handing.shared), ("award-skipped", handing.skipped)):
            if place in rows:
                yield Notice(code, tuple(numbers[sorted(rows[place])]), {"award": award.name})
        left = award.count - int((handing.award_of == place).sum())
        if left > 0 and is_asked_for:
            yield Notice("award-not-given", (), {"award": award.name, "count": str(left)})


def _groups(places: Places) -> Iterator[list[int]]:
    """Yield those that share a rank, in rank order."""
    order = places.order[places.ranks[places.order] > 0]
    starts = np.flatnonzero(np.diff(places.ranks[order], prepend=0))
    for start, end in pairwise([*starts.tolist(), len(order)]):
        yield order[start:end].tolist()
