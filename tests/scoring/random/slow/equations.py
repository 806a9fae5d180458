"""Linear equations in fractions, solved as by hand."""

from fractions import Fraction


def solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """Solve as many equations as unknowns; the last column is the right side."""
    size = len(rows)
    for step in range(size):
        pivot = next(place for place in range(step, size) if rows[place][step])
        rows[step], rows[pivot] = rows[pivot], rows[step]
        rows[step] = [cell / rows[step][step] for cell in rows[step]]
        for place in range(size):
            if place != step:
                factor = rows[place][step]
                rows[place] = [
                    cell - factor * above for cell, above in zip(rows[place], rows[step], strict=True)
                ]
    return [row[size] for row in rows]
