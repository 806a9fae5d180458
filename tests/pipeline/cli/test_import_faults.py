"""A file with many faults is refused with the first of them and a count of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.console import MOST_FAULTS_SHOWN

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder


def test_a_long_list_of_faults_ends_with_a_count_of_the_rest(contest: ContestFolder) -> None:
    rows = "".join(f"{number},,A\n" for number in range(1, MOST_FAULTS_SHOWN + 8))
    said = contest.import_text("entries", f"number,title,unit\n{rows}")
    lines = said.err.splitlines()
    assert said.code == 2
    assert sum("column “title”" in line for line in lines) == MOST_FAULTS_SHOWN
    assert lines[-2] == "7 further things are not listed. Mend these and try again."
    assert lines[-1] == f"{MOST_FAULTS_SHOWN + 7} things to mend; nothing was changed."


def test_a_short_list_is_told_whole(contest: ContestFolder) -> None:
    rows = "".join(f"{number},,A\n" for number in range(1, MOST_FAULTS_SHOWN + 1))
    said = contest.import_text("entries", f"number,title,unit\n{rows}")
    assert said.code == 2
    assert said.err.splitlines()[-1] == f"{MOST_FAULTS_SHOWN} things to mend; nothing was changed."
