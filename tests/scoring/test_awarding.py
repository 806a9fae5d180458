"""Awards go to positions, and nobody who ties is left out."""

from collections.abc import Callable, Mapping

from scoring import NOTICES, ContestData, Ranking, Rules, rank

Contest = Callable[..., ContestData]
Jury = Callable[..., Rules]
Told = Callable[[Ranking], list[tuple[str, tuple[str, ...], Mapping[str, str]]]]


def _awards(ranking: Ranking) -> dict[str, str | None]:
    return {entry.number: entry.award for entry in ranking.entries}


def test_awards_go_to_positions_in_their_order(marked: Contest, jury: Jury, told: Told) -> None:
    ranking = rank(marked(9, 8, 7, 6), jury(awards={"Nhất": 1, "Nhì": 2}))
    assert _awards(ranking) == {"A": "Nhất", "B": "Nhì", "C": "Nhì", "D": None}
    assert told(ranking) == []


def test_who_ties_at_the_edge_of_an_award_shares_it_and_it_is_said(
    marked: Contest, jury: Jury, told: Told
) -> None:
    ranking = rank(marked(9, 8, 8, 7), jury(awards={"Nhất": 1, "Nhì": 1, "Ba": 1}))
    assert _awards(ranking) == {"A": "Nhất", "B": "Nhì", "C": "Nhì", "D": None}
    assert told(ranking) == [
        ("award-shared", ("B", "C"), {"award": "Nhì"}),
        ("award-not-given", (), {"award": "Ba", "count": "1"}),
    ]


def test_a_tie_within_an_award_needs_no_notice(marked: Contest, jury: Jury, told: Told) -> None:
    ranking = rank(marked(9, 8, 8, 7), jury(awards={"Nhất": 1, "Nhì": 2}))
    assert _awards(ranking) == {"A": "Nhất", "B": "Nhì", "C": "Nhì", "D": None}
    assert told(ranking) == []


def test_only_the_tie_at_the_edge_is_said(marked: Contest, jury: Jury, told: Told) -> None:
    ranking = rank(marked(9, 9, 8, 8, 8), jury(awards={"Khuyến khích": 4}))
    assert set(_awards(ranking).values()) == {"Khuyến khích"}
    assert told(ranking) == [("award-shared", ("C", "D", "E"), {"award": "Khuyến khích"})]


def test_awards_that_nobody_is_left_for_are_said(marked: Contest, jury: Jury, told: Told) -> None:
    ranking = rank(marked(9, 8), jury(awards={"Nhất": 1, "Nhì": 3}))
    assert told(ranking) == [("award-not-given", (), {"award": "Nhì", "count": "2"})]


def test_every_notice_has_the_parameters_that_the_list_promises(marked: Contest, jury: Jury) -> None:
    rankings = [rank(marked(9, 9), jury(awards={"Nhất": 1, "Nhì": 1})), rank(marked(), jury())]
    for notice in (notice for ranking in rankings for notice in ranking.notices):
        assert tuple(notice.parameters) == NOTICES[notice.code]
