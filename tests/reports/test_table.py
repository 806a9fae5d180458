"""The table for the terminal fits its width and hides nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reports.catalogue import Catalogue, catalogue
from reports.data import RankingReport
from reports.table import ranking_table

MakeReport = Callable[..., RankingReport]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("entries", [0, 3, 21, 200])
def test_no_line_is_wider_than_the_terminal(
    make_report: MakeReport, words: Catalogue, width: int, entries: int
) -> None:
    lines = ranking_table(make_report(entries), words, width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_ranks_ties_and_points_stand_in_the_table(make_report: MakeReport, vietnamese: Catalogue) -> None:
    lines = ranking_table(make_report(), vietnamese, 80).splitlines()
    first = next(line.split() for line in lines if line.startswith("    1 "))
    assert first[:3] == ["1", "Nhất", "01"]
    assert first[-3:] == ["95,80", "100,00", "97,06"]
    assert [line.split()[0] for line in lines if "5=" in line] == ["5=", "5="]


def test_entries_that_are_not_ranked_follow_with_the_reason(
    make_report: MakeReport, english: Catalogue
) -> None:
    text = ranking_table(make_report(), english, 200)
    assert text.endswith(
        "– 21 Sách về làng, X. Trịnh Xá: Not ranked: no complete score sheet yet, likes on Facebook unknown\n"
    )


def test_a_contest_without_entries_says_so(make_report: MakeReport, vietnamese: Catalogue) -> None:
    assert ranking_table(make_report(0), vietnamese, 80).splitlines()[-1] == "Chưa có bài dự thi nào."


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_text_reaches_the_terminal_as_a_command(make_report: MakeReport, text: str) -> None:
    report = make_report(7)
    rows = tuple(replace(row, title=f"[red]\x1b[31m{text}", unit=text) for row in report.rows)
    shown = ranking_table(replace(report, rows=rows), catalogue("reports", "vi"), 100)
    assert "\x1b" not in shown
    assert "[red]" in shown
