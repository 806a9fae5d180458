"""The form of entries on its way into the database."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.protocol import Platform
from pipeline.database.models import Entry, Post, Unit, UnitName
from pipeline.sheets.entries import import_entries
from pipeline.sheets.forms import ENTRIES, Form
from pipeline.sheets.occasion import Occasion, Outcome
from pipeline.sheets.sheet import Sheet

Rows = Sequence[Sequence[object]]
SheetOf = Callable[[Form, Rows], Sheet]
Stored = Callable[[Session], dict[str, list[tuple[Any, ...]]]]
FaultsIn = Callable[[Callable[[], object]], list[tuple[object, ...]]]
Import = Callable[..., Outcome]

HEADINGS = ("number", "title", "unit", "status", "link_youtube", "published_at_youtube", "link_zalo")
VIDEO, OTHER = "https://www.youtube.com/watch?v=92HWiOdpY2s", "https://youtu.be/4SpnqbXd8A8"
FREE, FREE_TOO = "https://youtu.be/ZxCwPm_es4A", "https://youtu.be/U5Bn8mMxj4o"
ROWS = (
    HEADINGS,
    ("07", "Tủ sách “=cmd” 🎉", "Đinh Xá", "", VIDEO, "01/10/2024 08:00", ""),
    (
        "08",
        "Đọc sách",
        "P. Quang Trung",
        "rút",
        f"{OTHER}\nyoutu.be/afa-5HQHiAs",
        "–\n2024-10-02T09:00",
        "nhóm A",
    ),
)


@pytest.fixture
def imported(
    session: Session, occasion: Occasion, platforms: dict[str, Platform], csv_sheet: SheetOf
) -> Import:
    """Give an import of rows under the usual headings, or of a sheet that was read already."""

    def do(*rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> Outcome:
        return import_entries(session, csv_sheet(ENTRIES, [headings, *rows]), occasion, platforms)

    return do


def test_entries_units_and_posts_are_made(
    session: Session, occasion: Occasion, platforms: dict[str, Platform], sheet_of: SheetOf
) -> None:
    outcome = import_entries(session, sheet_of(ENTRIES, ROWS), occasion, platforms)
    assert (outcome.added, outcome.changed, outcome.unchanged) == (2, 0, 0)
    entries = session.scalars(select(Entry).order_by(Entry.number)).all()
    assert [(entry.number, entry.title, entry.status) for entry in entries] == [
        ("07", "Tủ sách “=cmd” 🎉", "competing"),
        ("08", "Đọc sách", "withdrawn"),
    ]
    assert dict(session.execute(select(Unit.code, UnitName.name).join(UnitName)).all()) == {
        "dinh-xa": "Đinh Xá",
        "p-quang-trung": "P. Quang Trung",
    }
    posts = session.scalars(select(Post).order_by(Post.entry_id, Post.channel, Post.id)).all()
    assert [(post.channel, post.platform_id, post.url, post.published_at) for post in posts] == [
        ("youtube", "92HWiOdpY2s", VIDEO, datetime(2024, 10, 1, 1, tzinfo=UTC)),
        ("youtube", "4SpnqbXd8A8", OTHER, None),
        ("youtube", "afa-5HQHiAs", "https://youtu.be/afa-5HQHiAs", datetime(2024, 10, 2, 2, tzinfo=UTC)),
        ("zalo", "nhóm A", None, None),
    ]


def test_the_same_file_twice_changes_nothing(
    session: Session, occasion: Occasion, platforms: dict[str, Platform], sheet_of: SheetOf, stored: Stored
) -> None:
    import_entries(session, sheet_of(ENTRIES, ROWS), occasion, platforms)
    session.commit()
    before = stored(session)
    outcome = import_entries(session, sheet_of(ENTRIES, ROWS), occasion, platforms)
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.notes) == (0, 0, 2, ())
    assert stored(session) == before


def test_the_order_of_rows_changes_nothing(
    new_session: Callable[[], Session],
    occasion: Occasion,
    platforms: dict[str, Platform],
    csv_sheet: SheetOf,
    stored: Stored,
) -> None:
    one, other = new_session(), new_session()
    rows = [*ROWS, ("1", "x", "Đình Xá", "", "", "", "")]
    import_entries(one, csv_sheet(ENTRIES, rows), occasion, platforms)
    import_entries(other, csv_sheet(ENTRIES, [HEADINGS, *reversed(rows[1:])]), occasion, platforms)
    assert stored(one) == stored(other)


def test_composed_and_decomposed_names_and_capitals_are_one_unit(session: Session, imported: Import) -> None:
    names = ["Tiên Hiệp", unicodedata.normalize("NFD", "Tiên Hiệp"), "TIÊN  HIỆP", "tien-hiep"]
    imported(*[(str(number), "a", name) for number, name in enumerate(names)], headings=HEADINGS[:3])
    assert session.scalars(select(Unit.code)).all() == ["tien-hiep"]


def test_a_unit_that_two_bear_the_name_of_is_asked_for_by_its_code(
    session: Session, imported: Import, faults_in: FaultsIn
) -> None:
    session.add_all([Unit(id=1, code="liem-chinh"), Unit(id=2, code="liem-chinh-cu")])
    session.flush()
    session.add_all([UnitName(unit_id=unit, name="Liêm Chính") for unit in (1, 2)])
    faults = faults_in(lambda: imported(("1", "a", "Liêm Chính"), headings=HEADINGS[:3]))
    assert faults == [("unit-ambiguous", 2, "unit")]
    imported(("1", "a", "liem-chinh-cu"), headings=HEADINGS[:3])
    assert session.scalars(select(Entry.unit_id)).all() == [2]


def test_what_the_file_says_anew_is_changed_and_empty_cells_leave_what_is_stored(
    session: Session, imported: Import
) -> None:
    imported(*ROWS[1:])
    outcome = imported(("08", "Đọc sách hay", "P. Quang Trung", "", "", "", ""))
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 0)
    assert {note.parameters["link"] for note in outcome.notes} == {OTHER, "https://youtu.be/afa-5HQHiAs"}
    entry = session.scalars(select(Entry).where(Entry.number == "08")).one()
    assert (entry.title, entry.status) == ("Đọc sách hay", "withdrawn")
    assert len(session.scalars(select(Post)).all()) == 4


def test_an_int_cell_of_a_workbook_is_a_number_as_text(
    session: Session, occasion: Occasion, platforms: dict[str, Platform], sheet_of: SheetOf
) -> None:
    import_entries(session, sheet_of(ENTRIES, [HEADINGS[:3], (7, 2024, "Phù Vân")]), occasion, platforms)
    assert session.execute(select(Entry.number, Entry.title)).all() == [("7", "2024")]


def test_a_time_of_publication_alone_makes_a_post_on_a_channel_by_hand(
    session: Session, imported: Import
) -> None:
    headings = ("number", "title", "unit", "published_at_zalo")
    imported(("07", "a", "b", "01/10/2024 08:00"), headings=headings)
    assert session.execute(select(Post.channel, Post.platform_id, Post.url)).all() == [("zalo", "07", None)]


BAD_ROWS = [
    (("", "a", "b"), "cell-empty", "number"),
    (("1", "", "b"), "cell-empty", "title"),
    (("1", "a", " "), "cell-empty", "unit"),
    (("1.23E+17", "a", "b"), "digits-lost", "number"),
    (("1", "a", "b", "xong"), "status-unknown", "status"),
    (("1", "a", "b", "", "https://vimeo.com/1"), "link-wrong-site", "link_youtube"),
    (("1", "a", "b", "", "video của em"), "link-not-a-link", "link_youtube"),
    (("1", "a", "b", "", "https://youtube.com/@phuly"), "link-no-post", "link_youtube"),
    (("1", "a", "b", "", "https://youtu.be/share/1"), "link-short-link", "link_youtube"),
    (("1", "a", "b", "", f"{FREE} {FREE_TOO}"), "links-on-one-line", "link_youtube"),
    (("1", "a", "b", "", FREE, "31/10/2024"), "cell-without-time", "published_at_youtube"),
    (("1", "a", "b", "", "", "31/10/2024 08:00"), "published-without-link", "published_at_youtube"),
    (
        ("1", "a", "b", "", f"{FREE}\n{FREE_TOO}", "31/10/2024 08:00"),
        "published-lines-differ",
        "published_at_youtube",
    ),
]


@pytest.mark.parametrize(("row", "code", "column"), BAD_ROWS)
def test_a_bad_row_is_refused_with_its_place_and_nothing_is_changed(
    row: Sequence[object],
    code: str,
    column: str,
    session: Session,
    imported: Import,
    stored: Stored,
    faults_in: FaultsIn,
) -> None:
    imported(*ROWS[1:])
    before = stored(session)
    assert faults_in(lambda: imported(("99", "mới", "Đơn vị mới"), row)) == [(code, 3, column)]
    assert stored(session) == before
    assert not session.new | session.dirty


def test_every_bad_row_is_told(imported: Import, faults_in: FaultsIn) -> None:
    rows = [row for row, _, _ in BAD_ROWS]
    faults = faults_in(
        lambda: imported(
            *[(f"{place}" if row[0] == "1" else row[0], *row[1:]) for place, row in enumerate(rows)]
        )
    )
    assert {(row, code) for code, row, _ in faults} >= {
        (place + 2, code) for place, (_, code, _) in enumerate(BAD_ROWS)
    }


def test_numbers_and_links_that_stand_twice_are_told_with_both_rows(
    imported: Import, faults_in: FaultsIn
) -> None:
    rows = (
        ("1", "a", "b", "", VIDEO),
        ("1", "c", "d", "", ""),
        ("2", "e", "f", "", "youtube.com/watch?v=92HWiOdpY2s&t=3"),
    )
    assert faults_in(lambda: imported(*rows)) == [
        ("row-twice", 3, "number"),
        ("link-twice", 4, "link_youtube"),
    ]


def test_a_link_of_another_stored_entry_is_refused(imported: Import, faults_in: FaultsIn) -> None:
    imported(*ROWS[1:])
    faults = faults_in(lambda: imported(("09", "a", "b", "", VIDEO)))
    assert faults == [("link-of-another-entry", 2, "link_youtube")]


@pytest.mark.parametrize(
    ("heading", "code"), [("link_youtub", "channel-misspelt"), ("link_za!lo", "channel-malformed")]
)
def test_a_channel_in_a_heading_must_be_one(
    heading: str, code: str, imported: Import, faults_in: FaultsIn
) -> None:
    headings = ("number", "title", "unit", heading)
    assert faults_in(lambda: imported(("1", "a", "b", ""), headings=headings)) == [(code, 1, heading)]
