"""The PDF, read back by another program: the figures of ranking.json, whole, in order, on numbered pages."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reports.catalogue import Catalogue
from reports.data import Finality, RankingReport
from reports.pdf import ranking_pdf
from reports.text import ranking_json
from tests.reports.tools import said_by, tool

MakeReport = Callable[..., RankingReport]

LONG = "Câu chuyện của bác thủ thư và những đứa trẻ xóm chài ven sông Đáy, "
HOSTILE = (
    '=cmd|"/C calc"!A1',
    "<script>alert(1)</script>",
    '#read("/etc/passwd") *đậm* _nghiêng_ $x^2$ @nhãn <nhãn> [khối] \\ // `mã`',
    "Sách 📚 và 🇻🇳",
    "مكتبة الحي",
    "Sách " * 100,
)
KEYS = ("judge_points", "engagement_points", "total")


def _titled(report: RankingReport, titles: tuple[str, ...]) -> RankingReport:
    rows = [replace(row, title=titles[place % len(titles)]) for place, row in enumerate(report.rows)]
    return replace(report, rows=tuple(rows))


def _text(pdf: bytes, folder: Path, *options: str) -> str:
    (folder / "ranking.pdf").write_bytes(pdf)
    return unicodedata.normalize(
        "NFC", said_by(tool("pdftotext"), *options, "ranking.pdf", "-", folder=folder)
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("entries", [3, 25, 200])
def test_the_text_has_the_figures_of_ranking_json(
    make_report: MakeReport, english: Catalogue, tmp_path: Path, entries: int
) -> None:
    report = _titled(make_report(entries), (LONG * 3, "Sách về làng"))
    pdf = ranking_pdf(report, (), english)
    text, flowing = _text(pdf, tmp_path, "-layout"), _squeezed(_text(pdf, tmp_path))
    ranking = text[text.index("Provisional ranking") : text.index("How each entry's points came about")]
    lines = [re.sub(r"\s+", " ", line) for line in ranking.splitlines()]
    ranked = [entry for entry in json.loads(ranking_json(report))["entries"] if entry["rank"] is not None]
    assert len(ranked) == (entries if entries < 6 else entries - 1)
    for entry in ranked:
        printed = [line for line in lines if re.search(rf"\b{entry['number']} (Câu|Sách)", line)]
        assert len(printed) == 1
        assert printed[0].split()[0] == str(entry["rank"])
        assert [figure for figure in printed[0].split() if "." in figure][::2] == [entry[key] for key in KEYS]
        assert _squeezed(entry["title"]) in flowing


def test_a_tie_across_a_page_break_is_told_on_both_pages(
    make_report: MakeReport, english: Catalogue, tmp_path: Path
) -> None:
    report = make_report(60)
    tied = tuple(replace(row, rank=1, tied=True) for row in report.rows[:-1])
    text = _text(ranking_pdf(replace(report, rows=tied), (), english), tmp_path)
    pages = [page for page in text.split("\f") if "Rank\n" in page]
    assert len(pages) > 2
    assert all("58 other" in " ".join(page.split()) for page in pages)


def test_pages_are_numbered_and_headed(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path
) -> None:
    pages = _text(ranking_pdf(make_report(25), (), vietnamese), tmp_path).split("\f")[:-1]
    for place, page in enumerate(pages, start=1):
        assert f"Trang {place} / {len(pages)}" in page
        assert "Số liệu tính đến 17:00 ngày 31/10/2024" in page
        assert "TẠM TÍNH" in page


def test_hostile_titles_are_only_text(make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path) -> None:
    report = _titled(make_report(6), HOSTILE)
    text = _squeezed(_text(ranking_pdf(report, (), vietnamese), tmp_path))
    assert "root:" not in text
    for title in (*HOSTILE[:3], HOSTILE[5]):
        assert _squeezed(title) in text


def test_a_final_ranking_says_who_made_it_so(
    make_report: MakeReport, vietnamese: Catalogue, finality: Finality, tmp_path: Path
) -> None:
    text = _text(ranking_pdf(make_report(3, finality=finality), (), vietnamese), tmp_path)
    assert text.split()[:2] != ["TẠM", "TÍNH"]
    assert "Nguyễn Thị Hoa chốt chính thức lúc 09:30 ngày 07/11/2024, bản 2." in text
    assert finality.result_digest in _squeezed(text)


def test_the_same_report_gives_the_same_bytes(make_report: MakeReport, words: Catalogue) -> None:
    assert ranking_pdf(make_report(3), (), words) == ranking_pdf(make_report(3), (), words)


def test_only_fonts_of_the_program_are_in_it(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "ranking.pdf").write_bytes(ranking_pdf(make_report(3), (), vietnamese))
    fonts = said_by(tool("pdffonts"), "ranking.pdf", folder=tmp_path).splitlines()[2:]
    names = {line.split()[0].partition("+")[2].partition("-")[0] for line in fonts}
    assert names <= {"LibertinusSerif", "DejaVuSans", "DejaVuSansMono"}
    assert all("yes yes yes" in re.sub(r"\s+", " ", line) for line in fonts)


@pytest.mark.parametrize("entries", [0, 1])
def test_an_empty_contest_has_pages_too(make_report: MakeReport, words: Catalogue, entries: int) -> None:
    report = make_report(entries, notices=(), problems=(), columns=(), marks=())
    assert ranking_pdf(report, (), words).startswith(b"%PDF")
