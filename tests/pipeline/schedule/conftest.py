"""Contests whose dates and zones are chosen, without any config file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from pipeline.config import ContestSettings

MakeContest = Callable[..., ContestSettings]

CUT_OFF = datetime(2024, 10, 31, 17)  # noqa: DTZ001 - local to the contest's zone, as in the config


@pytest.fixture
def make_contest() -> MakeContest:
    """Return a function that makes a contest that judges alone decide, open from September to October."""

    def make(zone: str = "Asia/Ho_Chi_Minh", cut_off: datetime = CUT_OFF) -> ContestSettings:
        return ContestSettings.model_validate(
            {
                "name": "A contest",
                "time_zone": zone,
                "opens_at": datetime(2024, 9, 1),  # noqa: DTZ001 - local to the zone, as in the config
                "cut_off_at": cut_off,
                "judging": {"criteria": [{"key": "content", "name": "Content", "maximum": 10}]},
                "total": {"combine": "sum"},
            }
        )

    return make
