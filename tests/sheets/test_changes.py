"""What an import changes in stored records is told field by field, and kept with who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from pipeline.database.models import RecordChange
from pipeline.sheets.entries import import_entries
from pipeline.sheets.forms import ENTRIES, JUDGES
from pipeline.sheets.judges import import_judges

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from collectors.protocol import Platform
    from pipeline.sheets.occasion import Occasion
    from pipeline.sheets.sheet import Sheet

Row = tuple[str, ...]
HEADINGS = ("number", "title", "unit", "link_zalo", "published_at_zalo")
FIRST = ("01", "One", "A", "zalo.me/1", "31/10/2024 17:00")


def kept(session: Session) -> list[tuple[str | None, ...]]:
    rows = session.scalars(select(RecordChange).order_by(RecordChange.id))
    return [(row.record, row.key, row.field, row.old, row.new, row.person, row.origin) for row in rows]


def test_an_entry_that_becomes_another_leaves_its_old_self_in_the_history(
    session: Session,
    occasion: Occasion,
    platforms: dict[str, Platform],
    csv_sheet: Callable[..., Sheet],
) -> None:
    def imported(*row: str) -> list[tuple[str | None, ...]]:
        outcome = import_entries(session, csv_sheet(ENTRIES, (HEADINGS, row)), occasion, platforms)
        return [(each.record, each.key, each.field, each.old, each.new) for each in outcome.changes]

    assert imported(*FIRST) == []
    assert imported(*FIRST) == []
    changes = imported("01", "Uno", "B", "zalo.me/1", "30/10/2024 17:00")
    assert sorted(changes) == [
        ("entry", "01", "title", "One", "Uno"),
        ("entry", "01", "unit", "A", "B"),
        ("post", "01 zalo", "published_at", "2024-10-31T10:00:00+00:00", "2024-10-30T10:00:00+00:00"),
    ]
    assert sorted(row[:5] for row in kept(session)) == sorted(changes)
    assert {row[5] for row in kept(session)} == {occasion.person}


def test_a_judge_who_is_renamed_is_told(
    session: Session, occasion: Occasion, csv_sheet: Callable[..., Sheet]
) -> None:
    for name in ("An", "Ân"):
        rows = (("judge", "name", "head"), ("gk1", name, "yes" if name == "Ân" else ""))
        import_judges(session, csv_sheet(JUDGES, rows), occasion)
    assert [row[:5] for row in kept(session)] == [
        ("judge", "gk1", "name", "An", "Ân"),
        ("judge", "gk1", "is_head", "no", "yes"),
    ]
