"""What changed between two rankings, through the public commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder

MARKS = "judge,number,criterion,mark\nj1,01,content,{first}\nj1,02,content,6\nj1,03,content,5\n"
READINGS = "number,channel,taken_at,views\n" + "".join(f"0{n},zalo,2024-10-01T00:00,100\n" for n in (1, 2, 3))


def written(contest: ContestFolder, name: str, first: str) -> Path:
    contest.import_text("marks", MARKS.format(first=first))
    said = contest.run("ranking", "--format", "json")
    return contest.write(f"{name}.json", said.out)


@pytest.fixture
def rankings(contest: ContestFolder) -> tuple[Path, Path]:
    """Return two rankings: entry 01 falls behind 02 since its mark sinks from 8 to 5.5."""
    contest.import_text("entries", "number,title,unit\n01,One,A\n02,Two,B\n03,Three,C\n")
    contest.import_text("judges", "judge,name\nj1,One\n")
    contest.import_text("readings", READINGS)
    return written(contest, "before", "8"), written(contest, "after", "5.5")


def test_ranks_points_and_totals_stand_beside_each_other(
    contest: ContestFolder, rankings: tuple[Path, Path]
) -> None:
    said = contest.run("compare", *rankings)
    assert said.code == 0
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert "2 → 1 02 Two = = 72.00 – → First" in lines
    assert "1 → 2 01 One -25.00 = 86.00 → 68.50 First → –" in lines
    assert "1 entry is unchanged." in lines


def test_a_ranking_is_the_same_as_itself(contest: ContestFolder, rankings: tuple[Path, Path]) -> None:
    said = contest.run("compare", rankings[0], rankings[0])
    assert said.out.splitlines()[-1] == "3 entries are unchanged."


@pytest.mark.parametrize("content", [None, "", "[]", "{}", "not JSON", '{"entries": 1}'])
def test_what_is_no_ranking_is_refused(
    contest: ContestFolder, rankings: tuple[Path, Path], content: str | None
) -> None:
    other = contest.path / "other.json"
    if content is not None:
        other.write_text(content, encoding="utf-8")
    said = contest.run("compare", rankings[0], other)
    assert said.code == 2
    assert said.out == ""
    assert "other.json" in said.err
    assert len(said.err.splitlines()) == 1
