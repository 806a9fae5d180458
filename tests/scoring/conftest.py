"""Small contests made of plain values, for all tests of scoring."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from scoring import ContestData, Rules
from scoring.contest import READING_COLUMNS

AT = datetime(2024, 10, 31, 10, tzinfo=UTC)


@pytest.fixture(scope="session")
def at() -> datetime:
    """The instant that the small contests are ranked at."""
    return AT


SMALL_FIELD = ("one-entry", "one-judge", "all-tied")
"""What small contests are told in nearly every test, and what only the tests of it look at."""


@pytest.fixture(scope="session")
def told() -> Callable[..., list[tuple[str, tuple[str, ...], Mapping[str, str]]]]:
    """List a ranking's notices, without those on a field of one entry, one judge or equals only."""
    return lambda ranking: [
        (one.code, one.numbers, one.parameters) for one in ranking.notices if one.code not in SMALL_FIELD
    ]


@pytest.fixture(scope="session")
def contest() -> Callable[..., ContestData]:
    """Make a contest of numbers, counts read at the instant itself, further readings, and marks."""
    return _contest


@pytest.fixture(scope="session")
def weighted() -> Callable[..., Rules]:
    """Make rules with 70 for judges (criteria x and y) and 30 for engagement, tables replaced by name."""
    return _weighted


@pytest.fixture(scope="session")
def jury() -> Callable[..., Rules]:
    """Make rules of judges alone: marks on criterion x (or each of `keys`) added up as they stand."""
    return _jury


@pytest.fixture(scope="session")
def marked(contest: Callable[..., ContestData]) -> Callable[..., ContestData]:
    """Make a contest of entries A, B, … with the judges' marks of each on criterion x."""

    def make(*marks: object, **more: object) -> ContestData:
        numbers = "ABCDEFG"[: len(marks)]
        rows = {
            (f"judge {place}", number, "x"): mark
            for number, given in zip(numbers, marks, strict=True)
            for place, mark in enumerate(given if isinstance(given, list) else [given])
        }
        return contest(numbers, marks=rows, **more)

    return make


def _contest(
    numbers: Iterable[str],
    counts: Mapping[tuple[str, str, str], int | None] | None = None,
    marks: Mapping[tuple[str, str, str], object] | None = None,
    *,
    statuses: Mapping[str, str] | None = None,
    submitted: Mapping[str, int] | None = None,
    readings: Sequence[tuple[Any, ...]] = (),
) -> ContestData:
    entries = [
        (name, (submitted or {}).get(name), (statuses or {}).get(name, "competing")) for name in numbers
    ]
    rows = [(*key, int(Decimal(str(mark)) * 10**6)) for key, mark in (marks or {}).items()]
    return ContestData(
        _entries(entries),
        _readings([*readings, *_read_at_the_instant(counts or {})]),
        pd.DataFrame(rows, columns=["judge", "number", "criterion", "mark_millionths"]).astype(
            {"mark_millionths": "int64"}
        ),
        AT,
    )


def _entries(rows: Sequence[tuple[str, int | None, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["number", "submitted_at", "status"], dtype=object)
    return frame.assign(unit=frame["number"], group=None).astype({"submitted_at": "Int64"})


def _read_at_the_instant(counts: Mapping[tuple[str, str, str], int | None]) -> list[tuple[Any, ...]]:
    posts = {key[:2]: place for place, key in enumerate(counts, start=1000)}
    instant = int(AT.timestamp())
    return [
        (number, channel, posts[number, channel], metric, *(_told(count, instant)), None, None, None)
        for (number, channel, metric), count in counts.items()
    ]


def _told(count: int | None, instant: int) -> tuple[int | None, int | None, str | None]:
    return (None, None, None) if count is None else (count, instant, "hand")


def _readings(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(READING_COLUMNS), dtype=object)
    whole = {name: "Int64" for name in READING_COLUMNS if name.startswith(("count", "at_"))}
    return frame.astype({**whole, "post": "int64"})


def _weighted(**tables: object) -> Rules:
    criteria = [{"key": "x", "name": "X", "maximum": 60}, {"key": "y", "name": "Y", "maximum": 40}]
    table = {
        "counts": {"channels": ["youtube", "facebook"]},
        "engagement": {"weight": 30, "points": {"views": 1}, "scale": "share-of-best"},
        "judging": {"weight": 70, "criteria": criteria},
        "total": {"combine": "weighted"},
    }
    return Rules.model_validate({**table, **tables})


def _jury(*, awards: Mapping[str, int] | None = None, keys: str = "x", **total: object) -> Rules:
    criteria = [{"key": key, "name": key, "maximum": 1000, "weight": 1000} for key in keys]
    return Rules.model_validate(
        {
            "judging": {"criteria": criteria},
            "total": {"combine": "sum", **total},
            "awards": [{"name": name, "count": count} for name, count in (awards or {}).items()],
        }
    )
