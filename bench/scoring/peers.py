"""The same contest ranked by others, in floats: pandas from the same frames, others from plain arrays."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from bench.scoring.fields import JUDGES, POINTS, Field

Floats = npt.NDArray[np.float64]


def by_pandas(field: Field) -> list[str]:
    """Do the same steps: sheets, means over judges, points, share of the best, total and ties, in order."""
    marks, readings = field.data.marks, field.data.readings
    values = marks["mark_millionths"] / 1e6
    sheets = values.groupby([marks["number"], marks["judge"]]).sum()
    is_content, is_share = marks["criterion"] == "content", readings["metric"] == "shares"
    counts = readings["count_before"].astype(float)
    points = counts * readings["metric"].map(POINTS)
    table = pd.DataFrame(
        {
            "judges": sheets.groupby("number").mean(),
            "content": values[is_content].groupby(marks["number"]).mean(),
            "raw": points.groupby(readings["number"]).sum(),
            "shares": counts[is_share].groupby(readings["number"]).sum(),
            "submitted": field.data.entries.set_index("number")["submitted_at"],
        }
    )
    table["engagement"] = 100 * table["raw"] / table["raw"].max()
    table["total"] = 0.7 * table["judges"] + 0.3 * table["engagement"]
    columns = ["total", "judges", "content", "engagement", "shares", "submitted"]
    table = table.sort_values(columns, ascending=[False] * 5 + [True])
    table["rank"] = table["total"].rank(method="min", ascending=False)
    return list(table.index)


def by_plain_pandas(field: Field) -> list[str]:
    """Add up marks and points by entry, and nothing else: no sheets, no ties, no criterion."""
    marks, readings = field.data.marks, field.data.readings
    judges = (marks["mark_millionths"] / 1e6).groupby(marks["number"]).sum() / JUDGES
    points = readings["count_before"].astype(float) * readings["metric"].map(POINTS)
    raw = points.groupby(readings["number"]).sum()
    total = 0.7 * judges + 0.3 * 100 * raw / raw.max()
    return list(total.sort_values(ascending=False).index)


def by_numpy(field: Field) -> list[str]:
    """Compute from arrays that are laid out already; ties by judges' points alone."""
    judges, engagement = _columns(field)
    total = 0.7 * judges + 0.3 * engagement
    return [field.numbers[place] for place in np.lexsort((-judges, -total)).tolist()]


def by_pymcdm(field: Field) -> list[str]:
    """Decide on the two columns by pymcdm's weighted sum of shares of the best."""
    from pymcdm.methods import WSM
    from pymcdm.normalizations import linear_normalization

    columns = np.column_stack(_columns(field))
    preference = WSM(linear_normalization)(columns, np.array([0.7, 0.3]), np.array([1, 1]))
    return [field.numbers[place] for place in np.argsort(-preference, kind="stable").tolist()]


def by_scikit_criteria(field: Field) -> list[str]:
    """Decide on the two columns by scikit-criteria's weighted sum."""
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    columns = np.column_stack(_columns(field)) / 100
    matrix = skcriteria.mkdm(columns, [max, max], weights=[0.7, 0.3], alternatives=field.numbers)
    ranks = WeightedSumModel().evaluate(matrix).rank_
    return [field.numbers[place] for place in np.argsort(ranks, kind="stable").tolist()]


def _columns(field: Field) -> tuple[Floats, Floats]:
    judges = field.marks.sum(axis=2).mean(axis=1) / 2
    raw = (field.counts * np.array(list(POINTS.values()))).sum(axis=(1, 2))
    return judges, 100 * raw / raw.max()


def severity_by_numpy(judge: npt.NDArray[np.int64], entry: npt.NDArray[np.int64], values: Floats) -> Floats:
    """Eliminate the entries and solve for the judges' offsets, in floats."""
    judges, entries = int(judge.max()) + 1, int(entry.max()) + 1
    counts = np.bincount(entry, minlength=entries)
    means = np.bincount(entry, values, entries) / counts
    marked = np.zeros((entries, judges))
    marked[entry, judge] = 1
    matrix = np.diag(marked.sum(axis=0)) - (marked / counts[:, None]).T @ marked
    right = np.bincount(judge, values - means[entry], judges)
    matrix[-1], right[-1] = 1, 0
    return np.asarray(np.linalg.solve(matrix, right), dtype=np.float64)
