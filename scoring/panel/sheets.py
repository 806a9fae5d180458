"""The judges' sheets as a table: a row an entry, a column a judge."""

from collections.abc import Sequence

import pandas as pd

from scoring.rules import Criterion

MILLION = 1_000_000


def sheet_table(marks: pd.DataFrame, criteria: Sequence[Criterion]) -> pd.DataFrame:
    """Return each judge's points for each entry, 0 to 100: the weighted share of the maxima.

    marks: as `scoring.ContestData` has them. A sheet on which a criterion is missing is NaN, as is one that
    was never given. Rows and columns are in order.
    """
    worth = {one.key: float(one.weight) / float(one.maximum) for one in criteria}
    full = sum(float(one.weight) for one in criteria)
    rows = marks[marks["criterion"].isin(list(worth))]
    points = rows["mark_millionths"] / MILLION * rows["criterion"].map(worth)
    sheets = rows.assign(points=points).groupby(["number", "judge"], as_index=False)["points"]
    sums = sheets.sum().assign(count=sheets.count()["points"])
    sums["points"] = (sums["points"] / full * 100).where(sums["count"] == len(worth))
    table: pd.DataFrame = sums.pivot_table(index="number", columns="judge", values="points", dropna=False)
    return table
