"""Put a ranking's reports into a folder so that nobody ever reads half a file."""

import os
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.html import ranking_html
from reports.people import people_csv
from reports.text import ranking_json

LATEST = "latest"
"""The subfolder that always holds the newest reports; the others are named by the day."""

FILES = ("ranking.html", "ranking.csv", "ranking.json")


def report_paths(report: RankingReport, folder: Path) -> tuple[Path, ...]:
    """Return where the reports go: `folder/<date>/` and `folder/latest/`.

    The date is that of `report.at` in the contest's zone.
    """
    day = report.at.astimezone(ZoneInfo(report.contest.time_zone)).date().isoformat()
    return tuple(folder / subfolder / name for subfolder in (day, LATEST) for name in FILES)


def write_reports(report: RankingReport, catalogue: Catalogue, folder: Path) -> tuple[Path, ...]:
    """Write all of `report_paths` and return what was written.

    A file that another program holds open (a spreadsheet on Windows) stays as it was and is not returned.
    """
    contents = dict(zip(FILES, _contents(report, catalogue), strict=True))
    return tuple(path for path in report_paths(report, folder) if _is_replaced(path, contents[path.name]))


def _contents(report: RankingReport, catalogue: Catalogue) -> tuple[bytes, bytes, bytes]:
    page = ranking_html(report, catalogue).encode()
    return page, people_csv(report, catalogue), ranking_json(report).encode()


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
