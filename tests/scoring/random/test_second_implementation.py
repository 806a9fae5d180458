"""A second, slow implementation in plain fractions, written from docs/rules.md, comes to the same."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import ContestData, RankedEntry, Rules, rank
from tests.scoring.random.case import Case
from tests.scoring.random.slow.ranking import SlowRanking


def _row(entry: RankedEntry) -> tuple[Any, ...]:
    figures = (
        entry.judge_points,
        entry.engagement_points,
        entry.judge_part,
        entry.engagement_part,
        entry.total,
    )
    printed = (None if figure is None else str(figure) for figure in figures)
    awards = (entry.award, entry.side_awards, entry.engagement_rank)
    return (entry.rank, entry.tied, *awards, *printed, entry.exact_total, set(entry.missing))


@pytest.mark.parametrize("contests", [200, pytest.param(2000, marks=pytest.mark.soak)])
def test_both_implementations_agree(
    contests: int, cases: st.SearchStrategy[Case], frames: Callable[[Case], ContestData]
) -> None:
    @settings(max_examples=contests, deadline=None)
    @given(case=cases)
    def agree(case: Case) -> None:
        ranking = rank(frames(case), Rules.model_validate(case.rules))
        found = {entry.number: _row(entry) for entry in ranking.entries if entry.status == "competing"}
        slow = SlowRanking(case)
        assert found == {number: slow.row(number) for number in found}
        assert all(entry.rank is None for entry in ranking.entries if entry.status != "competing")

    agree()
