"""Posts as people title them, and the entries that they are of: the units are Phủ Lý's of 2024."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.posts.matching import Candidate, Matches, matches_of
from pipeline.sheets.text_cells import without_marks

UNITS = (
    *("P. Châu Sơn", "P. Hai Bà Trưng", "P. Lam Hạ", "P. Lê Hồng Phong", "P. Liêm Chính"),
    *("P. Lương Khánh Thiện", "P. Minh Khai", "P. Quang Trung", "P. Thanh Châu", "P. Thanh Tuyền"),
    *("P. Trần Hưng Đạo", "X. Đinh Xá", "X. Kim Bình", "X. Liêm Chung", "X. Liêm Tiết", "X. Liêm Tuyền"),
    *("X. Phù Vân", "X. Tiên Hải", "X. Tiên Hiệp", "X. Tiên Tân", "X. Trịnh Xá"),
)
ENTRIES = [
    Candidate(f"{place:02}", f"Tủ sách cộng đồng {unit[3:]}", unit)
    for place, unit in enumerate(UNITS, start=1)
]
NAMED = {
    "01": "Tủ sách “Hạt giống”",
    "02": "Góc đọc bên sông Châu",
    "03": "Một cuốn sách, một chân trời",
    "04": "Sách đi từng ngõ",
}
OWN_TITLES = [
    Candidate(number, title, unit) for (number, title), unit in zip(NAMED.items(), UNITS, strict=False)
]


def best(found: Matches) -> tuple[str | None, bool]:
    return (found.found[0].number if found.found else None), found.is_sure


@pytest.mark.parametrize("spelled", ["NFC", "NFD", "plain", "UPPER"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.unit)
def test_each_unit_is_told_from_all_the_others(entry: Candidate, spelled: str) -> None:
    title = f"Giới thiệu {entry.title} – Phủ Lý, thành phố học tập"
    forms = {
        "NFC": title,
        "NFD": unicodedata.normalize("NFD", title),
        "plain": without_marks(title),
        "UPPER": title.upper(),
    }
    assert best(matches_of(forms[spelled], "", ENTRIES))[0] == entry.number


@pytest.mark.parametrize(
    ("title", "text", "number", "is_sure"),
    [
        ("Góc đọc bên sông Châu", "", "02", True),
        ("GOC DOC BEN SONG CHAU", "", "02", True),
        ("Góc đọc bên sông Châu | Cuộc thi Tủ sách cộng đồng 2024", "P. Hai Bà Trưng", "02", True),
        ("Video dự thi", "SBD: 03", "03", True),
        ("Video dự thi", "Số báo danh 3 – phường Lam Hạ", "03", True),
        ("Video dự thi #4", "", "04", True),
        ("[SBD 01] Góc đọc bên sông Châu", "", "01", False),
        ("Bài dự thi số 04", "TTHTCĐ phường Lê Hồng Phong", "04", True),
        ("02. Góc đọc", "", "02", False),
        ("Video dự thi", "TTHTCĐ phường Lê Hồng Phong", "04", False),
        ("Sach di tung ngo - phuong Le Hong Phong", "", "04", True),
        ("Lễ khai giảng năm học mới", "", None, False),
        ("", "", None, False),
        ("2024", "", None, False),
        ("Sách", "", None, False),
    ],
)
def test_what_people_write_is_understood(title: str, text: str, number: str | None, *, is_sure: bool) -> None:
    assert best(matches_of(title, text, OWN_TITLES)) == (number, is_sure)


def test_a_unit_without_its_marks_could_be_two() -> None:
    twins = [Candidate("1", "A", "X. Liêm Tuyền"), Candidate("2", "B", "X. Liêm Tuyến")]
    assert best(matches_of("Xã Liêm Tuyền đọc sách", "", twins))[0] == "1"
    both = matches_of("Xa Liem Tuyen doc sach", "", twins)
    assert ({match.number for match in both.found}, both.is_sure) == ({"1", "2"}, False)


def test_the_reasons_are_those_that_speak_for_it() -> None:
    found = matches_of("SBD 02: Góc đọc bên sông Châu", "Phường Hai Bà Trưng", OWN_TITLES).found[0]
    assert [reason.code for reason in found.reasons] == ["number", "title-same", "unit"]
    assert found.score == 99
    other = matches_of("SBD 01: Góc đọc bên sông Châu", "", OWN_TITLES)
    assert [reason.code for match in other.found if match.number == "02" for reason in match.reasons] == []


@given(title=st.text(max_size=200), text=st.text(max_size=200))
def test_any_text_has_scores_from_0_to_100_in_order(title: str, text: str) -> None:
    scores = [match.score for match in matches_of(title, text, OWN_TITLES).found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


@given(st.sampled_from(ENTRIES), st.sampled_from(["NFC", "NFD"]))
def test_the_form_of_the_letters_changes_nothing(entry: Candidate, form: str) -> None:
    spelled = unicodedata.normalize(form, entry.title)  # type: ignore[arg-type]
    assert matches_of(spelled, "", ENTRIES) == matches_of(entry.title, "", ENTRIES)
