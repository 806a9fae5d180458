"""CSV files as spreadsheets and editors write them, and those that are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import Fault, Refused
from pipeline.sheets import reading
from pipeline.sheets.forms import ENTRIES, FORMS, JUDGES, READINGS
from pipeline.sheets.reading import sheet_from_bytes, sheet_from_file

TEXT = "number{0}title{0}unit\n07{0}Tủ sách{0}Đinh Xá\n"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_signs_marks_and_line_ends_do_not_matter(sign: str, mark: bytes, line_end: str) -> None:
    content = mark + TEXT.format(sign).replace("\n", line_end).encode()
    sheet = sheet_from_bytes(content, "a.csv", ENTRIES)
    assert [dict(row.cells) for row in sheet.rows] == [
        {"number": "07", "title": "Tủ sách", "unit": "Đinh Xá"}
    ]
    assert sheet.rows[0].number == 2


def test_a_title_and_blank_rows_above_the_headings_are_passed_over() -> None:
    text = "DANH SÁCH, năm 2024;;\n;;\nSố báo danh;TÊN BÀI  DỰ THI;Đơn_vị dự thi\n\n1;a;b\n;;\n2;c;d\n"
    sheet = sheet_from_bytes(text.encode(), "a.csv", ENTRIES)
    assert [(row.number, row.cells["number"]) for row in sheet.rows] == [(5, "1"), (7, "2")]
    assert sheet.headings["title"] == "TÊN BÀI DỰ THI"


def test_a_cell_of_several_lines_counts_its_row_from_its_first_line() -> None:
    text = 'number,title,unit,link_zalo\n1,"a\nb",c,\n2,d,e,f\n'
    sheet = sheet_from_bytes(text.encode(), "a.csv", ENTRIES)
    assert [row.number for row in sheet.rows] == [2, 4]


def test_cells_missing_at_a_rows_end_are_empty() -> None:
    sheet = sheet_from_bytes(b"number,title,unit,group,status\n1,a,b\n", "a.csv", ENTRIES)
    assert dict(sheet.rows[0].cells) == {"number": "1", "title": "a", "unit": "b"}


def test_an_apostrophe_that_guards_a_formula_is_taken_off_and_others_stay() -> None:
    text = "number,title,unit\n1,'=1+1,'@a\n2,''=x,'tis\n"
    sheet = sheet_from_bytes(text.encode(), "a.csv", ENTRIES)
    assert [row.cells["title"] for row in sheet.rows] == ["=1+1", "'=x"]
    assert [row.cells["unit"] for row in sheet.rows] == ["@a", "'tis"]


REFUSED = [
    (b"", "file-empty", {}),
    (b" \r\n\r\n", "file-empty", {}),
    (TEXT.format(",").encode("utf-16"), "csv-utf16", {}),
    (TEXT.format(",").encode("utf-16-le"), "csv-nul", {"row": 1}),
    (b"number,title,unit\n1,a\0b,c\n", "csv-nul", {"row": 2}),
    (b"number,title,unit\r\n1,a,b\r\n2,\xd0\xf4,c\r\n", "csv-not-utf8", {"row": 3, "value": "0xD0"}),
    (b'number,title,unit\n1,a,b\n2,"c,d\n3,e,f\n', "csv-quotes", {"row": 3}),
    (b'number,title,unit\n1,"a"b,c\n', "csv-quotes", {"row": 2}),
    (b"x,y\n1,2\n", "headings-missing", {"columns": "number, title, unit"}),
    (b"number,title\n1,2\n", "column-missing", {"row": 1, "column": "unit"}),
    (b"number,title,unit,unit \n1,2,3,4\n", "heading-twice", {"row": 1, "column": "unit"}),
    (b"number,title,unit,grop\n1,2,3,4\n", "column-unknown", {"column": "grop", "nearest": "group"}),
    (b"number,title,unit,\n1,2,3,4\n", "heading-empty", {"column": 4}),
    (b"number,title,unit\n1,2,3,4\n", "row-too-long", {"row": 2, "width": 3, "value": "4"}),
]


@pytest.mark.parametrize(("content", "code", "parameters"), REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(
    content: bytes, code: str, parameters: dict[str, object], said: Callable[[Fault], str]
) -> None:
    with pytest.raises(Refused, match=code) as caught:
        sheet_from_bytes(content, "a.csv", ENTRIES)
    (fault,) = caught.value.faults
    assert {"file": "a.csv"} | parameters == {key: fault.parameters[key] for key in ("file", *parameters)}
    assert "a.csv" in said(fault)


def test_all_faults_of_the_headings_are_told_together() -> None:
    with pytest.raises(Refused, match="column-missing") as caught:
        sheet_from_bytes(b"judge,nmae,x,x\n1,2,3,4,5\n", "a.csv", JUDGES)
    codes = [str(fault.code) for fault in caught.value.faults]
    assert codes == [
        "column-missing",
        "column-unknown",
        "column-unknown",
        "column-unknown",
        "heading-twice",
        "row-too-long",
    ]


def test_a_further_column_that_is_nearly_a_known_one_is_a_slip() -> None:
    with pytest.raises(Refused, match="column-unknown") as caught:
        sheet_from_bytes(b"number,channel,taken_at,view,votes\n1,2,3,4,5\n", "a.csv", READINGS)
    assert [fault.parameters["nearest"] for fault in caught.value.faults] == ["views"]


def test_a_file_is_named_without_its_folder_and_refused_when_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Callable[[Fault], str]
) -> None:
    path = tmp_path / "bài dự thi.csv"
    path.write_text(TEXT.format(","), encoding="utf-8")
    assert sheet_from_file(path, ENTRIES).place == "bài dự thi.csv"
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    with pytest.raises(Refused, match="file-too-large") as caught:
        sheet_from_file(path, ENTRIES)
    assert "bài dự thi.csv: " in said(caught.value.faults[0])


@given(st.binary(), st.sampled_from(sorted(FORMS)))
def test_random_bytes_are_read_or_refused(content: bytes, form: str) -> None:
    _read_or_refused(content, form)


@given(st.text(alphabet="number,tileu;\t\"'\n\r1=", max_size=80), st.sampled_from(sorted(FORMS)))
def test_random_text_is_read_or_refused(text: str, form: str) -> None:
    _read_or_refused(b"number,title,unit,judge,name,channel,taken_at\n" + text.encode(), form)


def _read_or_refused(content: bytes, form: str) -> None:
    try:
        sheet = sheet_from_bytes(content, "a.csv", FORMS[form])
    except Refused as refusal:
        outcome: object = refusal.faults
    else:
        outcome = sheet.headings
    assert outcome
