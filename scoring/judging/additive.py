"""How severe each judge is, by the additive model on the cells that exist: value = mean + entry + judge.

Least squares, the judges' offsets adding up to 0. The entries are eliminated first: with k_i values of entry
i, the offsets b solve n_j b_j - sum over i of (sum of b of i's judges) / k_i = r_j, where r_j is the sum of
judge j's values less the means of their entries. All in whole numbers, so that nothing is rounded.
"""

from fractions import Fraction
from itertools import product
from math import lcm

import numpy as np

from scoring.exact import Ints, Whole, fitting, magnitude
from scoring.judging.values import Values

Row = list[int]


def judge_offsets(values: Values, judges: int) -> list[Fraction]:
    """Return what each judge gives above (or below) the others; 0 for one who gave nothing.

    The judges must compare (see islands).
    """
    counts = values.judges
    common = lcm(*np.unique(counts[counts > 0]).tolist())
    matrix = _matrix(values, judges, common)
    right = _right_side(values, judges, common)
    present = np.unique(values.judge).tolist()
    rows = [[matrix[one][other] for other in present] + [right[one]] for one in present]
    rows[-1] = [1] * len(present) + [0]
    offsets = [Fraction(0)] * judges
    for judge, solution in zip(present, _solved(rows), strict=True):
        offsets[judge] = solution / values.values.denominator
    return offsets


def _matrix(values: Values, judges: int, common: int) -> list[Row]:
    """Return `common` times the coefficients: whole numbers."""
    total = np.zeros((judges, judges), dtype=object)
    total[np.diag_indices(judges)] = np.bincount(values.judge, minlength=judges).astype(object) * common
    order = np.argsort(values.entry, kind="stable")
    sizes = values.judges[values.entry[order]]
    for size in np.unique(sizes).tolist():
        panels = values.judge[order[sizes == size]].reshape(-1, size)
        total -= _common_entries(panels, judges).astype(object) * (common // size)
    return [[int(cell) for cell in row] for row in total.tolist()]


def _common_entries(panels: Ints, judges: int) -> Ints:
    """Count the entries that each two judges share; a row an entry with its judges."""
    shared = np.zeros(judges * judges, dtype=np.int64)
    for one, other in product(panels.T, repeat=2):
        shared += np.bincount(one * judges + other, minlength=judges * judges)
    return shared.reshape(judges, judges)


def _right_side(values: Values, judges: int, common: int) -> Row:
    """Return `common` times the sums of values less their entries' means, in units of the values."""
    numbers = values.values.numerators
    bound = magnitude(numbers) * common * max(len(numbers), 1)
    numbers = fitting(numbers, bound)
    sums: Whole = np.zeros(values.size, dtype=numbers.dtype)
    np.add.at(sums, values.entry, numbers)
    shares = common // np.maximum(values.judges, 1).astype(numbers.dtype)
    right: Whole = np.zeros(judges, dtype=numbers.dtype)
    np.add.at(right, values.judge, numbers * common - (sums * shares)[values.entry])
    return [int(number) for number in right.tolist()]


def _solved(rows: list[Row]) -> list[Fraction]:
    """Solve whole equations by elimination without fractions (Bareiss); the last column is the right side."""
    size, last = len(rows), 1
    for step in range(size):
        pivot = next(place for place in range(step, size) if rows[place][step])
        rows[step], rows[pivot] = rows[pivot], rows[step]
        for place in range(size):
            if place != step:
                rows[place] = _eliminated(rows[place], rows[step], step, last)
        last = rows[step][step]
    return [Fraction(rows[place][size], rows[place][place]) for place in range(size)]


def _eliminated(row: Row, pivot: Row, step: int, last: int) -> Row:
    factor, head = row[step], pivot[step]
    return [(head * cell - factor * above) // last for cell, above in zip(row, pivot, strict=True)]
