"""The ready examples of rules are read, and what they give is what their words say, worked out by hand.

Contests here are small: entries, counts, marks, and the outcome as sums that anyone can follow.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.loading import load_settings
from scoring import ContestData, Ranking, Rules, rank

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
Contest = Callable[..., ContestData]
Counts = Mapping[tuple[str, str, str], int]


def _rules(name: str) -> Rules:
    (rules,) = load_settings(EXAMPLES / f"{name}.toml", {}).contests.values()
    return rules


@pytest.fixture
def ranked(contest: Contest) -> Callable[..., Ranking]:
    """Rank under an example; `baselines` are the counts at the opening."""

    def make(
        name: str,
        counts: Counts,
        marks: Mapping[tuple[str, str, str], object] | None = None,
        *,
        baselines: Counts | None = None,
        **columns: Any,  # noqa: ANN401 - any column of entries
    ) -> Ranking:
        numbers = sorted({key[0] for key in counts} | {key[1] for key in marks or {}})
        data = contest(numbers, counts, marks)
        opens_at = data.at - timedelta(days=1)
        begun = contest(numbers, baselines or {}).readings
        begun["at_before"] = begun["at_before"] - 24 * 3600
        data = replace(data, opens_at=opens_at, baselines=begun, entries=data.entries.assign(**columns))
        return rank(data, _rules(name))

    return make


def _of(thing: object, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(thing, name) for name in names)


def _totals(ranking: Ranking) -> dict[str, Fraction | None]:
    return {entry.number: entry.exact_total for entry in ranking.entries}


def _halves(**marks: tuple[int, int]) -> dict[tuple[str, str, str], object]:
    """Give each entry one judge's marks on the two criteria that the examples have, of 50 each."""
    pairs = {number: zip(("content", "form"), two, strict=True) for number, two in marks.items()}
    return {("an", number, key): mark for number, both in pairs.items() for key, mark in both}


def test_there_are_eleven_real_rules_and_the_two_contests() -> None:
    names = sorted(path.stem for path in EXAMPLES.glob("*.toml"))
    assert len([name for name in names if name[:2].isdigit()]) == 11
    assert [name for name in names if not name[:2].isdigit()] == [
        "tu-sach-cong-dong",
        "tuyen-truyen-vien-gioi",
    ]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_is_read_as_a_config(path: Path) -> None:
    assert len(load_settings(path, {}).contests) == 1


def test_01_reactions_and_shares_since_the_opening_weigh_thirty(ranked: Callable[..., Ranking]) -> None:
    facebook = "facebook"
    counts = {
        ("A", facebook, "likes"): 120,
        ("A", facebook, "shares"): 50,
        ("B", facebook, "likes"): 70,
        ("B", facebook, "shares"): 15,
    }
    at_opening = dict.fromkeys(counts, 0) | {("A", facebook, "likes"): 20}
    ranking = ranked("01-ha-tinh-trong-toi", counts, _halves(A=(40, 40), B=(45, 45)), baselines=at_opening)
    a, b = 100 + 2 * 50, 70 + 2 * 15
    assert (a, b) == (200, 100)
    assert _totals(ranking) == {"A": 56 + 30, "B": 63 + 15}
    assert [award.count for award in _rules("01-ha-tinh-trong-toi").awards] == [1, 2, 3, 5]


def test_02_views_count_double_and_all_is_added(ranked: Callable[..., Ranking]) -> None:
    counts = {("A", "facebook", "views"): 100, ("A", "facebook", "likes"): 30, ("A", "facebook", "shares"): 5}
    ranking = ranked("02-cuon-sach-toi-yeu", counts)
    assert _totals(ranking) == {"A": 2 * 100 + 30 + 5}
    assert [award.count for award in _rules("02-cuon-sach-toi-yeu").awards] == [1, 4, 6, 10, 35]


def test_03_popularity_has_a_prize_of_its_own(ranked: Callable[..., Ranking]) -> None:
    counts = {
        ("A", "youtube", "views"): 100,
        ("A", "youtube", "likes"): 10,
        ("B", "facebook", "views"): 110,
        ("B", "facebook", "likes"): 20,
    }
    first, second = ranked("03-dai-su-van-hoa-doc", counts, _halves(A=(45, 45), B=(40, 40))).entries
    assert _of(first, "number", "award", "side_awards", "raw_engagement") == ("A", "Giải Nhất", (), 120)
    assert _of(second, "number", "engagement_rank", "raw_engagement") == ("B", 1, 150)
    assert second.side_awards == ("Bài được yêu thích nhất",)


def test_04_thresholds_differ_by_group_and_the_next_person_moves_up(ranked: Callable[..., Ranking]) -> None:
    views = {"A": 10000, "B": 8000, "C": 5000, "D": 2001}
    counts = {(number, "facebook", "views"): count for number, count in views.items()}
    marks = {("an", number, key): 5 for number in "ABCD" for key in "abcd"}
    groups = ["Học sinh", "Học sinh", "Học sinh", "Sinh viên"]
    ranking = ranked("04-umt", counts, marks, group=groups, unit=["p", "p", "q", "r"])
    assert _totals(ranking) == {
        "A": 60 + 20,
        "B": 48 + 20,
        "D": Fraction(60 * 2001, 10000) + 20,
        "C": None,
    }
    assert [entry.award for entry in ranking.entries] == ["Giải Nhất", None, "Giải Nhì", None]


