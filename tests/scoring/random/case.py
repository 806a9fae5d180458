"""One contest as plain values, and the frames that scoring takes made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from scoring import ContestData
from scoring.contest import READING_COLUMNS

HOUR_S = 3600


@dataclass(frozen=True)
class Entry:
    """One entry; the instant of submission is any whole number."""

    number: str
    unit: str
    group: str | None
    status: str
    submitted: int | None


@dataclass(frozen=True)
class Series:
    """All readings of one post's metric in order of time: hours from the ranking's instant, and the count."""

    number: str
    channel: str
    post: int
    metric: str
    read: tuple[tuple[int, int], ...]


@dataclass
class Case:
    """One contest and its rules.

    `published` has the hour of each post whose publication is known; `judges` are their
    units, `decisions` the head judge's places.
    """

    entries: list[Entry]
    series: list[Series]
    marks: dict[tuple[str, str, str], Decimal]
    rules: dict[str, Any]
    published: dict[int, int] = field(default_factory=dict)
    opens_h: int = -24
    judges: dict[str, str | None] = field(default_factory=dict)
    recusals: set[tuple[str, str]] = field(default_factory=set)
    decisions: dict[str, int] = field(default_factory=dict)


def frames_of(case: Case, at: datetime) -> ContestData:
    """Return the case as frames, readings around the ends of the windows that its rules want."""
    starts, ends = _windows(case)
    return ContestData(
        _entries(case),
        _readings(case.series, ends, at),
        _marks(case),
        at,
        opens_at=at + timedelta(hours=case.opens_h),
        posts=_posts(case.published, at),
        baselines=_readings([one for one in case.series if one.post in starts], starts, at),
        judges=pd.DataFrame(case.judges.items(), columns=["judge", "unit"], dtype=object),
        recusals=pd.DataFrame(sorted(case.recusals), columns=["judge", "number"], dtype=object),
        decisions=pd.DataFrame(case.decisions.items(), columns=["number", "place"]).astype(
            {"place": "int64"}
        ),
    )


def _windows(case: Case) -> tuple[Mapping[int, int], Mapping[int, int]]:
    posts, counts = {one.post for one in case.series}, case.rules.get("counts", {})
    if counts.get("window") == "equal-age":
        lasting = 24 * counts["days"]
        return case.published, {post: case.published.get(post, -lasting) + lasting for post in posts}
    return dict.fromkeys(posts, case.opens_h), dict.fromkeys(posts, 0)


def _entries(case: Case) -> pd.DataFrame:
    columns = {name: [getattr(one, name) for one in case.entries] for name in ("number", "unit", "status")}
    frame = pd.DataFrame(columns, dtype=object)
    groups = pd.Series([one.group for one in case.entries], dtype=object)
    submitted = pd.array([one.submitted for one in case.entries], dtype="Int64")
    return frame.assign(group=groups, submitted_at=submitted)


def _posts(published: Mapping[int, int], at: datetime) -> pd.DataFrame:
    rows = [(post, int(at.timestamp()) + hour * HOUR_S) for post, hour in published.items()]
    return pd.DataFrame(rows, columns=["post", "published_at"]).astype("Int64")


def _readings(series: Sequence[Series], instants: Mapping[int, int], at: datetime) -> pd.DataFrame:
    rows = [
        (one.number, one.channel, one.post, one.metric, *_around(one.read, instants[one.post], at))
        for one in series
    ]
    whole = {name: "Int64" for name in READING_COLUMNS if name.startswith(("count", "at_"))}
    return pd.DataFrame(rows, columns=list(READING_COLUMNS), dtype=object).astype({**whole, "post": "int64"})


def _around(read: Sequence[tuple[int, int]], hour: int, at: datetime) -> Iterator[object]:
    before = [one for one in read if one[0] <= hour][-1:]
    after = [one for one in read if one[0] > hour][:1]
    for side in (before, after):
        told = [(side[0][1], int(at.timestamp()) + side[0][0] * HOUR_S, "hand")] if side else []
        yield from (told[0] if told else (None, None, None))


def _marks(case: Case) -> pd.DataFrame:
    rows = [(*key, int(mark * 10**6)) for key, mark in case.marks.items()]
    frame = pd.DataFrame(rows, columns=["judge", "number", "criterion", "mark_millionths"])
    return frame.astype({"mark_millionths": "int64"})
