"""All tests together on one contest's readings, and what a decision about one does to the counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from scoring import ContestData
from scoring.suspicion import Ruling, Thresholds, ruled, suspicions

if TYPE_CHECKING:
    from scoring.suspicion.rulings import Outcome

DAY = 86_400
VIEWS = (100, 130, 172, 207, 258, 296, 1196, 1240, 1280)
NOBODY = pd.Series({}, dtype="float64")


def readings(metric: str, counts: tuple[int, ...]) -> pd.DataFrame:
    rows = [(1, metric, day * DAY, count) for day, count in enumerate(counts)]
    frame = pd.DataFrame(rows, columns=["post", "metric", "taken_at", "count"])
    return frame.astype({"count": "Int64"})


def codes(*frames: pd.DataFrame) -> list[tuple[str, str, int]]:
    found = suspicions(pd.concat(frames), NOBODY, Thresholds())
    return [(one.code, one.metric, one.to_at // DAY) for one in found]


def test_a_spike_is_told_with_its_counts_and_with_what_is_usual() -> None:
    (found,) = suspicions(readings("views", VIEWS), NOBODY, Thresholds())
    assert (found.code, found.count_from, found.count_to) == ("spike", 296, 1196)
    assert (found.from_at, found.to_at) == (5 * DAY, 6 * DAY)
    assert found.usual == 41, "the median of 30, 42, 35, 51, 38, 900, 44 and 40 is 41"


def test_a_fall_of_more_than_a_twentieth_is_found() -> None:
    assert codes(readings("views", (1000, 1000, 951))) == []
    assert codes(readings("views", (1000, 1000, 949))) == [("fall", "views", 2)]


def test_likes_are_compared_with_views_at_the_last_reading_of_both() -> None:
    views = readings("views", (1000, 1000, 1000, 1000))
    assert codes(views, readings("likes", (20, 20, 20, 20))) == []
    assert codes(views, readings("likes", (20, 20, 20, 21))) == [("likes-without-views", "likes", 3)]
    assert codes(views, readings("likes", (240, 245, 250, 251))) == [("likes-share", "likes", 3)]


def test_nothing_read_is_nothing_unusual() -> None:
    assert suspicions(readings("views", ()), NOBODY, Thresholds()) == ()
    assert suspicions(readings("views", (5,)), NOBODY, Thresholds()) == ()


def data() -> ContestData:
    row = ("07", "youtube", 1, "views", 1196, 6 * DAY, "a", 1240, 7 * DAY, "a")
    other = ("07", "youtube", 1, "likes", 30, 6 * DAY, "a", 31, 7 * DAY, "a")
    names = ["number", "channel", "post", "metric", "count_before", "at_before", "source_before"]
    frame = pd.DataFrame([row, other], columns=[*names, "count_after", "at_after", "source_after"])
    whole = {f"{name}_{side}": "Int64" for name in ("count", "at") for side in ("before", "after")}
    entries = pd.DataFrame({"number": ["07", "08"], "status": ["competing", "competing"]})
    return ContestData(entries, frame.astype(whole), pd.DataFrame(), datetime(2024, 1, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("outcome", "to_at", "views"),
    [
        ("keep", 6 * DAY, [1196, 1240]),
        ("median", 6 * DAY, [337, 381]),
        ("median", 7 * DAY, [1196, 381]),
        ("leave-out", 6 * DAY, [pd.NA, pd.NA]),
    ],
)
def test_a_ruling_changes_the_counts_of_its_metric_from_its_instant_on(
    outcome: Outcome, to_at: int, views: list[int]
) -> None:
    after = ruled(data(), [Ruling(outcome, "07", 1, "views", to_at, 859)]).readings
    assert after[["count_before", "count_after"]].to_numpy().tolist() == [views, [30, 31]]


def test_a_disqualified_entry_leaves_and_the_others_stay() -> None:
    after = ruled(data(), [Ruling("disqualify", "07", 1, "views", DAY, 0)])
    assert after.entries["status"].tolist() == ["disqualified", "competing"]


def test_what_is_taken_off_never_makes_a_count_negative() -> None:
    twice = [Ruling("median", "07", 1, "views", day * DAY, 1000) for day in (5, 6)]
    assert ruled(data(), twice).readings["count_before"].tolist() == [0, 30]
