"""The worked example of the scoring page: its tables go in, its last table comes out."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pipeline.conftest import Run

DOCS = Path(__file__).parents[2] / "docs"

ENTRIES = """number,title,unit,link_youtube,link_facebook
01,A,One,https://youtu.be/aaaaaaaaaa1,https://www.facebook.com/1/posts/11
02,B,Two,https://youtu.be/aaaaaaaaaa2,https://www.facebook.com/1/posts/12
03,C,Three,https://youtu.be/aaaaaaaaaa3,https://www.facebook.com/1/posts/13
"""


def table(page: str, first_heading: str, last_heading: str) -> list[dict[str, str]]:
    """Return the table of the page that has these first and last headings, a dict a row."""
    found = re.search(
        rf"^\| {first_heading} \|.*\| {last_heading} \|\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE
    )
    assert found
    headings, _, *rows = (
        [cell.strip() for cell in line.strip()[1:-1].split("|")] for line in found[0].strip().split("\n")
    )
    return [dict(zip(headings, row, strict=True)) for row in rows]


def as_csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("name", ["scoring.md", "cach-tinh-diem.md"])
def test_the_worked_example_comes_out_as_printed(name: str, tmp_path: Path, lantoa: Run) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    rules = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert rules
    config = tmp_path / "config.toml"
    config.write_text(f"[youtube]\n[facebook]\n{rules[1]}", encoding="utf-8")
    forms = {
        "entries": ENTRIES,
        "judges": "judge,name\nan,An\nbinh,Bình\nchi,Chi\n",
        "marks": as_csv(table(page, "judge", "form")),
        "readings": as_csv(table(page, "number", "shares")),
    }
    for form, text in forms.items():
        (tmp_path / f"{form}.csv").write_text(text, encoding="utf-8")
        said = lantoa("--config", config, "import", form, tmp_path / f"{form}.csv")
        assert said.code == 0, said.err
    said = lantoa("--config", config, "ranking", "--format", "csv", "--at", "02/11/2024 00:00")
    ranking = list(csv.DictReader(io.StringIO(said.out)))
    printed = table(page, "rank", "total")
    assert [{key: row[key].replace(".", ",") for key in printed[0]} for row in ranking] == [
        {key: cell.replace(".", ",") for key, cell in row.items()} for row in printed
    ]
    assert ranking[1]["youtube_views"] == "1372"
