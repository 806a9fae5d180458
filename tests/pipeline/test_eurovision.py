"""Eurovision's finals, through the public commands alone, come out in every official place.

Data: jekrch/eurovision-ranker at 1f3b258 (MIT), votes summed a country; see tests/scoring/data.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder

FINALS = Path(__file__).parents[1] / "scoring" / "data" / "eurovision_finals_2016_2019.csv"

RULES = """
[contests.final]
name = "A final"
opens_at = 2016-01-01T00:00:00
cut_off_at = 2020-01-01T00:00:00

[contests.final.counts]
channels = ["televote"]

[contests.final.engagement]
points = { points = 1 }
scale = "none"

[contests.final.judging]
criteria = [{ key = "jury", name = "Jury", maximum = 1000 }]

[contests.final.total]
combine = "sum"
ties = ["engagement"]
"""


def finalists(year: str) -> list[dict[str, str]]:
    with FINALS.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["year"] == year]


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def import_final(contest: ContestFolder, final: list[dict[str, str]]) -> None:
    contest.write("config.toml", RULES)
    entries = [f"{row['country_id']},{row['country']},{row['country']}" for row in final]
    marks = [f"jury,{row['country_id']},jury,{row['points_jury']}" for row in final]
    votes = [f"{row['country_id']},televote,2016-06-01T00:00,{row['points_tele']}" for row in final]
    for form, text in {
        "entries": lines("number,title,unit", *entries),
        "judges": lines("judge,name", "jury,All juries"),
        "marks": lines("judge,number,criterion,mark", *marks),
        "readings": lines("number,channel,taken_at,points", *votes),
    }.items():
        said = contest.import_text(form, text)
        assert said.code == 0, said.err


@pytest.mark.parametrize("year", ["2016", "2017", "2018", "2019"])
def test_every_country_gets_its_official_place(contest: ContestFolder, year: str) -> None:
    final = finalists(year)
    import_final(contest, final)
    said = contest.run("ranking", "--format", "csv")
    assert said.code == 0, said.err
    ranked = {row["number"]: row for row in csv.DictReader(StringIO(said.out))}
    assert {number: row["rank"] for number, row in ranked.items()} == {
        row["country_id"]: row["place_official"] for row in final
    }
    assert {number: row["total"] for number, row in ranked.items()} == {
        row["country_id"]: f"{row['points_total']}.00" for row in final
    }
