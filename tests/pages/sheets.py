"""What tests do on a judge's pages, and what they look up in the database afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from pipeline.database.models import Entry, Judge, Mark, MarkChange, RecordChange
from pipeline.database.opening import reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from playwright.sync_api import Page
    from sqlalchemy import Engine

    from tests.pages.conftest import Place

SAVED = {"vi": "Đã lưu", "en": "Saved"}
FULL = {"content": "35,5", "presentation": "27", "creativity": "18.25", "technique": "9"}


def enter(page: Page, place: Place, judge: str = "gk1") -> None:
    """Open a judge's link and press its button."""
    page.goto(place.link(judge))
    page.click("form button.large")
    page.wait_for_url("**/judging")


def open_sheet(page: Page, number: str) -> str:
    """Open the sheet of an entry from the list and return its path."""
    page.goto("/judging")
    page.click(f'.entries a:has(.number:text-is("{number}"))')
    page.wait_for_selector(".neighbours")
    return page.url.removeprefix(page.url.split("/judging")[0])


def fill(page: Page, marks: Mapping[str, str]) -> None:
    """Type marks, leaving each field."""
    for name, mark in marks.items():
        page.fill(f"[name={name}]", mark)
        page.press(f"[name={name}]", "Tab")


def await_saved(page: Page, language: str = "vi") -> None:
    """Wait until the page says that all is saved."""
    page.wait_for_function(
        "word => document.querySelector('[data-status]').textContent === word", arg=SAVED[language]
    )


def stored_marks(engine: Engine, judge: str, number: str) -> dict[str, Decimal | None]:
    """Return a judge's marks for an entry."""
    with reading(engine) as session:
        rows = session.scalars(
            select(Mark)
            .join(Judge, Mark.judge_id == Judge.id)
            .join(Entry, Mark.entry_id == Entry.id)
            .where(Judge.key == judge, Entry.number == number)
        )
        return {mark.criterion: mark.value for mark in rows}


def changes_of(engine: Engine, judge: str, number: str, criterion: str) -> list[Decimal | int | None]:
    """Return the values that a mark has had, one after the other."""
    with reading(engine) as session:
        rows = session.scalars(
            select(MarkChange.new_value)
            .join(Judge, MarkChange.judge_id == Judge.id)
            .join(Entry, MarkChange.entry_id == Entry.id)
            .where(Judge.key == judge, Entry.number == number, MarkChange.criterion == criterion)
            .order_by(MarkChange.version)
        )
        return list(rows)


def record_changes(engine: Engine, key: str) -> Sequence[tuple[str, str, str | None]]:
    """Return what happened to a sheet: which record, by whom, why."""
    with reading(engine) as session:
        rows = session.scalars(select(RecordChange).where(RecordChange.key == key).order_by(RecordChange.id))
        return [(row.record, row.person, row.reason) for row in rows]
