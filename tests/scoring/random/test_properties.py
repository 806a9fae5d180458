"""What holds for every ranking, whatever the contest and its rules."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import ContestData, RankedEntry, Ranking, Rules, rank
from scoring.exact import ExactColumn
from tests.scoring.random.case import Case

Cases = st.SearchStrategy[Case]
Frames = Callable[[Case], ContestData]


@pytest.fixture(scope="session")
def ranked(frames: Frames) -> Callable[[Case], Ranking]:
    """Rank a case under its own rules."""
    return lambda case: rank(frames(case), Rules.model_validate(case.rules))


def _by_number(ranking: Ranking) -> dict[str, RankedEntry]:
    return {entry.number: entry for entry in ranking.entries}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_rows_changes_nothing(data: st.DataObject, cases: Cases, frames: Frames) -> None:
    case = data.draw(cases)
    straight, seed, rules = frames(case), data.draw(st.integers(0, 99)), Rules.model_validate(case.rules)
    shuffled = replace(
        straight,
        entries=straight.entries.sample(frac=1, random_state=seed),
        readings=straight.readings.sample(frac=1, random_state=seed),
        marks=straight.marks.sample(frac=1, random_state=seed),
    )
    assert rank(shuffled, rules) == rank(straight, rules)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_raised_mark_never_worsens_a_rank(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    """Severity looks at how all marks of a judge lie, so rules with it are not monotone."""
    case = data.draw(cases.filter(lambda one: bool(one.marks) and "severity" not in one.rules["judging"]))
    key = data.draw(st.sampled_from(sorted(case.marks)))
    assume(case.rules.get("engagement", {}).get("field") != "ranked")
    _rank_entries(case)
    before = _by_number(ranked(case))[key[1]].rank
    (criterion,) = (one for one in case.rules["judging"]["criteria"] if one["key"] == key[2])
    case.marks[key] = criterion["maximum"]
    after = _by_number(ranked(case))[key[1]].rank
    assert before is None or (after is not None and after <= before)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_raised_count_never_worsens_a_rank(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    """A ratio of likes to views is not monotone, nor is growth whose beginning is raised too."""
    case = data.draw(cases.filter(lambda one: bool(one.series)))
    assume("ratios" not in case.rules.get("engagement", {}))
    assume("winsorise" not in case.rules.get("engagement", {}))
    assume(case.rules.get("engagement", {}).get("field") != "ranked")
    case.rules["counts"] |= {"posts": "sum", "window": "cut-off"}
    case.rules["counts"].pop("days", None)
    _rank_entries(case)
    place = data.draw(st.integers(0, len(case.series) - 1))
    one = case.series[place]
    before = _by_number(ranked(case))[one.number].rank
    raised = tuple((hour, count + 3) for hour, count in one.read)
    case.series[place] = replace(one, read=raised)
    after = _by_number(ranked(case))[one.number].rank
    assert before is None or (after is not None and after <= before)


def _rank_entries(case: Case) -> None:
    """Rank entries by themselves: one that gains may cost another of its unit more than that."""
    case.rules["total"] = {**case.rules["total"], "rank_by": "entry", "one_award_a_unit": False}
    case.rules["total"].pop("best", None)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), factor=st.decimals("0.01", 1000, places=2))
def test_all_points_times_a_factor_change_nothing_on_a_relative_scale(
    data: st.DataObject, factor: Decimal, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    case = data.draw(cases.filter(lambda one: "points" in one.rules.get("engagement", {})))
    table = case.rules["engagement"]
    assume(table["scale"] not in ("none", "target", "log-min-max"))
    assume(not {"goalposts", "cap"} & table.keys())
    before = _outcome(ranked(case))
    table["points"] = {metric: unit * factor for metric, unit in table["points"].items()}
    assert _outcome(ranked(case)) == before


@settings(max_examples=60, deadline=None)
@given(
    judging=st.lists(st.fractions(0, 100), min_size=2, max_size=6),
    weights=st.tuples(st.fractions(1, 50), st.fractions(1, 50)),
    factor=st.fractions(Fraction(1, 9), 9),
    data=st.data(),
)
def test_weights_times_a_factor_order_totals_alike(
    judging: list[Fraction], weights: tuple[Fraction, Fraction], factor: Fraction, data: st.DataObject
) -> None:
    engagement = data.draw(st.lists(st.fractions(0, 100), min_size=len(judging), max_size=len(judging)))
    orders = []
    for one, other in (weights, tuple(weight * factor for weight in weights)):
        parts = (
            ExactColumn.of_fractions(judging).times(one),
            ExactColumn.of_fractions(engagement).times(other),
        )
        codes = parts[0].plus(parts[1]).order_codes().tolist()
        orders.append([[a < b for a in codes] for b in codes])
    assert orders[0] == orders[1]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_entry_that_left_changes_nothing_for_the_others(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    """Unless the rules compare with all that were accepted, or want every judge of the panel."""
    case = data.draw(cases)
    assume(case.rules.get("engagement", {}).get("field") != "accepted")
    assume(case.rules.get("judging", {}).get("aggregate") != "sum")
    gone = {one.number for one in case.entries if one.status != "competing"}
    before = [row for row in _outcome(ranked(case)) if row[0] not in gone]
    assert _outcome(ranked(_without(case, gone))) == before


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_among_all_accepted_it_means_nothing_that_one_withdraws(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    """The others' engagement points stay as they were: that is what this field is for."""
    case = data.draw(cases.filter(lambda one: len(one.entries) > 1 and "engagement" in one.rules))
    case.rules["engagement"]["field"] = "accepted"
    number = case.entries[0].number
    before = {one.number: one.exact_engagement_points for one in ranked(case).entries}
    case.entries[0] = replace(case.entries[0], status="withdrawn")
    after = {one.number: one.exact_engagement_points for one in ranked(case).entries}
    assert {**before, number: None} == after


