"""What a ranking is computed from: the frames of one contest, with their columns written down."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd


@dataclass(frozen=True)
class ContestData:
    """Everything that the rules are applied to. Row order means nothing in any frame.

    entries: one row an entry. `number` (str, unique), `unit` (str, the unit's code), `group` (str or None),
        `submitted_at` (Int64, seconds since 1970 in UTC, or NA), `status` (`competing`, `withdrawn` or
        `disqualified`).
    readings: one row for each post and metric that its channel can tell or was ever told; the two readings
        around the instant `at`. `number`, `channel`, `post` (int, unique to a post), `metric` (str);
        `count_before`, `at_before` and `source_before`: the last known count at or before `at`, the instant
        of it (seconds since 1970) and who said so; `count_after`, `at_after`, `source_after`: the first known
        after `at`. Counts and instants are Int64, NA where there is none.
    marks: one row a mark. `judge` (str), `number`, `criterion` (str), `mark_millionths` (int64).
    at: the instant that counts are taken at, aware.
    """

    entries: pd.DataFrame
    readings: pd.DataFrame
    marks: pd.DataFrame
    at: datetime
