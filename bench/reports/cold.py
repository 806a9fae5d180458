"""What a process that has just begun does with a pickled report: run as `python -m bench.reports.cold`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.reports import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reports.data import RankingReport


def all_formats(report: RankingReport) -> None:
    """Write the reports of all formats to a folder, as a night does."""
    from reports.catalogue import catalogue
    from reports.publishing import write_reports

    with TemporaryDirectory() as folder:
        write_reports(report, catalogue("reports", "vi"), Path(folder))


def pages(report: RankingReport) -> None:
    """Write the PDF with its charts."""
    from reports.catalogue import catalogue
    from reports.charts import report_charts
    from reports.pdf import ranking_pdf

    words = catalogue("reports", "vi")
    ranking_pdf(report, report_charts(report, words), words)


def nothing(_report: RankingReport) -> None:
    """Only begin, and read the report."""


WORKS: Mapping[str, Callable[[RankingReport], None]] = {
    "all": all_formats,
    "pdf": pages,
    "nothing": nothing,
    "bare-all": bare.all_formats,
    "bare-pdf": bare.typst_pages,
}

if __name__ == "__main__":
    WORKS[sys.argv[1]](pickle.loads(Path(sys.argv[2]).read_bytes()))  # noqa: S301 - the bench wrote it
