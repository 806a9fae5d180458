"""What a ranking is computed from: the frames of one contest, with their columns written down."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

READING_COLUMNS = {
    "number": "str",
    "channel": "str",
    "post": "int64",
    "metric": "str",
    "count_before": "Int64",
    "at_before": "Int64",
    "source_before": "object",
    "count_after": "Int64",
    "at_after": "Int64",
    "source_after": "object",
}
"""The columns of readings, with the types of their values."""


@dataclass(frozen=True)
class ContestData:
    """Everything that the rules are applied to. Row order means nothing in any frame.

    entries: one row an entry. `number` (str, unique), `unit` (str, the unit's code), `group` (str or None),
        `submitted_at` (Int64, seconds since 1970 in UTC, or NA), `status` (`competing`, `withdrawn` or
        `disqualified`).
    readings: one row for each post and metric that its channel can tell or was ever told; the two readings
        around the instant at which the post's window ends (`at`, or its own end under `equal-age`).
        `number`, `channel`, `post` (int, unique to a post; the lower was entered first), `metric` (str);
        `count_before`, `at_before` and `source_before`: the last known count at or before that instant, the
        instant of it (seconds since 1970) and who said so; `count_after`, `at_after`, `source_after`: the
        first known after it. Counts and instants are Int64, NA where there is none.
    marks: one row a mark. `judge` (str), `number`, `criterion` (str), `mark_millionths` (int64).
    at: the instant that counts are taken at, aware.
    opens_at: the instant of the opening, aware; needed where the window is `since-opening`.
    posts: one row a post that has a known instant of publication. `post`, `published_at` (Int64, seconds
        since 1970); needed where the window is `equal-age`.
    baselines: the same columns as readings, around the instant at which each post's window begins.
    judges: one row a judge. `judge`, `unit` (str or None, by the same codes as the entries': a judge's marks
        for the own unit's entries are left out).
    recusals: one row a judge and entry that the judge does not mark: `judge`, `number`.
    joined: one row a post that counts as one with others, being the same video put up again: `post`, `group`
        (str, the same for all of them). Every one has its own readings and window; their counts are added.
    decisions: one row an entry of a tie that the head judge settled: `number`, `place` (int, 1 is first).
    """

    entries: pd.DataFrame
    readings: pd.DataFrame
    marks: pd.DataFrame
    at: datetime
    opens_at: datetime | None = None
    posts: pd.DataFrame | None = None
    baselines: pd.DataFrame | None = None
    judges: pd.DataFrame | None = None
    recusals: pd.DataFrame | None = None
    decisions: pd.DataFrame | None = None
    joined: pd.DataFrame | None = None
