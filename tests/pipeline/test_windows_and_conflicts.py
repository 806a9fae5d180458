"""Windows and conflicts reach the ranking from the imported files: nobody needs to know how it is stored."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder

RULES = """
[contests.c]
name = "C"
opens_at = 2024-09-01T00:00:00
cut_off_at = 2024-09-30T00:00:00

[contests.c.counts]
window = "{window}"
{days}
channels = ["zalo"]

[contests.c.engagement]
points = {{ views = 1 }}
scale = "none"

[contests.c.judging]
criteria = [{{ key = "x", name = "X", maximum = 10 }}]

[contests.c.total]
combine = "separate"
"""
FILES = {
    "entries": "number,title,unit,published_at_zalo,link_zalo\n"
    "1,A,Lam Hạ,2024-09-02T00:00,https://zalo.me/a1\n"
    "2,B,Quang Trung,2024-08-20T00:00,https://zalo.me/b2\n",
    "judges": "judge,name,unit\nan,An,Lam Hạ\nbinh,Bình,\n",
    "marks": "judge,number,criterion,mark\nan,1,x,10\nbinh,1,x,4\nan,2,x,6\nbinh,2,x,6\n",
    "readings": "number,channel,taken_at,views\n"
    "1,zalo,2024-09-03T00:00,100\n1,zalo,2024-09-05T00:00,300\n1,zalo,2024-09-29T00:00,900\n"
    "2,zalo,2024-08-22T00:00,40\n2,zalo,2024-08-31T00:00,50\n2,zalo,2024-09-02T00:00,70\n"
    "2,zalo,2024-09-29T00:00,500\n",
}


def ranked(contest: ContestFolder, window: str, days: str = "") -> dict[str, dict[str, str]]:
    contest.write("config.toml", RULES.format(window=window, days=days))
    for form, text in FILES.items():
        said = contest.import_text(form, text)
        assert said.code == 0, said.err
    said = contest.run("ranking", "--format", "csv")
    return {row["number"]: row for row in csv.DictReader(StringIO(said.out))}


def test_what_grew_since_the_opening_counts(contest: ContestFolder) -> None:
    rows = ranked(contest, "since-opening")
    assert {number: row["zalo_views"] for number, row in rows.items()} == {"1": "900", "2": "440"}


def test_equally_many_days_from_each_publication_count(contest: ContestFolder) -> None:
    rows = ranked(contest, "equal-age", "days = 2")
    assert {number: row["zalo_views"] for number, row in rows.items()} == {"1": "200", "2": "40"}


def test_a_judges_mark_for_the_own_unit_is_left_out(contest: ContestFolder) -> None:
    rows = ranked(contest, "cut-off")
    assert {number: row["judge_points"] for number, row in rows.items()} == {"1": "4.00", "2": "6.00"}
