"""What is wrong with the frames that a ranking is asked of, as a value; other rooms word it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from scoring.exact import Mask


class ScoringError(ValueError):
    """A frame that cannot be scored: a code, with the table, column, entry and value at fault.

    The codes are `doubled-number`, `unknown-number`, `unknown-status`, `unknown-criterion`, `doubled-mark`,
    `mark-out-of-range`, `doubled-reading`, `negative-count`, `reading-out-of-time` and `opening-unknown`.
    """

    def __init__(self, code: str, *, table: str, column: str, entry: str, value: str) -> None:
        super().__init__(f"{code}: {table}.{column} of entry {entry}: {value}")
        self.code = code
        self.parameters: Mapping[str, str] = {
            "table": table,
            "column": column,
            "entry": entry,
            "value": value,
        }


def refuse_rows(wrong: "Mask", code: str, frame: "pd.DataFrame", table: str, column: str) -> None:
    """Raise ScoringError for the first row that is wrong, if any; the frame has a column `number`."""
    if wrong.any():
        row = frame.iloc[int(wrong.argmax())]
        raise ScoringError(code, table=table, column=column, entry=str(row["number"]), value=str(row[column]))
