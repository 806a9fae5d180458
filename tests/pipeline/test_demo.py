"""The demo: what it promises is there, and its ranking can be recomputed from what it exports."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pipeline.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.pipeline.conftest import Run, Said

CUT_OFF = datetime(2024, 10, 31, 17, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
POINTS = {"views": Fraction(1, 100), "likes": Fraction(1), "shares": Fraction(2)}
MAXIMA = {"content": 40, "presentation": 30, "creativity": 20, "technique": 10}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the demo once for all tests here; they must leave its folder as it is."""
    folder = tmp_path_factory.mktemp("demo") / "output"
    assert main(["demo", "--output", str(folder)]) == 0
    return folder


@pytest.fixture
def ask(demo: Path, lantoa: Run) -> Run:
    """Return a function that runs a command on the demo's config."""

    def run(*arguments: str | Path, language: str = "en") -> Said:
        return lantoa("--config", demo / "config.toml", *arguments, language=language)

    return run


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def half_up(value: Fraction, digits: int = 2) -> str:
    scaled = (abs(value) * 10**digits * 2 + 1) // 2
    return f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}}"


def count_at(readings: Iterable[tuple[datetime, int]], at: datetime) -> int | None:
    """Interpolate in time, rounded down; hold the last; nothing before the first."""
    earlier = [each for each in readings if each[0] <= at]
    later = [each for each in readings if each[0] > at]
    if not earlier:
        return None
    (begins, low), (ends, high) = max(earlier), min(later, default=max(earlier))
    if not later:
        return low
    return low + (high - low) * ((at - begins) // timedelta(seconds=1)) // (
        (ends - begins) // timedelta(seconds=1)
    )


def engagement_from(readings: list[dict[str, str]]) -> dict[str, Fraction]:
    posts: dict[tuple[str, str, str], list[tuple[datetime, int]]] = {}
    for row in readings:
        for metric in POINTS:
            if row[metric]:
                instant = datetime.fromisoformat(row["taken_at"])
                posts.setdefault((row["number"], row["channel"], metric), []).append(
                    (instant, int(row[metric]))
                )
    points: dict[str, Fraction] = {}
    for (number, _, metric), known in posts.items():
        count = count_at(known, CUT_OFF)
        if count is not None:
            points[number] = points.get(number, Fraction(0)) + count * POINTS[metric]
    best = max(points.values())
    return {number: 100 * value / best for number, value in points.items()}


def judges_from(marks: list[dict[str, str]]) -> dict[str, Fraction]:
    sheets: dict[str, dict[str, Fraction]] = {}
    for row in marks:
        sheet = sheets.setdefault(row["number"], {})
        sheet[row["judge"]] = sheet.get(row["judge"], Fraction(0)) + Fraction(row["mark"])
    return {
        number: sum(sheet.values(), Fraction(0)) * 100 / sum(MAXIMA.values()) / len(sheet)
        for number, sheet in sheets.items()
    }


def test_the_ranking_can_be_recomputed_from_the_exports(ask: Run) -> None:
    engagement = engagement_from(table(ask("export", "readings").out))
    judges = judges_from(table(ask("export", "marks").out))
    totals = {number: (70 * judges[number] + 30 * engagement[number]) / 100 for number in judges}
    ranks = {number: 1 + sum(other > total for other in totals.values()) for number, total in totals.items()}
    rows = table(ask("ranking", "--format", "csv").out)
    assert len(rows) == 21
    assert {row["number"]: row["rank"] for row in rows} == {n: str(rank) for n, rank in ranks.items()}
    assert {row["number"]: row["total"] for row in rows} == {n: half_up(t) for n, t in totals.items()}
    assert {row["number"]: row["judge_points"] for row in rows} == {n: half_up(p) for n, p in judges.items()}
    assert {row["number"]: row["engagement_points"] for row in rows} == {
        n: half_up(p) for n, p in engagement.items()
    }


def test_it_shows_a_shared_rank_a_viral_video_and_hidden_likes(ask: Run) -> None:
    rows = table(ask("ranking", "--format", "csv").out)
    assert [row["number"] for row in rows if row["tied"] == "true"] == ["06", "10"]
    assert max(rows, key=lambda row: int(row["youtube_views"]))["number"] == "12"
    assert [row["number"] for row in rows if "youtube_likes" in row["missing"]] == ["09"]


def test_it_has_the_awards_that_the_rules_give(ask: Run) -> None:
    given = [row["award"] for row in table(ask("ranking", "--format", "csv").out) if row["award"]]
    assert given == ["Giải Nhất", *["Giải Nhì"] * 2, *["Giải Ba"] * 3, *["Giải Khuyến khích"] * 5]


def test_status_names_the_deleted_video_and_exits_with_3(ask: Run) -> None:
    said = ask("status")
    assert said.code == 3
    assert "21 entries, 63 posts, 7 judges, 588 marks" in said.out
    assert "YouTube, no. 18 “Bến sách Tiên Hải”" in said.out


def test_its_files_are_there_and_say_that_they_are_made_up(demo: Path) -> None:
    latest = demo / "reports/tu-sach-2024/latest"
    assert {path.relative_to(latest).as_posix() for path in latest.rglob("*.*")} == {
        *(f"ranking.{kind}" for kind in ("csv", "html", "json", "pdf", "xlsx")),
        *(f"charts/{name}.{kind}" for name in ("channels", "growth", "points") for kind in ("png", "svg")),
    }
    assert (demo / "reports/tu-sach-2024/2024-10-31/ranking.json").is_file()
    assert "Số liệu minh hoạ" in (latest / "ranking.html").read_text(encoding="utf-8")
    assert len(json.loads((latest / "ranking.json").read_text(encoding="utf-8"))["entries"]) == 21


def test_the_stand_in_answers_later_commands_too(demo: Path, lantoa: Run, tmp_path: Path) -> None:
    for name in ("config.toml", "lantoa.db"):
        (tmp_path / name).write_bytes((demo / name).read_bytes())
    said = lantoa("--config", tmp_path / "config.toml", "collect")
    assert said.code == 3
    assert "Read 62 of 63 posts." in said.err


def test_again_it_starts_clean_and_writes_the_same_bytes(demo: Path) -> None:
    latest = demo / "reports/tu-sach-2024/latest"
    before = {path.name: path.read_bytes() for path in latest.rglob("*.*")}
    assert main(["demo", "--output", str(demo)]) == 0
    assert {path.name: path.read_bytes() for path in latest.rglob("*.*")} == before