def test_05_the_best_of_a_persons_entries_counts(ranked: Callable[..., Ranking]) -> None:
    counts = {
        ("A", "facebook", "likes"): 10,
        ("A", "facebook", "comments"): 3,
        ("A", "facebook", "shares"): 2,
        ("B", "facebook", "likes"): 30,
        ("C", "facebook", "likes"): 29,
    }
    ranking = ranked("05-hacom", counts, unit=["p", "p", "q"])
    assert [_of(unit, "unit", "exact_total") for unit in ranking.units] == [("p", 30), ("q", 29)]
    assert ranking.entries[-1].exact_total == 10 + 2 * 3 + 5 * 2


def test_06_ten_likes_are_a_point_rounded_down_up_to_a_hundred(ranked: Callable[..., Ranking]) -> None:
    counts = {("A", "facebook", "likes"): 759, ("B", "facebook", "likes"): 1234}
    keys = ("content", "creativity", "technique")
    marks = {
        ("an", number, key): mark for number in "AB" for key, mark in zip(keys, (40, 20, 10), strict=True)
    }
    ranking = ranked("06-chat-ha-noi", counts, marks)
    assert _totals(ranking) == {"B": 50 + 35, "A": Fraction(75, 2) + 35}


def test_07_hearts_comments_and_saves_weigh_half(ranked: Callable[..., Ranking]) -> None:
    counts = {("A", "tiktok", "hearts"): 60, ("A", "tiktok", "saves"): 20, ("B", "tiktok", "comments"): 40}
    ranking = ranked("07-funny-kids", counts, _halves(A=(30, 30), B=(50, 50)))
    assert _totals(ranking) == {"A": 50 + 30, "B": 25 + 50}


def test_08_likes_shares_and_comments_are_added(ranked: Callable[..., Ranking]) -> None:
    counts = {
        ("A", "facebook", "likes"): 60,
        ("A", "facebook", "shares"): 8,
        ("A", "facebook", "comments"): 7,
    }
    ranking = ranked("08-viet-uc-ha-noi", counts, baselines=dict.fromkeys(counts, 5))
    assert _totals(ranking) == {"A": 55 + 3 + 2}


def test_09_votes_of_an_earlier_round_do_not_count(ranked: Callable[..., Ranking]) -> None:
    counts = {("A", "website", "votes"): 900, ("B", "website", "votes"): 200}
    at_opening = {("A", "website", "votes"): 850, ("B", "website", "votes"): 100}
    ranking = ranked("09-icontent", counts, _halves(A=(50, 50), B=(30, 30)), baselines=at_opening)
    assert _totals(ranking) == {"A": 70 + 15, "B": 42 + 30}
    assert [entry.side_awards for entry in ranking.entries] == [(), ("Giải do khán giả bình chọn",)]


def test_10_the_best_single_video_counts(ranked: Callable[..., Ranking]) -> None:
    counts = {
        ("A", "youtube", "views"): 70,
        ("A", "youtube", "likes"): 7,
        ("B", "youtube", "views"): 50,
        ("B", "youtube", "likes"): 40,
        ("C", "youtube", "views"): 80,
    }
    ranking = ranked("10-ila", counts, unit=["p", "p", "q"])
    assert [_of(unit, "unit", "exact_total", "award") for unit in ranking.units] == [
        ("p", 50 + 40, "Giải Nhất"),
        ("q", 80, "Giải Nhì"),
    ]


def test_11_only_the_jury_decides(ranked: Callable[..., Ranking]) -> None:
    ranking = ranked("11-cchc-hue", {}, _halves(A=(30, 40), B=(40, 30), C=(50, 50)))
    assert [_of(entry, "number", "rank", "exact_total") for entry in ranking.entries] == [
        ("C", 1, 100),
        ("B", 2, 70),
        ("A", 3, 70),
    ]


def test_the_community_bookcase_is_a_video_alone(ranked: Callable[..., Ranking]) -> None:
    counts = {
        ("A", "youtube", "views"): 5000,
        ("A", "facebook", "likes"): 30,
        ("A", "facebook", "shares"): 10,
        ("B", "website", "views"): 2000,
        ("B", "facebook", "shares"): 15,
    }
    keys, a, b = ("content", "presentation", "creativity", "technique"), (32, 24, 14, 8), (36, 27, 18, 9)
    marks = {
        (judge, number, key): mark
        for judge in ("an", "binh")
        for number, given in (("A", a), ("B", b))
        for key, mark in zip(keys, given, strict=True)
    }
    ranking = ranked("tu-sach-cong-dong", counts, marks)
    assert (50 + 30 + 20, 20 + 30, sum(a), sum(b)) == (100, 50, 78, 90)
    assert _totals(ranking) == {"A": Fraction(7, 10) * 78 + 30, "B": 63 + 15}
    assert [entry.side_awards for entry in ranking.entries] == [(), ("Video được chia sẻ nhiều nhất",)]


def test_the_good_communicators_have_a_video_among_their_parts(ranked: Callable[..., Ranking]) -> None:
    counts = {("A", "youtube", "views"): 5000, ("B", "youtube", "views"): 10000}
    keys = ("greeting", "content", "skill", "film", "technique")
    marks = {
        (judge, number, key): mark
        for judge in ("an", "binh")
        for number, given in (("A", (8, 27, 18, 48, 32)), ("B", (9, 24, 16, 30, 20)))
        for key, mark in zip(keys, given, strict=True)
    }
    ranking = ranked("tuyen-truyen-vien-gioi", counts, marks)
    video_a = Fraction(7, 10) * 80 + Fraction(3, 10) * 50
    video_b = Fraction(7, 10) * 50 + Fraction(3, 10) * 100
    assert _totals(ranking) == {
        "A": Fraction(2, 10) * 80 + Fraction(5, 10) * 90 + Fraction(3, 10) * video_a,
        "B": Fraction(2, 10) * 90 + Fraction(5, 10) * 80 + Fraction(3, 10) * video_b,
    }
