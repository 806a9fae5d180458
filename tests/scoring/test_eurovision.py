"""The Eurovision finals of 2016 to 2019 come out in every official place, by rules alone."""

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring import ContestData, Ranking, Rules, rank

FINALS = Path(__file__).parent / "data" / "eurovision_finals_2016_2019.csv"
YEARS = ["2016", "2017", "2018", "2019"]
JURY = {"criteria": [{"key": "jury", "name": "Jury", "maximum": 1000}]}
COUNTS = {"channels": ["televote"]}
TIED_TOTALS = {
    "2016": {"Netherlands": 11, "Malta": 12},
    "2017": {"Greece": 19, "Denmark": 20},
    "2018": {},
    "2019": {"Slovenia": 15, "France": 16},
}


def _countries(year: str) -> list[dict[str, str]]:
    with FINALS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["year"] == year]


@pytest.fixture
def final(contest: Callable[..., ContestData]) -> Callable[[str], ContestData]:
    """Make a year's contest: the jury is one judge, the televote a count."""

    def make(year: str) -> ContestData:
        rows = _countries(year)
        return contest(
            [row["country"] for row in rows],
            {(row["country"], "televote", "points"): int(row["points_tele"]) for row in rows},
            {("jury", row["country"], "jury"): row["points_jury"] for row in rows},
        )

    return make


def _sum_rules(*ties: str) -> Rules:
    return Rules.model_validate(
        {
            "counts": COUNTS,
            "engagement": {"points": {"points": 1}, "scale": "none"},
            "judging": JURY,
            "total": {"combine": "sum", "digits": 0, "ties": list(ties)},
        }
    )


def _rank_of(ranking: Ranking) -> dict[str, int | None]:
    return {entry.number: entry.rank for entry in ranking.entries}


@pytest.mark.parametrize("year", YEARS)
def test_every_official_place_comes_out(year: str, final: Callable[[str], ContestData]) -> None:
    ranking = rank(final(year), _sum_rules("engagement"))
    assert _rank_of(ranking) == {row["country"]: int(row["place_official"]) for row in _countries(year)}
    assert not any(entry.tied for entry in ranking.entries)


@pytest.mark.parametrize("year", YEARS)
def test_equal_totals_share_a_rank_without_a_tie_break(
    year: str, final: Callable[[str], ContestData]
) -> None:
    ranking = rank(final(year), _sum_rules())
    by_total = defaultdict(set)
    for row in _countries(year):
        by_total[int(row["points_total"])].add(row["country"])
    tied = {entry.number for entry in ranking.entries if entry.tied}
    assert tied == {name for names in by_total.values() if len(names) > 1 for name in names}
    assert tied == TIED_TOTALS[year].keys()


@pytest.mark.parametrize("year", ["2016", "2017", "2019"])
def test_the_jury_would_settle_each_tie_wrongly(year: str, final: Callable[[str], ContestData]) -> None:
    ranks = _rank_of(rank(final(year), _sum_rules("judges")))
    assert all(ranks[name] != place for name, place in TIED_TOTALS[year].items())


@pytest.mark.parametrize("year", YEARS)
def test_the_printed_totals_are_the_published_ones(year: str, final: Callable[[str], ContestData]) -> None:
    totals = {entry.number: str(entry.total) for entry in rank(final(year), _sum_rules()).entries}
    assert totals == {row["country"]: row["points_total"] for row in _countries(year)}


def test_seventy_to_thirty_on_share_of_the_best_makes_australia_win_2016(
    final: Callable[[str], ContestData],
) -> None:
    field = final("2016")
    best_jury = max(int(row["points_jury"]) for row in _countries("2016"))
    rules = Rules.model_validate(
        {
            "counts": COUNTS,
            "engagement": {"weight": 30, "points": {"points": 1}, "scale": "share-of-best"},
            "judging": {"weight": 70, "criteria": [{"key": "jury", "name": "Jury", "maximum": best_jury}]},
            "total": {"combine": "weighted", "digits": 3},
        }
    )
    totals = {entry.number: str(entry.total) for entry in rank(field, rules).entries[:3]}
    assert totals == {"Australia": "85.873", "Ukraine": "72.998", "Russia": "58.438"}
