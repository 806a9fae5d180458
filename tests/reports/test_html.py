"""The page, read back: every figure of the report is in it, and it needs and runs nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.catalogue import Catalogue, catalogue
from reports.charts import report_charts
from reports.data import Finality, RankingReport, ReportRow
from reports.html import ranking_html

CUT_OFF_AT = datetime(2024, 10, 31, 10, tzinfo=UTC)

MakeReport = Callable[..., RankingReport]
VOID = {"meta", "img", "link", "br", "input"}


class Page(HTMLParser):
    """Reads a page into its elements (tag, attributes, text within) and checks that tags are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[int] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        place = self.open.pop()
        assert self.elements[place][0] == tag

    def handle_data(self, data: str) -> None:
        for place in self.open:
            self.elements[place][2].append(data)

    def texts(self, tag: str, **wanted: str) -> list[str]:
        return [
            " ".join("".join(texts).split())
            for found, attributes, texts in self.elements
            if found == tag
            and all(value in (attributes.get(key) or "").split() for key, value in wanted.items())
        ]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes, _ in self.elements if found == tag]


@cache
def _html(report: RankingReport, language: str) -> str:
    words = catalogue("reports", language)
    return ranking_html(report, report_charts(report, words), words)


def _page(report: RankingReport, words: Catalogue) -> Page:
    return Page(_html(report, words.language))


def _with_first(report: RankingReport, **changes: object) -> RankingReport:
    first: ReportRow = replace(report.rows[0], **changes)  # type: ignore[arg-type]
    return replace(report, rows=(first, *report.rows[1:]))


def _comma(value: Decimal | None) -> str:
    return "–" if value is None else str(value).replace(".", ",")


@pytest.mark.parametrize("entries", [0, 1, 3, 21, 200])
def test_every_tag_is_closed(make_report: MakeReport, words: Catalogue, entries: int) -> None:
    assert _page(make_report(entries), words).open == []


def test_the_page_tells_its_language_and_title(make_report: MakeReport, words: Catalogue) -> None:
    page = _page(make_report(), words)
    assert page.attributes("html") == [{"lang": words.language}]
    standing = {"vi": "Bảng xếp hạng tạm tính", "en": "Provisional ranking"}[words.language]
    assert page.texts("title") == [f"Video giới thiệu “Tủ sách cộng đồng” 2024 – {standing}"]
    assert page.texts("h1") == ["Video giới thiệu “Tủ sách cộng đồng” 2024"]


def test_the_page_forbids_scripts_and_loads_nothing(make_report: MakeReport, words: Catalogue) -> None:
    text = _html(make_report(), words.language)
    page = Page(text)
    policies = [meta["content"] for meta in page.attributes("meta") if "http-equiv" in meta]
    assert policies == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    ]
    assert not page.attributes("script")
    assert not page.attributes("link")
    assert all(
        (image["src"] or "").startswith("data:image/svg+xml;base64,") for image in page.attributes("img")
    )
    assert "url(" not in text
    assert "@import" not in text


