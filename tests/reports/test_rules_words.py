"""The rules in words hold every figure of the rules."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from reports.catalogue import Catalogue
from reports.checking import checking_sentences
from reports.data import RankingReport, RulesFacts
from reports.rules_words import rules_sentences

MakeReport = Callable[..., RankingReport]


def _rules(report: RankingReport, **changes: object) -> RankingReport:
    rules: RulesFacts = replace(report.rules, **changes)  # type: ignore[arg-type]
    return replace(report, rules=rules)


def test_the_rules_are_said_in_vietnamese(make_report: MakeReport, vietnamese: Catalogue) -> None:
    said = rules_sentences(make_report(), vietnamese)
    assert "Cuộc thi mở từ 00:00 ngày 01/09/2024; số liệu chốt lúc 17:00 ngày 31/10/2024." in said
    assert "Tổng điểm gồm 70% điểm giám khảo và 30% điểm tương tác, mỗi phần tính trên thang 100." in said
    assert "Số liệu được quy ra điểm: lượt xem × 0,01; lượt thích × 1; lượt chia sẻ × 2." in said
    assert said[-1] == "Cơ cấu giải: Giải Nhất: 1; Giải Nhì: 2; Giải Ba: 3; Giải Khuyến khích: 5."


def test_tie_breaks_stand_in_their_order(make_report: MakeReport, english: Catalogue) -> None:
    said = " ".join(rules_sentences(make_report(), english))
    assert (
        "by: more judges' points; the higher mark for “Nội dung”; more shares; the earlier submission."
        in said
    )


def test_a_criterions_weight_is_said_where_it_is_not_its_maximum(
    make_report: MakeReport, english: Catalogue
) -> None:
    criteria = (("a", "Voice", Decimal(10), Decimal("2.50")), ("b", "Light", Decimal(5), Decimal(5)))
    said = rules_sentences(_rules(make_report(), criteria=criteria), english)
    assert "Judges mark by these criteria: Voice (up to 10, weight 2.5); Light (up to 5)." in said


@pytest.mark.parametrize("scale", ["none", "share-of-best", "min-max"])
@pytest.mark.parametrize("posts", ["sum", "best"])
@pytest.mark.parametrize("between_readings", ["interpolate", "last"])
@pytest.mark.parametrize("rank_on", ["exact", "printed"])
def test_every_choice_of_the_rules_has_a_sentence(
    make_report: MakeReport, words: Catalogue, scale: str, posts: str, between_readings: str, rank_on: str
) -> None:
    report = _rules(
        make_report(1), scale=scale, posts=posts, between_readings=between_readings, rank_on=rank_on
    )
    assert all(rules_sentences(report, words))


def test_rules_without_judges_or_without_engagement(make_report: MakeReport, english: Catalogue) -> None:
    report = _rules(make_report(), combine="sum", criteria=(), channels=(), points=(), ties=(), awards=())
    assert rules_sentences(report, english)[2:] == (
        "The total is judges' points plus engagement points, without weights.",
        "Points are rounded to 2 decimals, half up.",
        "Ranks go by points before rounding.",
        "Equal totals share the rank, and the next rank stays empty (1, 2, 2, 4).",
    )


def test_the_worked_example_is_the_first_entrys(make_report: MakeReport, vietnamese: Catalogue) -> None:
    example = checking_sentences(make_report(), vietnamese)[2]
    assert example == (
        "Ví dụ bài số 01 “Tủ sách bên dòng Châu Giang”: giám khảo 95,80 điểm, tính 70% thì góp 67,06; "
        "tương tác 100,00 điểm, tính 30% thì góp 30,00; tổng 97,06."
    )


def test_points_that_are_only_added_have_their_own_example(
    make_report: MakeReport, english: Catalogue
) -> None:
    report = _rules(make_report(), combine="sum", judging_weight=None, engagement_weight=None)
    assert (
        "95.80 points from the judges plus 100.00 engagement points" in checking_sentences(report, english)[2]
    )


def test_without_ranked_entries_there_is_no_example(make_report: MakeReport, english: Catalogue) -> None:
    said = checking_sentences(make_report(0, columns=()), english)
    assert len(said) == 1
    assert "lantoa ranking tu-sach-2024 --at 2024-10-31T17:00:00+07:00" in said[0]
