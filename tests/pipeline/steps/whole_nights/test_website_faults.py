"""Nights in which the website's counter fails in every way and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .cases import GA4, MATOMO, cases
from .nights import assert_ends_well

if TYPE_CHECKING:
    from .cases import Case
    from .conftest import Stage


@pytest.mark.parametrize("case", cases(MATOMO, GA4), ids=str)
def test_a_night_of_faults_names_what_it_did_not_read_and_the_next_has_nothing_to_repair(
    stage: Stage, case: Case
) -> None:
    assert_ends_well(stage, case)
