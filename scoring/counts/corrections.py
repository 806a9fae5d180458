"""What recorded decisions take off counts, such as growth that the committee does not accept."""

import numpy as np
import pandas as pd

from scoring.entries import whole_numbers
from scoring.errors import ScoringError
from scoring.exact import ExactColumn, Mask


def corrected(
    counts: ExactColumn, rows: pd.DataFrame, corrections: pd.DataFrame | None
) -> tuple[ExactColumn, Mask]:
    """Return the counts of the rows (of a post and a metric) less what was taken off, and which those are.

    A count never falls below 0 by it; where a metric of a post is left out, its count is unknown. Raises
    ScoringError for two corrections of one count, and for a negative one.
    """
    if corrections is None or corrections.empty:
        return counts, np.zeros(len(rows), dtype=np.bool_)
    _check(corrections)
    keys = pd.MultiIndex.from_frame(corrections[["post", "metric"]].astype({"metric": object}))
    places = keys.get_indexer(pd.MultiIndex.from_arrays([rows["post"], rows["metric"].astype(object)]))
    less, is_left_out = whole_numbers(corrections["less"])
    is_met = places >= 0
    taken_off = np.where(is_met, less[places], 0)
    unknown = counts.unknown | (is_met & is_left_out[places])
    return ExactColumn.of(np.maximum(counts.numerators - taken_off, 0), unknown), is_met & ~counts.unknown


def _check(corrections: pd.DataFrame) -> None:
    doubled = corrections.duplicated(["post", "metric"]).to_numpy()
    negative = whole_numbers(corrections["less"])[0] < 0
    for wrong, code in ((doubled, "doubled-correction"), (negative, "negative-count")):
        if wrong.any():
            row = corrections.iloc[int(wrong.argmax())]
            value = f"{row['post']}, {row['metric']}"
            raise ScoringError(code, table="corrections", column="less", entry="", value=value)
