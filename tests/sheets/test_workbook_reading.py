"""Workbooks as Excel and others write them, and those that are refused."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.faults import Fault, Refused
from pipeline.sheets import workbook_kinds, workbook_reading
from pipeline.sheets.forms import ENTRIES
from pipeline.sheets.reading import sheet_from_bytes

HEADINGS = ("number", "title", "unit", "submitted_at")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_cells_keep_their_types_and_dates_without_a_time_are_dates() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append([7, "=một", 8.5, datetime(2024, 10, 31, 17, 0)])  # noqa: DTZ001
    sheet["B2"].data_type = "s"
    sheet.append(["07", "hai", True, date(2024, 10, 31)])
    rows = sheet_from_bytes(_saved(workbook), "a.xlsx", ENTRIES).rows
    assert list(rows[0].cells.values()) == [7, "=một", 8.5, datetime(2024, 10, 31, 17, 0)]  # noqa: DTZ001
    assert list(rows[1].cells.values()) == ["07", "hai", True, date(2024, 10, 31)]


def test_the_visible_sheet_with_the_headings_is_read_and_named() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["Ghi chú", "number"])
    hidden = workbook.create_sheet("Cũ")
    hidden.append(HEADINGS)
    hidden.sheet_state = "hidden"
    shown = workbook.create_sheet("Bài dự thi")
    shown.append(["DANH SÁCH"])
    shown.merge_cells("A1:D1")
    shown.append([])
    shown.append(HEADINGS)
    shown.append([1, "a", "b"])
    sheet = sheet_from_bytes(_saved(workbook), "a.xlsx", ENTRIES)
    assert (sheet.place, sheet.heading_row) == ("a.xlsx [Bài dự thi]", 3)
    assert [row.number for row in sheet.rows] == [4]


def test_a_formula_is_read_by_its_stored_value() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["1", "a"])
        sheet.write_formula(1, 2, '="b"&"c"', None, "bc")
    assert sheet_from_bytes(out.getvalue(), "a.xlsx", ENTRIES).rows[0].cells["unit"] == "bc"


def test_a_formula_without_a_stored_value_is_refused_by_its_cell() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(HEADINGS)
    workbook.worksheets[0].append([1, "=A2", "c"])
    with pytest.raises(Refused, match="formula-without-value") as caught:
        sheet_from_bytes(_saved(workbook), "a.xlsx", ENTRIES)
    assert caught.value.faults[0].parameters == {"file": "a.xlsx [Sheet]", "row": 2, "column": "B"}


def _encrypted_member() -> bytes:
    content = bytearray(_zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "workbook-locked"),
        (_encrypted_member(), "workbook-locked"),
        (OLE2 + b"\0" * 600, "workbook-old"),
        (
            _zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b""}),
            "workbook-ods",
        ),
        (_zipped(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "workbook-other"),
        (_zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b"<"}), "workbook-damaged"),
        (b"PK\x03\x04 and no more", "workbook-damaged"),
    ],
)
def test_what_is_no_open_workbook_is_refused_with_its_kind(
    content: bytes, code: str, said: Callable[[Fault], str]
) -> None:
    with pytest.raises(Refused, match=code) as caught:
        sheet_from_bytes(content, "a.xlsx", ENTRIES)
    assert "a.xlsx" in said(caught.value.faults[0])


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_kinds, "LARGEST_UNPACKED", 2**20)
    bomb = _zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/a.xml": b" " * 2**21})
    assert len(bomb) < 2**13
    with pytest.raises(Refused, match="workbook-too-large"):
        sheet_from_bytes(bomb, "a.xlsx", ENTRIES)


def test_a_sheet_that_claims_endless_rows_is_refused(
    monkeypatch: pytest.MonkeyPatch, xlsx_bytes: Callable[[Sequence[Sequence[object]]], bytes]
) -> None:
    monkeypatch.setattr(workbook_reading, "MOST_CELLS", 10_000)
    content = _with_sheet_changed(
        xlsx_bytes([HEADINGS, [1, "a", "b"]]), b'<row r="2"', b'<row r="999999999999"'
    )
    with pytest.raises(Refused, match="too-many-rows"):
        sheet_from_bytes(content, "a.xlsx", ENTRIES)


def test_an_entity_bomb_is_refused(xlsx_bytes: Callable[[Sequence[Sequence[object]]], bytes]) -> None:
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(9)]
    bomb = f"<!DOCTYPE w [{''.join(names)}]><worksheet".encode()
    content = _with_sheet_changed(xlsx_bytes([HEADINGS]), b"<worksheet", bomb)
    content = _with_sheet_changed(content, b"<sheetData>", b"<sheetData><row><c><v>&e8;</v></c></row>")
    with pytest.raises(Refused, match="workbook-damaged"):
        sheet_from_bytes(content, "a.xlsx", ENTRIES)


def _with_sheet_changed(content: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in members[sheet]
    return _zipped(**members | {sheet: members[sheet].replace(old, new, 1)})


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), kept=st.floats(0.01, 1))
def test_a_workbook_with_a_spoilt_byte_is_read_or_refused(
    where: float, byte: int, kept: float, xlsx_bytes: Callable[[Sequence[Sequence[object]]], bytes]
) -> None:
    content = bytearray(xlsx_bytes([HEADINGS, [1, "a", "b"]]))
    content[int(where * len(content))] = byte
    try:
        read: object = sheet_from_bytes(bytes(content[: int(kept * len(content))]), "a.xlsx", ENTRIES)
    except Refused as refusal:
        read = refusal.faults
    assert read
