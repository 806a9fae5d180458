"""From counts to engagement points: points a unit, added up, then brought to a common scale."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.exact import ExactColumn, Mask

FULL = 100


def added_points(
    counts: Iterable[tuple[str, ExactColumn]], points: Mapping[str, Decimal], size: int
) -> ExactColumn:
    """Add up count * points a unit over columns that each count a metric.

    A row is unknown where no count is known that brings points; other unknown counts add nothing.
    """
    total = ExactColumn.of(np.zeros(size, dtype=np.int64))
    is_unknown = np.ones(size, dtype=np.bool_)
    for metric, column in counts:
        if per_unit := points.get(metric):
            total = total.plus(column.filled().times(per_unit))
            is_unknown = is_unknown & column.unknown
    return total.hidden(is_unknown)


def engagement_points(raw: ExactColumn, competing: Mask, scale: str) -> ExactColumn:
    """Scale the raw points of the competing entries, which are also the field that they are compared with.

    `none` leaves them; `share-of-best` is 100 * x / best; `min-max` is 100 * (x - least) / (best - least).
    Where all are equal everyone has the full points.
    """
    field = raw.hidden(~competing)
    best, least = field.highest(), field.lowest()
    if scale == "none" or best is None or least is None:
        return field
    if best == least:
        return ExactColumn.of(np.full(len(field.numerators), FULL), field.unknown)
    zero = least if scale == "min-max" else Fraction(0)
    return field.shifted(-zero).times(FULL / (best - zero))


def decides_nothing(raw: ExactColumn, competing: Mask, scale: str) -> bool:
    """Tell whether the scale had only equal raw points to compare."""
    field = raw.hidden(~competing)
    return scale != "none" and field.highest() is not None and field.highest() == field.lowest()
