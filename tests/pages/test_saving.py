"""Saving marks, submitting, reopening and recusing, on both kinds of database."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pipeline.config import load_settings
from pipeline.database.contests import find_contest
from pipeline.database.marks import Hand
from pipeline.database.models import Entry, Judge, Mark, RecordChange
from pipeline.database.opening import reading, writing
from pipeline.faults import Refused
from pipeline.history.checking_marks import mark_findings
from pipeline.pages.judges.orders import own_order
from pipeline.pages.judges.saving import COMMENT, Kept, Marking, Typed, save
from pipeline.pages.judges.sheets import recuse, reopen, submit, take_back_recusal
from pipeline.pages.judges.typed import Unclear, typed_mark
from pipeline.translation.judges import recusals_frame
from pipeline.workplace import Workplace, real_tools
from tests.pages.conftest import fill
from tests.pages.contest import CONFIG, CONTEST, NOON

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

HAND = Hand(NOON, "Nguyễn Thu Hà", "page")


@pytest.fixture
def marking(engine: Engine, tmp_path: Path) -> Marking:
    """Return the judge gk1 before the entry 01, in a database that has all judges and entries."""
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    workplace = Workplace(load_settings(path, {}), engine, real_tools())
    fill(workplace)
    judging = workplace.settings.contests[CONTEST].judging
    assert judging is not None
    with reading(engine) as session:
        judge = session.scalars(select(Judge.id).where(Judge.key == "gk1")).one()
        entry = session.scalars(select(Entry.id).where(Entry.number == "01")).one()
    return Marking(judge, entry, judging.criteria, HAND)


def saved(engine: Engine, marking: Marking, *fields: tuple[str, str, str]) -> list[Kept]:
    """Save fields, each given with what was typed and what was seen."""
    with writing(engine) as session:
        return list(save(session, marking, [Typed(*each) for each in fields]))


def findings(engine: Engine) -> int:
    """Count what does not fit the marks' history."""
    with reading(engine) as session:
        contest = find_contest(session, CONTEST)
        assert contest is not None
        return len(list(mark_findings(session, contest)))


def test_a_mark_is_saved_with_its_history_once_however_often_it_is_sent(
    engine: Engine, marking: Marking
) -> None:
    for _ in range(3):
        (kept,) = saved(engine, marking, ("content", "8,5", ""))
        assert kept == Kept("content", "saved", Decimal("8.5"))
    with reading(engine) as session:
        (mark,) = session.scalars(select(Mark))
        assert (mark.value, mark.version) == (Decimal("8.5"), 1)
    assert findings(engine) == 0


def test_a_value_that_was_not_seen_is_not_overwritten(engine: Engine, marking: Marking) -> None:
    saved(engine, marking, ("content", "8", ""))
    assert saved(engine, marking, ("content", "9", "")) == [Kept("content", "conflict", Decimal(8))]
    assert saved(engine, marking, ("content", "9", "8.0")) == [Kept("content", "saved", Decimal(9))]
    assert saved(engine, marking, ("content", "", "8")) == [Kept("content", "conflict", Decimal(9))]
    assert saved(engine, marking, ("content", "", "9")) == [Kept("content", "saved", None)]
    assert findings(engine) == 0


def test_a_comment_and_a_mark_of_the_first_criterion_do_not_disturb_each_other(
    engine: Engine, marking: Marking
) -> None:
    saved(engine, marking, (COMMENT, "Hay", ""))
    assert saved(engine, marking, ("content", "30", ""))[0].state == "saved"
    assert saved(engine, marking, (COMMENT, "Rất hay", "Hay"))[0].state == "saved"
    with reading(engine) as session:
        (mark,) = session.scalars(select(Mark))
        assert (mark.value, mark.comment, mark.version) == (Decimal(30), "Rất hay", 3)
    assert findings(engine) == 0


def test_one_bad_field_does_not_stop_the_others(engine: Engine, marking: Marking) -> None:
    kept = saved(engine, marking, ("content", "41", ""), ("technique", "x", ""), ("creativity", "7", ""))
    assert [(each.state, each.problem) for each in kept] == [
        ("refused", "out-of-range"),
        ("refused", "not-a-number"),
        ("saved", None),
    ]


@pytest.mark.parametrize(
    ("typed", "maximum", "mark"),
    [
        ("8,5", 10, "8.5"),
        ("8.5", 10, "8.5"),
        (" 08 ", 10, "8"),
        ("0", 10, "0"),
        ("1.000", 10, "1"),
        ("1.000", 1000, "ambiguous"),
        ("1,5,5", 10, "not-a-number"),
        ("8.1234567", 10, "too-many-decimals"),
        ("10,01", 10, "out-of-range"),
    ],
)
def test_what_is_typed_is_read_in_one_way_or_not_at_all(typed: str, maximum: int, mark: str) -> None:
    if mark[0].isdigit():
        assert typed_mark(typed, Decimal(maximum)) == Decimal(mark)
    else:
        with pytest.raises(Unclear, match=mark):
            typed_mark(typed, Decimal(maximum))


def test_a_sheet_is_reopened_only_with_a_reason_and_all_of_it_is_kept(
    engine: Engine, marking: Marking
) -> None:
    place = (marking.judge_id, marking.entry_id)
    with writing(engine) as session:
        submit(session, *place, HAND)
    with pytest.raises(Refused, match="reason-missing"), writing(engine) as session:
        reopen(session, *place, Hand(NOON, "Lan", "page", ""))
    with writing(engine) as session:
        reopen(session, *place, Hand(NOON + timedelta(hours=1), "Lan", "page", "Ghi nhầm"))
    with pytest.raises(Refused, match="sheet-open"), writing(engine) as session:
        reopen(session, *place, Hand(NOON, "Lan", "page", "Ghi nhầm"))
    with reading(engine) as session:
        rows = session.scalars(select(RecordChange).where(RecordChange.record == "sheet"))
        told = [(row.key, row.old is None, row.person, row.reason) for row in rows]
    assert told == [("gk1 01", True, "Nguyễn Thu Hà", None), ("gk1 01", False, "Lan", "Ghi nhầm")]


def test_a_recusal_reaches_scoring_until_it_is_taken_back(engine: Engine, marking: Marking) -> None:
    place = (marking.judge_id, marking.entry_id)
    with writing(engine) as session:
        recuse(session, *place, Hand(NOON, "Nguyễn Thu Hà", "page", "Thầy cũ"))
    with reading(engine) as session:
        contest = find_contest(session, CONTEST)
        assert contest is not None
        frame = recusals_frame(session, contest)
        assert frame is not None
        assert frame.to_dict("records") == [{"judge": "gk1", "number": "01"}]
    with writing(engine) as session:
        take_back_recusal(session, *place, HAND)
    with reading(engine) as session:
        assert recusals_frame(session, contest) is None


def test_judges_have_orders_of_their_own_that_stay() -> None:
    entries = [(f"{number:02}", number) for number in range(1, 21)]
    orders = {judge: own_order("c", judge, entries) for judge in ("gk1", "gk2", "gk3", "gk4", "gk5")}
    assert all(sorted(order) == list(range(1, 21)) for order in orders.values())
    assert len(set(orders.values())) > 3
    assert own_order("c", "gk1", list(reversed(entries))) == orders["gk1"]
    assert own_order("d", "gk1", entries) != orders["gk1"]
