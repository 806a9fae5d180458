"""Headings as people write them, and the tables of columns that the organisers' guides print."""

from __future__ import annotations

import unicodedata
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.sheets.forms import ENTRIES, FORMS, JUDGES, MARKS, READINGS
from pipeline.sheets.headings import column_of

if TYPE_CHECKING:
    from pipeline.sheets.forms import Form

DOCS = Path(__file__).parents[2] / "docs"

WRITTEN = [
    (ENTRIES, "Số báo danh (*)", "number"),
    (ENTRIES, "SO BAO DANH", "number"),
    (ENTRIES, unicodedata.normalize("NFD", "Số báo danh"), "number"),
    (ENTRIES, "Tên bài dự thi [bắt buộc]", "title"),
    (ENTRIES, "lien ket youtube", "link_youtube"),
    (ENTRIES, "Liên kết YouTube (dán cả địa chỉ)", "link_youtube"),
    (ENTRIES, "Thoi diem dang Facebook:", "published_at_facebook"),
    (ENTRIES, "Liên kết", None),
    (JUDGES, "HO VA TEN", "name"),
    (MARKS, "Điểm:", "mark"),
    (MARKS, "Điểm nội dung", None),
    (READINGS, "Luot xem\n(lượt)", "views"),
    (READINGS, "lượt_xem", "views"),
    (READINGS, "Lượt xem lại", None),
    (READINGS, "(*)", None),
]


@pytest.mark.parametrize(("form", "heading", "key"), WRITTEN)
def test_case_marks_blanks_and_notes_do_not_matter(form: Form, heading: str, key: str | None) -> None:
    assert column_of(heading, form) == key


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_no_two_columns_of_a_form_have_a_heading_in_common(form: Form) -> None:
    names = {
        column.key: {column_of(heading, form) for heading in (column.key, column.vietnamese, *column.also)}
        for column in form.columns
    }
    assert names == {column.key: {column.key} for column in form.columns}
    assert not [pair for pair in combinations(names, 2) if names[pair[0]] & names[pair[1]]]


def _printed(guide: str, form: Form) -> list[list[str]]:
    """Return the table's rows in the section that the form's command heads."""
    text = (DOCS / guide).read_text(encoding="utf-8")
    section = text.split(f"`lantoa import {form.key}")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")][:4] for line in lines]


@pytest.mark.parametrize(("guide", "needed"), [("spreadsheets.md", "yes"), ("bang-tinh.md", "có")])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_guides_print_the_columns_as_they_are(guide: str, needed: str, form: Form) -> None:
    assert _printed(guide, form) == [
        [
            f"`{column.heading('en', channel)}`",
            column.heading("vi", channel),
            ", ".join(column.also) or "–",
            needed if column.required else "–",
        ]
        for columns, channel in ((form.columns, ""), (form.families, "youtube"))
        for column in columns
    ]
