"""Small contests made of plain values, for all tests of scoring."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from scoring import ContestData, Rules

AT = datetime(2024, 10, 31, 10, tzinfo=UTC)
READING = (
    "number",
    "channel",
    "post",
    "metric",
    "count_before",
    "at_before",
    "source_before",
    "count_after",
    "at_after",
    "source_after",
)


@pytest.fixture(scope="session")
def at() -> datetime:
    """The instant that the small contests are ranked at."""
    return AT


@pytest.fixture(scope="session")
def contest() -> Callable[..., ContestData]:
    """Make a contest of numbers, counts read at the instant itself, further readings, and marks."""
    return _contest


@pytest.fixture(scope="session")
def weighted() -> Callable[..., Rules]:
    """Make rules with 70 for judges (criteria x and y) and 30 for engagement, tables replaced by name."""
    return _weighted


def _contest(
    numbers: Iterable[str],
    counts: Mapping[tuple[str, str, str], int | None] | None = None,
    marks: Mapping[tuple[str, str, str], object] | None = None,
    *,
    statuses: Mapping[str, str] | None = None,
    submitted: Mapping[str, int] | None = None,
    readings: Sequence[tuple[Any, ...]] = (),
) -> ContestData:
    names = list(numbers)
    return ContestData(
        pd.DataFrame(
            {
                "number": pd.Series(names, dtype=object),
                "unit": pd.Series(names, dtype=object),
                "group": pd.Series([None] * len(names), dtype=object),
                "submitted_at": pd.array([(submitted or {}).get(name) for name in names], dtype="Int64"),
                "status": pd.Series(
                    [(statuses or {}).get(name, "competing") for name in names], dtype=object
                ),
            }
        ),
        _readings([*readings, *_read_at_the_instant(counts or {})]),
        pd.DataFrame(
            [(*key, int(Decimal(str(mark)) * 10**6)) for key, mark in (marks or {}).items()],
            columns=["judge", "number", "criterion", "mark_millionths"],
        ).astype({"mark_millionths": "int64"}),
        AT,
    )


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
    frame = pd.DataFrame(list(rows), columns=list(READING), dtype=object)
    whole = {name: "Int64" for name in READING if name.startswith(("count", "at_"))}
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
