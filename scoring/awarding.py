"""Awards go to positions in their order; whoever shares a rank shares its award, so nobody is left out."""

from collections.abc import Iterator

import numpy as np

from scoring.entries import Entries
from scoring.exact import Ints
from scoring.placing import Places
from scoring.ranking import Notice
from scoring.rules import Award


def awarded(ranks: Ints, awards: tuple[Award, ...]) -> list[str | None]:
    """Return the award of each rank's position, None beyond the last award and for rank 0 (not ranked).

    >>> awarded(np.array([1, 2, 2, 4]), (Award(name="A", count=1), Award(name="B", count=1)))
    ['A', 'B', 'B', None]
    """
    names = [award.name for award in awards]
    return [None if place < 0 else names[place] for place in _award_places(ranks, awards).tolist()]


def award_notices(places: Places, awards: tuple[Award, ...], entries: Entries) -> Iterator[Notice]:
    """Yield each award that a tie makes go to more entries than it has positions, or that is left over."""
    given = _award_places(places.ranks, awards)
    for place, (award, last) in enumerate(zip(awards, _last_positions(awards), strict=True)):
        holders = given == place
        at_edge = holders & places.tied & (places.ranks == places.ranks[holders].max(initial=0))
        if at_edge.any() and places.ranks[at_edge][0] + at_edge.sum() - 1 > last:
            yield Notice("award-shared", entries.named(at_edge), {"award": award.name})
        if (left := award.count - int(holders.sum())) > 0 and places.ranks.any():
            yield Notice("award-not-given", (), {"award": award.name, "count": str(left)})


def _award_places(ranks: Ints, awards: tuple[Award, ...]) -> Ints:
    places = np.searchsorted(_last_positions(awards), ranks)
    return np.where((ranks > 0) & (places < len(awards)), places, -1)


def _last_positions(awards: tuple[Award, ...]) -> Ints:
    return np.cumsum([award.count for award in awards], dtype=np.int64)
