"""Random small contests under random rules, and their frames."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import strategies as st

from scoring import ContestData
from tests.scoring.random.case import Case, frames_of
from tests.scoring.random.drawing import random_cases


@pytest.fixture(scope="session")
def cases() -> st.SearchStrategy[Case]:
    """Draw contests with withdrawn entries, unknown counts, several posts, incomplete sheets and ties."""
    return random_cases()


@pytest.fixture(scope="session")
def frames(at: datetime) -> Callable[[Case], ContestData]:
    """Turn a case into the frames that scoring takes."""
    return lambda case: frames_of(case, at)