def test_the_ranking_shows_every_figure_of_every_entry(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    report = make_report()
    figures = [
        _comma(getattr(row, key))
        for row in report.rows
        for key in ("judge_points", "judge_part", "engagement_points", "engagement_part", "total")
    ]
    assert _page(report, vietnamese).texts("td", role="cell")[0] == "1"
    assert _page(report, vietnamese).texts("td", role="cell", **{"class": "figure"}) == figures


def test_parts_are_left_out_where_they_are_the_points_themselves(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    report = make_report(1)
    row = report.rows[0]
    plain = _with_first(report, judge_part=row.judge_points, engagement_part=row.engagement_points)
    assert len(_page(plain, vietnamese).texts("td", role="cell", **{"class": "figure"})) == 3


def test_ranks_ties_and_reasons_stand_in_words(make_report: MakeReport, vietnamese: Catalogue) -> None:
    page = _page(make_report(), vietnamese)
    places = page.texts("td", **{"class": "place"})
    assert places[3:7] == ["4", "5", "5", "7"]
    tied = page.texts("span", **{"class": "tied"})
    assert tied == ["đồng hạng với số 06", "đồng hạng với số 05"]
    assert places[-1] == "–"
    assert page.texts("span", **{"class": "remark"}) == [
        "Chưa xếp hạng: chưa có phiếu chấm đủ tiêu chí, chưa rõ lượt thích trên Facebook"
    ]


def test_awards_name_their_winners(make_report: MakeReport, vietnamese: Catalogue) -> None:
    winners = _page(make_report(3), vietnamese).texts("p", **{"class": "winner"})
    assert winners[0] == "Tủ sách bên dòng Châu Giang P. Châu Sơn · SBD 01 97,06"
    assert winners[3:] == ["Chưa trao", "Chưa trao"]


def _articles(text: str) -> list[Page]:
    return [
        Page(f"{start.split('</article>')[0]}</article>") for start in re.split("(?=<article )", text)[1:]
    ]


def test_each_platforms_counts_stand_beside_the_contests_own_score(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    text = _html(make_report(3), vietnamese.language)
    lines = Page(text).texts("td", **{"class": "channels"})
    assert lines[0] == (
        "YouTube: 12.345* lượt xem, 881* lượt thích, – lượt chia sẻ (17:00 31/10/2024, YouTube Data API) "
        "Facebook: 4.308 lượt xem, 307 lượt thích, 71 lượt chia sẻ (02:00 31/10/2024, Facebook Graph API) "
        "Trang web: 870 lượt xem (02:00 31/10/2024, nhập tay)"
    )
    rows = _articles(text)[0].texts("tr")
    assert rows[0] == "Kênh Lượt xem Lượt thích Lượt chia sẻ Điểm quy đổi Lúc đọc, nguồn"
    assert rows[1] == "YouTube 12.345* 881* – 1.004,45 17:00 31/10/2024, YouTube Data API"
    assert rows[2] == "Facebook 4.308 307 71 492,08 02:00 31/10/2024, Facebook Graph API"
    assert rows[3] == "Trang web 870 8,70 02:00 31/10/2024, nhập tay"
    assert "Facebook 2.586 – 43 111,86 02:00 31/10/2024, Facebook Graph API" in _articles(text)[2].texts("tr")


def test_an_entrys_section_tells_the_whole_way(make_report: MakeReport, vietnamese: Catalogue) -> None:
    article = _articles(_html(make_report(3), vietnamese.language))[1]
    assert article.texts("p", **{"class": "stand"}) == ["Hạng 2 · Giải Nhì"]
    assert article.texts("p", **{"class": "way"}) == [
        "Điểm quy đổi: 753,58 + 368,31 + 6,51 = 1.128,40.",
        "So với bài cao nhất: 1.128,40 : 1.505,23 × 100, được 96,77 điểm tương tác.",
        "Điểm giám khảo là trung bình của 7 phiếu chấm đủ tiêu chí, làm tròn một lần: 95,57.",
        "Tổng điểm: 95,57 × 70% góp 66,90; 96,77 × 30% góp 29,03; 66,90 + 29,03 = 95,93.",
    ]
    rows = article.texts("tr")
    assert "Nguyễn Thị Hoa 36 27 18 9 90,00" in rows
    assert rows[-1] == "Trung bình 38,24 28,68 19,12 9,56 95,57"


def test_a_sheet_that_lacks_a_criterion_says_that_it_does_not_count(
    make_report: MakeReport, vietnamese: Catalogue
) -> None:
    article = _articles(_html(make_report(3), vietnamese.language))[2]
    assert article.texts("tr", **{"class": "incomplete"}) == [
        "Hoàng Thị Lan phiếu chưa đủ, không tính 36 27 18 – –"
    ]


def test_counts_of_different_instants_are_told_apart(make_report: MakeReport, english: Catalogue) -> None:
    report = make_report(1)
    counts = list(report.rows[0].counts)
    counts[1] = replace(counts[1], counted_at=report.at - timedelta(days=3), sources=("youtube-analytics",))
    told = _page(_with_first(report, counts=tuple(counts)), english).texts("td", **{"class": "told"})
    assert told[0] == (
        "Views: 31 Oct 2024, 17:00, YouTube Data API Likes: 28 Oct 2024, 17:00, YouTube Analytics"
    )


def test_made_up_data_drafts_and_final_rankings_say_so(
    make_report: MakeReport, vietnamese: Catalogue, finality: Finality
) -> None:
    provisional = _page(make_report(), vietnamese)
    assert provisional.texts("p", **{"class": "standing"}) == ["Tạm tính"]
    assert provisional.texts("p", **{"class": "banner"})[0].startswith("Số liệu minh hoạ")
    assert provisional.texts("p", **{"class": "stands"})[1].startswith("Thể lệ còn là bản nháp.")
    rules = replace(make_report().rules, version=2, published_at=CUT_OFF_AT, published_by="Lê Văn An")
    final = _page(make_report(finality=finality, is_made_up=False, rules=rules), vietnamese)
    assert final.texts("p", **{"class": "standing"}) == ["Chính thức"]
    assert not final.texts("p", **{"class": "banner"})
    assert final.texts("p", **{"class": "stands"}) == [
        "Nguyễn Thị Hoa chốt chính thức lúc 09:30 ngày 07/11/2024, bản 2.",
        "Lý do thay bản trước: Đính chính điểm của bài số 05",
    ]
    assert final.texts("dt")[-3::2] == [
        "Thể lệ, phiên bản 2, Lê Văn An công bố lúc 17:00 ngày 31/10/2024",
        "Kết quả chính thức, bản 2",
    ]


def test_notices_problems_and_digests_are_shown(make_report: MakeReport, vietnamese: Catalogue) -> None:
    report = make_report()
    page = _page(report, vietnamese)
    lines = page.texts("li")
    assert any(line.startswith("Giải Ba được trao chung") for line in lines)
    assert any(line.startswith("YouTube, bài số 08") for line in lines)
    assert page.texts("dd", **{"class": "digest"}) == [report.rules.digest, report.run_digest]


def test_charts_have_words_for_those_who_cannot_see_them(make_report: MakeReport, words: Catalogue) -> None:
    assert all(len(image["alt"] or "") > 50 for image in _page(make_report(), words).attributes("img"))
    assert len(_page(make_report(), words).attributes("img")) == 3


def test_headings_of_tables_have_a_scope(make_report: MakeReport, words: Catalogue) -> None:
    scopes = {heading.get("scope") for heading in _page(make_report(), words).attributes("th")}
    assert scopes == {"col", "row", "rowgroup"}


def test_nothing_ranked_and_no_counts(make_report: MakeReport, vietnamese: Catalogue) -> None:
    report = make_report(21, growth=(), channel_growth=())
    rows = tuple(
        replace(row, rank=None, tied=False, award=None, total=None, counts=(), counted_at=None)
        for row in report.rows
    )
    page = _page(replace(report, rows=rows), vietnamese)
    assert not page.attributes("img")
    assert not page.texts("p", **{"class": "winner"})
    assert page.texts("td", **{"class": "told"}) == ["–"] * 63


def test_only_addresses_of_the_web_become_links(make_report: MakeReport, vietnamese: Catalogue) -> None:
    links = (("youtube", "javascript:alert(1)"), ("facebook", 'https://example.org/?a="><script>'))
    page = _page(_with_first(make_report(1), links=links), vietnamese)
    assert [link["href"] for link in page.attributes("a") if not (link["href"] or "").startswith("#")] == [
        'https://example.org/?a="><script>'
    ]


@given(st.text())
@settings(max_examples=30, deadline=None)
def test_any_title_shows_as_text(make_report: MakeReport, title: str) -> None:
    report = replace(make_report(1), growth=(), channel_growth=())
    text = f"x{title}<b>&amp;\u202e"
    page = _page(_with_first(report, title=text, unit=text, number=text), catalogue("reports", "vi"))
    assert page.open == []
    assert not page.attributes("script")
    shown = next(found for found in page.texts("bdi") if found.startswith("x"))
    assert shown.endswith("<b>&amp;�")
    assert not re.search("[\x00-\x08\x0b-\x1f]", shown)


def test_the_same_report_gives_the_same_page(make_report: MakeReport, words: Catalogue) -> None:
    report = make_report()
    assert ranking_html(report, report_charts(report, words), words) == _html(report, words.language)
