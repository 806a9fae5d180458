"""All report formats of a season from a cold process, and the workbook, against the bare libraries."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tracemalloc
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from bench.reports.bare import xlsxwriter_workbook
from bench.reports.season import season_report
from reports.catalogue import catalogue
from reports.workbook import ranking_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.conftest import Bench
    from reports.data import RankingReport

ALL_AIM_MS, PDF_AIM_MS = 1500, 1000
RATIO_AIM = 1.0
FEW_NIGHTS, MANY_NIGHTS = 9, 84
"""5,400 and 50,400 readings."""

MEMORY_AIM_MB = 8
ROUNDS = 5


@pytest.fixture(scope="session")
def season() -> RankingReport:
    """Return the report of 200 entries and 60 nights."""
    return season_report()


@pytest.fixture(scope="session")
def season_file(season: RankingReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pickled report."""
    path = tmp_path_factory.mktemp("season") / "season.pickle"
    path.write_bytes(pickle.dumps(season))
    return path


def cold(work: str, file: Path) -> Callable[[], None]:
    """Return what does a work of `bench.reports.cold` in a process of its own."""
    command = [sys.executable, "-m", "bench.reports.cold", work, str(file)]

    def run() -> None:
        subprocess.run(command, check=True)

    return run


def seconds(work: Callable[[], object]) -> float:
    """Return how long a work takes, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


@pytest.mark.parametrize(("work", "aim"), [("all", ALL_AIM_MS), ("pdf", PDF_AIM_MS)])
def test_from_a_cold_process(bench: Bench, season_file: Path, work: str, aim: int) -> None:
    """Write from a process that has just begun; reading the pickled report is taken off."""
    begun = seconds(cold("nothing", season_file))
    took = 1000 * (seconds(cold(work, season_file)) - begun)
    limit = 1000 * (seconds(cold(f"bare-{work}", season_file)) - begun)
    figures = {"product_ms": round(took), "limit_ms": round(limit), "ratio": round(took / limit, 2)}
    bench.tell(
        f"reports_{work}_cold", {**figures, "aim_ms": aim, "begun_ms": 1000 * begun}, is_met=took <= aim
    )


def test_the_workbook(bench: Bench, season: RankingReport) -> None:
    """Write the workbook of 36,000 readings and 5,600 marks against XlsxWriter with the same cells."""
    words = catalogue("reports", "vi")

    def write() -> None:
        ranking_xlsx(season, words)

    bench.compare("reports_xlsx_xlsxwriter", write, partial(xlsxwriter_workbook, season), RATIO_AIM)


def test_the_workbook_takes_no_memory_a_row(bench: Bench) -> None:
    """Tell what writing takes beyond the finished file, for 5,400 readings and for 50,400."""
    few, many = (_peak_mb(season_report(nights)) for nights in (FEW_NIGHTS, MANY_NIGHTS))
    figures = {"readings_5400_mb": few, "readings_50400_mb": many, "aim_mb": MEMORY_AIM_MB}
    bench.tell("reports_xlsx_memory", figures, is_met=many - few <= MEMORY_AIM_MB)


def _peak_mb(report: RankingReport) -> float:
    words = catalogue("reports", "vi")
    tracemalloc.start()
    size = len(ranking_xlsx(report, words))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round((peak - size) / 1e6, 2)
