"""Texts that people typed in do no harm where they are printed."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.plaintext import csv_line, guarded, isolated, shortened, visible_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_becomes_text(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Tủ sách", "1=1", " =1", "'=1"])
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_a_visible_text_is_one_line_without_control_characters(text: str) -> None:
    shown = visible_text(text)
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & {chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x2069)}


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_is_no_longer_than_asked(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_only_texts_from_right_to_left_are_isolated() -> None:
    assert isolated("Sách và ‘book’") == "Sách và ‘book’"
    assert isolated("ספר 2024") == "\u2068ספר 2024\u2069"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), max_size=4))
def test_csv_lines_are_read_back_exactly(rows: list[list[str]]) -> None:
    text = "".join(f"{csv_line(row)}\n" for row in rows)
    assert list(csv.reader(StringIO(text, newline=""), strict=True)) == rows
