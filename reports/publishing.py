"""Put a ranking's reports into a folder so that nobody ever reads half a file."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.charts import CHART_NAMES, report_charts
from reports.data import RankingReport
from reports.html import ranking_html
from reports.pdf import ranking_pdf
from reports.people import people_csv
from reports.text import ranking_json
from reports.workbook import ranking_xlsx

LATEST = "latest"
"""The subfolder that always holds the newest reports; the others are named by the day."""

CHART_FILES = tuple(f"charts/{name}.{ending}" for name in CHART_NAMES for ending in ("svg", "png"))
FILES = ("ranking.html", "ranking.pdf", "ranking.xlsx", "ranking.csv", "ranking.json", *CHART_FILES)
"""All formats, by their places in a subfolder; a chart that has no figures is left out."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and those that another program held open and that stayed as they were."""

    written: tuple[Path, ...]
    skipped: tuple[Path, ...]


def write_reports(report: RankingReport, catalogue: Catalogue, folder: Path) -> Written:
    """Write all formats to `folder/<date>/` and `folder/latest/`, each file whole or not at all.

    The date is that of `report.at` in the contest's zone. A file that another program holds open (a
    spreadsheet on Windows) stays as it was; an old chart that has no figures any more is taken away.
    """
    contents = _contents(report, catalogue)
    day = report.at.astimezone(ZoneInfo(report.contest.time_zone)).date().isoformat()
    places = [(folder / subfolder / name, name) for subfolder in (day, LATEST) for name in FILES]
    done = {path: _is_replaced(path, contents[name]) for path, name in places if name in contents}
    for path, name in places:
        if name not in contents:
            path.unlink(missing_ok=True)
    written = tuple(path for path, is_written in done.items() if is_written)
    return Written(written, tuple(path for path in done if not done[path]))


def _contents(report: RankingReport, catalogue: Catalogue) -> Mapping[str, bytes]:
    charts = report_charts(report, catalogue)
    drawings = {chart.name: chart.drawing for chart in charts}
    with ThreadPoolExecutor(1) as beside:  # typst sets pages without holding this interpreter up
        pages = beside.submit(ranking_pdf, report, charts, catalogue)
        return {
            "ranking.html": ranking_html(report, charts, catalogue).encode(),
            "ranking.xlsx": ranking_xlsx(report, catalogue),
            "ranking.csv": people_csv(report, catalogue),
            "ranking.json": ranking_json(report).encode(),
            **{f"charts/{name}.svg": drawing.svg.encode() for name, drawing in drawings.items()},
            **{f"charts/{name}.png": drawing.png for name, drawing in drawings.items()},
            "ranking.pdf": pages.result(),
        }


def _is_replaced(path: Path, content: bytes) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_unfinished(path)
    unfinished = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        _write_through(unfinished, content)
        return _took_the_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _clear_unfinished(path: Path) -> None:
    """Take away what a writer left that was killed in the middle."""
    for left in path.parent.glob(f".{path.name}.*"):
        left.unlink(missing_ok=True)


def _took_the_place(unfinished: Path, path: Path) -> bool:
    try:
        unfinished.replace(path)
    except PermissionError:
        return False
    except FileNotFoundError:  # another writer took ours for a left one, and is putting its own here
        return path.exists()
    return True


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
