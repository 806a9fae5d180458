"""A made-up contest of many entries, as frames and as plain arrays."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring import ContestData, Rules

AT = datetime(2024, 10, 31, 10, tzinfo=UTC)
AT_S = int(AT.timestamp())
JUDGES = 5
MAXIMA = {"content": 40, "form": 30, "sound": 20, "effort": 10}
CHANNELS = ("youtube", "facebook", "website")
POINTS = {"views": 0.01, "likes": 1.0, "shares": 2.0}
SHARES = (1.0, 0.03, 0.005)


@dataclass(frozen=True)
class Field:
    """One contest: marks (entry, judge, criterion) in halves, counts (entry, channel, metric), instants."""

    numbers: list[str]
    marks: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    submitted_at: npt.NDArray[np.int64]
    data: ContestData


def field_of(size: int) -> Field:
    """Make a contest; the same size gives the same one."""
    random = np.random.default_rng(2024)
    numbers = [f"{place:06d}" for place in range(1, size + 1)]
    highest = np.array([2 * top + 1 for top in MAXIMA.values()])
    marks = random.integers(0, highest, (size, JUDGES, len(MAXIMA)))
    views = np.exp(random.normal(6, 1.5, size))
    counts = random.poisson(views[:, None, None] * np.array(SHARES), (size, len(CHANNELS), len(POINTS)))
    submitted_at = random.integers(1_700_000_000, 1_720_000_000, size)
    data = ContestData(
        _entries(numbers, submitted_at), _readings(numbers, counts), _marks(numbers, marks), AT
    )
    return Field(numbers, marks, counts.astype(np.int64), submitted_at, data)


def rules() -> Rules:
    """Return 70 to 30 with a chain of ties and four awards."""
    criteria = [{"key": key, "name": key, "maximum": top} for key, top in MAXIMA.items()]
    ties = ["judges", "criterion:content", "engagement", "metric:shares", "submitted_at"]
    return Rules.model_validate(
        {
            "counts": {"channels": CHANNELS},
            "engagement": {
                "weight": 30,
                "points": {metric: Decimal(str(points)) for metric, points in POINTS.items()},
                "scale": "share-of-best",
            },
            "judging": {"weight": 70, "criteria": criteria},
            "total": {"combine": "weighted", "ties": ties},
            "awards": [
                {"name": f"award {place}", "count": count} for place, count in enumerate((1, 2, 3, 50))
            ],
        }
    )


def _entries(numbers: list[str], submitted_at: npt.NDArray[np.int64]) -> pd.DataFrame:
    frame = pd.DataFrame({"number": numbers, "unit": numbers, "status": "competing"})
    instants = pd.array(submitted_at, dtype="Int64")
    return frame.assign(group=pd.Series([None] * len(numbers), dtype=object), submitted_at=instants)


def _readings(numbers: list[str], counts: npt.NDArray[np.int64]) -> pd.DataFrame:
    _, channels, metrics = counts.shape
    places = [np.arange(counts.size) // (channels * metrics), np.arange(counts.size) // metrics]
    frame = pd.DataFrame(
        {
            "number": np.array(numbers, dtype=object)[places[0]],
            "channel": np.array(CHANNELS, dtype=object)[places[1] % channels],
            "post": places[1],
            "metric": np.array(list(POINTS), dtype=object)[np.arange(counts.size) % metrics],
            "count_before": counts.reshape(-1),
            "at_before": AT_S,
            "source_before": "api",
            "count_after": pd.NA,
            "at_after": pd.NA,
            "source_after": None,
        }
    )
    whole = dict.fromkeys(("count_before", "at_before", "count_after", "at_after"), "Int64")
    return frame.astype({**whole, "number": "str", "channel": "str", "metric": "str"})


def _marks(numbers: list[str], marks: npt.NDArray[np.int64]) -> pd.DataFrame:
    entry, judge, criterion = (axis.reshape(-1) for axis in np.indices(marks.shape))
    frame = pd.DataFrame(
        {
            "judge": np.array([f"judge {place}" for place in range(marks.shape[1])], dtype=object)[judge],
            "number": np.array(numbers, dtype=object)[entry],
            "criterion": np.array(list(MAXIMA), dtype=object)[criterion],
            "mark_millionths": marks.reshape(-1) * 500_000,
        }
    )
    return frame.astype({"judge": "str", "number": "str", "criterion": "str"})
