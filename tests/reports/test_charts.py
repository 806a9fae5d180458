"""The charts: deterministic drawings that hold what the report holds."""

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reports.catalogue import Catalogue, catalogue
from reports.channels_chart import channels_chart, channels_chart_alt
from reports.chart_style import ACCENT, LINES, PALE, Drawing, drawable, wrapped
from reports.charts import report_charts
from reports.data import GrowthLine, RankingReport
from reports.growth_chart import first_numbers, growth_chart, growth_chart_alt
from reports.points_chart import MOST_BARS, points_chart, points_chart_alt

MakeReport = Callable[..., RankingReport]
Chart = Callable[[RankingReport, Catalogue], Drawing | None]

CHARTS = (points_chart, growth_chart, channels_chart)
BASES = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _vietnamese_letters() -> str:
    vowels = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES]
    special = [vowel for vowel in vowels if not vowel.isascii()]
    return "".join(letter + letter.upper() for letter in (*special, "đ"))


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_report_gives_the_same_drawing(
    make_report: MakeReport, words: Catalogue, chart: Chart
) -> None:
    drawn = chart(make_report(), words)
    with mpl.rc_context({"font.size": 20, "svg.hashsalt": None, "axes.grid": True}):
        assert chart(make_report(), words) == drawn


@pytest.mark.parametrize("chart", CHARTS)
def test_threads_do_not_disturb_each_others_drawing(
    make_report: MakeReport, vietnamese: Catalogue, chart: Chart
) -> None:
    report = make_report(6)
    with ThreadPoolExecutor(3) as threads:
        drawings = set(threads.map(lambda _: chart(report, vietnamese), range(6)))
    assert len(drawings) == 1


@pytest.mark.parametrize("chart", CHARTS)
def test_a_drawing_needs_nothing_beside_it(
    make_report: MakeReport, vietnamese: Catalogue, chart: Chart
) -> None:
    drawing = chart(make_report(), vietnamese)
    assert drawing is not None
    ET.fromstring(drawing.svg)  # noqa: S314
    assert "<text" not in drawing.svg
    assert "dc:date" not in drawing.svg
    assert "Matplotlib v" not in drawing.svg


@pytest.mark.parametrize("chart", CHARTS)
def test_the_png_holds_a_drawing_and_no_date(make_report: MakeReport, words: Catalogue, chart: Chart) -> None:
    drawing = chart(make_report(), words)
    assert drawing is not None
    image = Image.open(BytesIO(drawing.png))
    assert not set(image.info) & {"Software", "Creation Time", "date"}
    inked = sum(image.convert("L").histogram()[:128])
    assert 0.005 < inked / (image.width * image.height) < 0.5


def test_a_long_unit_stands_whole_at_its_bar(make_report: MakeReport, vietnamese: Catalogue) -> None:
    unit = "Trung tâm học tập cộng đồng phường Lương Khánh Thiện, thành phố Phủ Lý, tỉnh Hà Nam"
    assert wrapped(unit, 30, 3).replace("\n", " ") == unit
    report = make_report(3)
    long = replace(report, rows=tuple(replace(row, unit=unit) for row in report.rows))
    drawing, short = points_chart(long, vietnamese), points_chart(report, vietnamese)
    assert drawing is not None
    assert short is not None
    assert Image.open(BytesIO(drawing.png)).height > Image.open(BytesIO(short.png)).height


def test_without_ranked_entries_or_readings_nothing_is_drawn(
    make_report: MakeReport, words: Catalogue
) -> None:
    assert points_chart(make_report(0), words) is None
    assert growth_chart(make_report(3, growth=(GrowthLine("01", ()),)), words) is None
    assert channels_chart(make_report(3, channel_growth=()), words) is None
    nothing = make_report(0, growth=(), channel_growth=())
    assert report_charts(nothing, words) == ()


def test_at_most_thirty_entries_have_bars(make_report: MakeReport, vietnamese: Catalogue) -> None:
    assert points_chart(make_report(MOST_BARS + 1), vietnamese) == points_chart(make_report(200), vietnamese)


def test_the_first_five_ranked_entries_stand_out(make_report: MakeReport) -> None:
    assert list(first_numbers(make_report())) == ["01", "02", "03", "04", "05"]
    without_second = tuple(line for line in make_report().growth if line.number != "02")
    assert list(first_numbers(make_report(growth=without_second))) == ["01", "03", "04", "05", "06"]


@pytest.mark.parametrize("views", [0, 1, 10**12])
def test_a_single_reading_is_drawn(make_report: MakeReport, words: Catalogue, views: int) -> None:
    line = GrowthLine("01", ((datetime(2024, 9, 2, tzinfo=UTC), views),))
    assert growth_chart(make_report(1, growth=(line,)), words)


def test_the_words_beside_a_chart_hold_its_figures(make_report: MakeReport, vietnamese: Catalogue) -> None:
    report = make_report()
    assert "bài số 01 “Tủ sách bên dòng Châu Giang” với 97,06 điểm" in points_chart_alt(report, vietnamese)
    most = f"{report.growth[0].points[-1][1]:,}".replace(",", ".")
    assert f"với {most} lượt xem" in growth_chart_alt(report, vietnamese)
    views = f"{report.channel_growth[0].points[-1][1]:,}".replace(",", ".")
    assert f"YouTube {views}; Facebook" in channels_chart_alt(report, vietnamese)


def test_all_134_vietnamese_letters_can_be_drawn() -> None:
    letters = _vietnamese_letters()
    assert len(set(letters)) == 134
    assert drawable(letters) == letters


@given(st.text())
@settings(max_examples=15, deadline=None)
def test_any_text_can_be_a_label(make_report: MakeReport, text: str) -> None:
    report = make_report(1)
    report = replace(report, rows=(replace(report.rows[0], unit=f"$\\frac{text}$"),))
    assert points_chart(report, catalogue("reports", "vi"))
    assert growth_chart(report, catalogue("reports", "vi"))


def test_both_parts_of_a_bar_differ_in_grey() -> None:
    assert abs(_lightness(ACCENT) - _lightness(PALE)) > 100


def test_no_two_lines_have_the_same_dashes() -> None:
    assert len({str(dashes) for _, dashes in LINES}) == len(LINES)
