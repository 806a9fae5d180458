"""An entry's way to its rank, through the public command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder


@pytest.fixture
def filled(contest: ContestFolder) -> ContestFolder:
    """Return a contest of two entries that judges and viewers see differently."""
    contest.import_text("entries", "number,title,unit\n01,One,A\n02,Two,B\n")
    contest.import_text("judges", "judge,name\nj1,Hà\nj2,Bảo\n")
    contest.import_text(
        "marks", "judge,number,criterion,mark\nj1,01,content,8\nj2,01,content,9\nj1,02,content,6\n"
    )
    contest.import_text(
        "readings",
        "number,channel,taken_at,views,likes\n01,zalo,2024-10-01T00:00,500,5\n02,zalo,2024-10-01T00:00,1000,10\n",
    )
    return contest


def test_every_figure_on_the_way_is_told(filled: ContestFolder) -> None:
    said = filled.run("explain", "01")
    assert said.code == 0
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines[0] == "01. One, A"
    assert "– Hà: Content 8 = 80.00" in lines
    assert "– Bảo: Content 9 = 90.00" in lines
    text = " ".join(lines)
    assert "Views 500, Likes 5" in text
    for figure in ("85.00", "50.00", "59.50", "15.00", "74.50"):
        assert figure in text, figure


def test_a_number_that_no_entry_has_is_refused_with_those_that_there_are(filled: ContestFolder) -> None:
    said = filled.run("explain", "9")
    assert (said.code, said.out) == (2, "")
    assert "01, 02" in said.err
