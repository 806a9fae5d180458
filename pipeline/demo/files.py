"""The demo's folder: its config and the spreadsheets that it imports, as people would have them."""

import csv
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from pipeline.demo.judges import JUDGES, demo_marks
from pipeline.demo.links import facebook_link, website_page, youtube_link
from pipeline.demo.units import DemoEntry, demo_entries
from pipeline.faults import failed, refused

MARKER = ".made-by-lantoa-demo"


def fresh_folder(folder: Path) -> None:
    """Make the folder, or empty it if the demo made it.

    Raises Refused for a folder with other things in it, Failed where it can't be made.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            if folder.is_symlink() or not (folder / MARKER).is_file():
                raise refused("folder-not-demo", folder=folder)
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).touch()
    except OSError as error:
        raise failed("output-not-written", file=folder, cause=error.strerror or "") from error


def write_config(folder: Path, language: str) -> Path:
    """Write the demo's config and return its path."""
    text = files("pipeline.demo").joinpath("config.toml").read_text(encoding="utf-8")
    path = folder / "config.toml"
    path.write_text(text.replace("LANGUAGE", language), encoding="utf-8")
    return path


def write_entries(folder: Path, until: datetime) -> Path:
    """Write the list of entries with the links of those posted until an instant; return its path."""
    headings = ("number", "title", "unit", "submitted_at", "link_youtube", "link_facebook", "link_website")
    return _written(folder / "entries.csv", headings, (_entry_row(entry, until) for entry in demo_entries()))


def write_judges(folder: Path) -> Path:
    """Write the list of judges and return its path."""
    rows = ((key, name, "yes" if is_head else "") for key, name, is_head in JUDGES)
    return _written(folder / "judges.csv", ("judge", "name", "head"), rows)


def write_marks(folder: Path) -> Path:
    """Write all marks and return the list's path."""
    rows = ((judge, number, criterion, str(mark)) for judge, number, criterion, mark in demo_marks())
    return _written(folder / "marks.csv", ("judge", "number", "criterion", "mark"), rows)


def _entry_row(entry: DemoEntry, until: datetime) -> Sequence[str]:
    is_posted = entry.posted_at <= until
    links = (youtube_link(entry), facebook_link(entry), website_page(entry)) if is_posted else ("", "", "")
    return entry.number, entry.title, entry.unit, entry.submitted_at.isoformat(), *links


def _written(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
    return path
