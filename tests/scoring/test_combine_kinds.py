"""Bonus, engagement that breaks ties, ranks of its own, parts of a contest, the head judge's decision."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from scoring import ContestData, PartScore, Rules, rank

Contest = Callable[..., ContestData]
X = {"criteria": [{"key": "x", "name": "X", "maximum": 100}]}


def _rules(combine: str, *, ties: tuple[str, ...] = (), **engagement: Any) -> Rules:  # noqa: ANN401
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"]},
            "engagement": {"points": {"views": 1}, "scale": "none", **engagement},
            "judging": X,
            "total": {"combine": combine, "ties": list(ties)},
        }
    )


@pytest.fixture
def field(contest: Contest) -> ContestData:
    """Make a contest of A (80, 10 views), B (80, 40 views), C (85, none known)."""
    counts = {("A", "youtube", "views"): 10, ("B", "youtube", "views"): 40, ("C", "youtube", "views"): None}
    marks = {("an", number, "x"): mark for number, mark in (("A", 80), ("B", 80), ("C", 85))}
    return contest("ABC", counts, marks)


@pytest.mark.parametrize(
    ("engagement", "totals"),
    [
        ({"scale": "share-of-best"}, {"A": "82.50", "B": "90.00", "C": "85.00"}),
        ({"scale": "none"}, {"A": "90.00", "B": "90.00", "C": "85.00"}),
    ],
)
def test_a_bonus_is_added_up_to_its_maximum(
    engagement: dict[str, Any], totals: dict[str, str], field: ContestData
) -> None:
    ranking = rank(field, _rules("bonus", maximum=10, **engagement))
    assert {entry.number: str(entry.total) for entry in ranking.entries} == totals


def test_engagement_only_breaks_ties(field: ContestData) -> None:
    entries = rank(field, _rules("engagement-breaks-ties")).entries
    assert [(one.number, one.rank, str(one.total)) for one in entries] == [
        ("C", 1, "85.00"),
        ("B", 2, "80.00"),
        ("A", 3, "80.00"),
    ]
    assert entries[1].engagement_part is None


def test_engagement_stands_apart_with_ranks_of_its_own(field: ContestData) -> None:
    ranking = rank(field, _rules("separate"))
    assert [(one.number, one.rank, one.engagement_rank) for one in ranking.entries] == [
        ("C", 1, None),
        ("A", 2, 2),
        ("B", 2, 1),
    ]


def test_the_head_judges_recorded_decision_settles_what_still_ties(field: ContestData) -> None:
    decided = pd.DataFrame({"number": ["B", "A"], "place": [1, 2]})
    ranking = rank(replace(field, decisions=decided), _rules("separate", ties=("decision",)))
    assert [(one.number, one.rank, one.tied) for one in ranking.entries] == [
        ("C", 1, False),
        ("B", 2, False),
        ("A", 3, False),
    ]


def test_the_parts_of_a_contest_have_their_shares_and_the_video_its_engagement(contest: Contest) -> None:
    table = {
        "counts": {"channels": ["youtube"]},
        "parts": [
            {"key": "stage", "name": "Sân khấu", "weight": 60},
            {"key": "video", "name": "Video", "weight": 40},
        ],
        "engagement": {"weight": 25, "points": {"views": 1}, "scale": "share-of-best", "part": "video"},
        "judging": {
            "weight": 75,
            "criteria": [
                {"key": "talk", "name": "Nói", "maximum": 10, "part": "stage"},
                {"key": "answer", "name": "Ứng xử", "maximum": 30, "part": "stage"},
                {"key": "film", "name": "Hình ảnh", "maximum": 20, "part": "video"},
            ],
        },
        "total": {"combine": "weighted"},
    }
    counts = {("A", "youtube", "views"): 50, ("B", "youtube", "views"): 100}
    marks = {
        ("stage judge", "A", "talk"): 8,
        ("stage judge", "A", "answer"): 24,
        ("film judge", "A", "film"): 15,
        ("stage judge", "B", "talk"): 10,
        ("stage judge", "B", "answer"): 20,
        ("film judge", "B", "film"): 20,
    }
    entries = {
        entry.number: entry
        for entry in rank(contest("AB", counts, marks), Rules.model_validate(table)).entries
    }
    stage, film = 80, 75
    assert entries["A"].parts == (PartScore("stage", stage), PartScore("video", film))  # type: ignore[arg-type]
    assert entries["A"].exact_total == 0.6 * stage + 0.4 * (0.75 * film + 0.25 * 50)
    assert entries["B"].exact_total == 0.6 * 75 + 0.4 * 100
    assert entries["A"].judge_part is not None
    assert entries["A"].engagement_part is not None
    assert entries["A"].judge_part + entries["A"].engagement_part == entries["A"].total
    assert entries["A"].judges == 2
