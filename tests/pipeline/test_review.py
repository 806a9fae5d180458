"""How sure a result is, through the command: the example in which one entry turns the order of two others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pipeline.conftest import BY_HAND_RULES

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder

ENTRIES = "number,title,unit\nA,Anh,1\nB,Bình,2\nC,Chi,3\n"
VIEWS = {"A": 1_000, "B": 3_000, "C": 98_000}
MARKS = {"A": 9.0, "B": 8.6, "C": 8.0}


def filled(contest: ContestFolder) -> ContestFolder:
    rules = BY_HAND_RULES.replace("share-of-best", "min-max").replace(", likes = 1", "")
    contest.write("config.toml", rules)
    marks = "".join(f"j{one},{number},content,{MARKS[number]}\n" for one in (1, 2) for number in MARKS)
    readings = "".join(f"{number},zalo,2024-10-01T00:00,{count}\n" for number, count in VIEWS.items())
    for form, text in (
        ("entries", ENTRIES),
        ("judges", "judge,name\nj1,Lan\nj2,Mai\n"),
        ("marks", f"judge,number,criterion,mark\n{marks}"),
        ("readings", f"number,channel,taken_at,views\n{readings}"),
    ):
        assert contest.import_text(form, text).code == 0
    return contest


def test_an_entry_that_turns_the_order_of_others_is_named(contest: ContestFolder) -> None:
    said = filled(contest).run("review").out
    assert "Without entry C the others would not only move up by one place: entry B: – → First" in said
    assert "Without entry A" not in said


def test_weights_and_their_breakpoints_are_those_of_straight_lines(contest: ContestFolder) -> None:
    """C has 80 w + 100 (1 − w), A has 90 w: equal at w = 100/110."""
    said = filled(contest).run("review").out
    assert (
        "First: if the judges weighed 90.91 % instead of 70 %, entry A would take the place of entry C."
        in said
    )


def test_equal_judges_agree_fully_and_nobody_decides_alone(contest: ContestFolder) -> None:
    said = filled(contest).run("review").out
    assert "Krippendorff's α is 1.000" in said
    assert "Kendall's W is 1.000" in said
    assert "Lan marks like the other judges (standard error 0.00; 3 sheets)." in said
    assert "Whichever judge is left out, the awards stay as they are." in said


def test_without_marks_only_counts_are_reviewed(contest: ContestFolder) -> None:
    assert contest.import_text("entries", ENTRIES).code == 0
    said = contest.run("review")
    assert said.code == 0
    assert "nothing to review" in said.err


def test_a_contest_without_entries_says_so(contest: ContestFolder) -> None:
    assert contest.run("review").code == 2