def _without(case: Case, gone: set[str]) -> Case:
    return replace(
        case,
        entries=[one for one in case.entries if one.number not in gone],
        series=[one for one in case.series if one.number not in gone],
        marks={key: mark for key, mark in case.marks.items() if key[1] not in gone},
        recusals={pair for pair in case.recusals if pair[1] not in gone},
        decisions={number: place for number, place in case.decisions.items() if number not in gone},
    )


def _outcome(ranking: Ranking) -> list[tuple[object, ...]]:
    return [
        (one.number, one.rank, one.tied, one.award, one.side_awards, one.exact_total, set(one.missing))
        for one in ranking.entries
    ]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_ranks_awards_and_parts_hold_together(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    """Ties share the rank and the award, nobody better than an awarded one goes without, parts add up."""
    case = data.draw(cases)
    _rank_entries(case)
    entries = [entry for entry in ranked(case).entries if entry.rank is not None]
    for entry in entries:
        same = [other for other in entries if other.rank == entry.rank]
        better = [other for other in entries if other.rank < entry.rank]  # type: ignore[operator]
        assert entry.rank == 1 + len(better)
        assert entry.tied == (len(same) > 1)
        assert {other.award for other in same} == {entry.award}
        assert entry.award is None or all(other.award for other in better)
        parts = [part for part in (entry.judge_part, entry.engagement_part) if part is not None]
        assert sum(parts) == entry.total


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_awards_never_drop_anyone_tied(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    """Also among units, and with one award a unit: of those who tie all are awarded, or their unit is."""
    case = data.draw(cases)
    ranking = ranked(case)
    units = {one.number: one.unit for one in case.entries}
    held = {units[one.number] for one in ranking.entries if one.award}
    for entry in ranking.entries:
        for other in ranking.entries:
            if entry.award and entry.rank == other.rank:
                assert other.award or units[other.number] in held
