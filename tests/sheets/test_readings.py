"""The form of readings on its way into the database: appended by hand, corrected by revisions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.protocol import Platform
from pipeline.database.models import Metric, Post, ReadingMetric, ReadingRow, Run, Source
from pipeline.sheets.entries import import_entries
from pipeline.sheets.forms import ENTRIES, READINGS, Form
from pipeline.sheets.occasion import Occasion, Outcome
from pipeline.sheets.readings import import_readings
from pipeline.sheets.sheet import Sheet

Rows = Sequence[Sequence[object]]
SheetOf = Callable[[Form, Rows], Sheet]
Stored = Callable[[Session], dict[str, list[tuple[Any, ...]]]]
FaultsIn = Callable[[Callable[[], object]], list[tuple[object, ...]]]
Import = Callable[..., Outcome]

VIDEO, OTHER, THIRD = (f"https://youtu.be/{key}" for key in ("92HWiOdpY2s", "4SpnqbXd8A8", "ZxCwPm_es4A"))
HEADINGS = ("number", "channel", "taken_at", "views", "likes", "votes", "link")
_NOW = datetime(2024, 11, 1, tzinfo=UTC)
AT, EPOCH = "31/10/2024 17:00", 1730368800
ROWS = (
    HEADINGS,
    ("07", "youtube", AT, "269 036 248", "", "", ""),
    ("07", "Zalo", AT, 10, 0, 3, ""),
    ("08", "youtube", AT, 5, "", "", OTHER),
)


@pytest.fixture
def imported(
    session: Session, occasion: Occasion, platforms: dict[str, Platform], csv_sheet: SheetOf
) -> Import:
    """Give an import of readings into a contest of two entries, the second with two videos."""
    entries = (
        ("number", "title", "unit", "link_youtube"),
        ("07", "a", "b", VIDEO),
        ("08", "c", "d", f"{OTHER}\n{THIRD}"),
    )
    import_entries(session, csv_sheet(ENTRIES, entries), occasion, platforms)

    def do(sheet: Sheet, reason: str | None = None) -> Outcome:
        return import_readings(session, sheet, replace(occasion, reason=reason), platforms)

    return do


def _readings(session: Session) -> list[tuple[object, ...]]:
    counts = (ReadingRow.views, ReadingRow.likes, ReadingRow.shares, ReadingRow.comments)
    columns = select(Post.channel, Post.platform_id, ReadingRow.taken_at, ReadingRow.revision, *counts)
    joined = columns.join(Post, ReadingRow.post_id == Post.id)
    return sorted((tuple(row) for row in session.execute(joined)), key=repr)


def test_readings_are_stored_by_hand_under_one_run(
    session: Session, occasion: Occasion, imported: Import, sheet_of: SheetOf
) -> None:
    sheet = sheet_of(READINGS, ROWS)
    assert imported(sheet).added == 3
    assert _readings(session) == [
        ("youtube", "4SpnqbXd8A8", EPOCH, 0, 5, None, None, None),
        ("youtube", "92HWiOdpY2s", EPOCH, 0, 269036248, None, None, None),
        ("zalo", "07", EPOCH, 0, 10, 0, None, None),
    ]
    further = select(Metric.key, ReadingMetric.count).join(Metric, ReadingMetric.metric_id == Metric.id)
    assert session.execute(further).all() == [("votes", 3)]
    assert session.scalars(select(Source.key)).all() == ["hand"]
    run = session.scalars(select(Run)).one()
    assert (run.kind, run.state, run.origin, run.person) == ("import", "done", sheet.file, "Nguyễn Thị Hoa")
    assert (run.started_at, run.posts_asked, run.posts_read) == (occasion.now, 3, 3)


def test_the_same_file_twice_changes_nothing_and_makes_no_run(
    session: Session, imported: Import, sheet_of: SheetOf, stored: Stored
) -> None:
    imported(sheet_of(READINGS, ROWS))
    before = stored(session)
    assert imported(sheet_of(READINGS, ROWS)).unchanged == 3
    assert stored(session) == before


def test_other_counts_at_a_stored_instant_are_a_revision_with_a_reason(
    session: Session, imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn
) -> None:
    imported(csv_sheet(READINGS, ROWS))
    sheet = csv_sheet(READINGS, (HEADINGS, ("07", "zalo", AT, 12, "", 3, "")))
    assert faults_in(lambda: imported(sheet)) == [("reason-needed", 2, "taken_at")]
    assert imported(sheet, "đọc nhầm").changed == 1
    assert _readings(session)[-2:] == [
        ("zalo", "07", EPOCH, 0, 10, 0, None, None),
        ("zalo", "07", EPOCH, 1, 12, None, None, None),
    ]
    assert session.scalars(select(Run.reason).order_by(Run.id)).all() == [None, "đọc nhầm"]
    assert imported(sheet).unchanged == 1


def test_a_reading_of_another_source_is_compared_and_never_stored(
    session: Session, imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn
) -> None:
    session.add_all(
        [Source(id=1, key="youtube-data"), Run(id=1, contest_id=1, kind="night", started_at=_NOW)]
    )
    session.flush()
    post = session.scalars(select(Post.id).where(Post.platform_id == "92HWiOdpY2s")).one()
    session.add(ReadingRow(post_id=post, source_id=1, taken_at=EPOCH, revision=0, run_id=1, views=7))
    session.flush()
    headings = ("number", "channel", "taken_at", "source", "views")
    same, other = (csv_sheet(READINGS, (headings, ("07", "youtube", AT, "youtube-data", v))) for v in (7, 8))
    assert imported(same).unchanged == 1
    assert faults_in(lambda: imported(other, "muốn sửa")) == [("source-not-by-hand", 2, "source")]


BAD_ROWS = [
    (("09", "zalo", AT, 1), "number-unknown", "number"),
    (("", "zalo", AT, 1), "cell-empty", "number"),
    (("07", "", AT, 1), "cell-empty", "channel"),
    (("07", "youtub", AT, 1), "channel-misspelt", "channel"),
    (("07", "7up", AT, 1), "channel-malformed", "channel"),
    (("07", "facebook", AT, 1), "post-missing", "channel"),
    (("07", "youtube", "", 1), "cell-empty", "taken_at"),
    (("07", "youtube", "31/10/2024", 1), "cell-without-time", "taken_at"),
    (("07", "youtube", "06/11/2024 09:00:01", 1), "taken-in-future", "taken_at"),
    (("07", "youtube", "01/10/2024 17:00", "", "", ""), "no-counts", "views"),
    (("07", "youtube", "01/10/2024 17:00", "1.2K"), "number-approximate", "views"),
    (("07", "youtube", "01/10/2024 17:00", "", "1,2 N"), "number-approximate", "likes"),
    (("07", "youtube", "01/10/2024 17:00", "1.234"), "number-ambiguous", "views"),
    (("07", "youtube", "01/10/2024 17:00", "-5"), "count-negative", "views"),
    (("08", "youtube", "01/10/2024 17:00", 1), "link-needed", "link"),
    (("08", "youtube", "01/10/2024 17:00", 1, "", "", VIDEO), "post-unknown", "link"),
    (("07", "youtube", AT, 1), "rows-disagree", "taken_at"),
]


@pytest.mark.parametrize(("row", "code", "column"), BAD_ROWS)
def test_a_bad_row_is_refused_with_its_place_and_nothing_is_changed(
    row: Sequence[object], code: str, column: str, imported: Import, csv_sheet: SheetOf, left_alone: FaultsIn
) -> None:
    assert left_alone(lambda: imported(csv_sheet(READINGS, (*ROWS, row)))) == [(code, 5, column)]


def test_every_bad_row_is_told(imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn) -> None:
    faults = faults_in(lambda: imported(csv_sheet(READINGS, (*ROWS, *(row for row, _, _ in BAD_ROWS)))))
    assert {row for _, row, _ in faults} == set(range(5, 5 + len(BAD_ROWS)))


def test_a_heading_that_cannot_be_a_metric_is_refused(
    imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn
) -> None:
    rows = (("number", "channel", "taken_at", "views", "số tim"), ("07", "zalo", AT, 1, 2))
    assert faults_in(lambda: imported(csv_sheet(READINGS, rows))) == [("metric-malformed", 1, "số tim")]


def test_a_post_by_hand_is_not_made_where_another_entry_has_its_name(
    session: Session, occasion: Occasion, imported: Import, csv_sheet: SheetOf, faults_in: FaultsIn
) -> None:
    entries = (("number", "title", "unit", "link_zalo"), ("08", "c", "d", "07"))
    import_entries(session, csv_sheet(ENTRIES, entries), occasion, {})
    rows = (HEADINGS, ("07", "zalo", AT, 1, "", "", ""))
    assert faults_in(lambda: imported(csv_sheet(READINGS, rows))) == [("link-of-another-entry", 2, "number")]


def test_the_televote_of_a_song_contest_is_a_channel_by_hand(
    session: Session, imported: Import, csv_sheet: SheetOf
) -> None:
    rows = (
        ("number", "channel", "taken_at", "points"),
        ("07", "televote", AT, 323),
        ("08", "televote", AT, 191),
    )
    assert imported(csv_sheet(READINGS, rows)).added == 2
    assert session.scalars(select(ReadingMetric.count).order_by(ReadingMetric.count)).all() == [191, 323]
