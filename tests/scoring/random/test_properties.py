"""What holds for every ranking, whatever the contest and its rules."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, Protocol

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import ContestData, RankedEntry, Ranking, Rules, rank


class Case(Protocol):
    """One contest and its rules, as plain values."""

    entries: list[tuple[str, str, int | None]]
    readings: list[tuple[Any, ...]]
    marks: dict[tuple[str, str, str], Decimal]
    rules: dict[str, Any]


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
    case = data.draw(cases.filter(lambda one: bool(one.marks)))
    key = data.draw(st.sampled_from(sorted(case.marks)))
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
    case = data.draw(cases.filter(lambda one: bool(one.readings)))
    case.rules["counts"]["posts"] = "sum"
    place = data.draw(st.integers(0, len(case.readings) - 1))
    row = list(case.readings[place])
    before = _by_number(ranked(case))[row[0]].rank
    row[4], row[7] = (None if count is None else count + 3 for count in (row[4], row[7]))
    case.readings[place] = tuple(row)
    after = _by_number(ranked(case))[row[0]].rank
    assert before is None or (after is not None and after <= before)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), factor=st.decimals("0.01", 1000, places=2))
def test_all_points_times_a_factor_change_nothing_on_a_relative_scale(
    data: st.DataObject, factor: Decimal, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    case = data.draw(cases)
    table = case.rules.get("engagement", {"scale": "none"})
    assume(table["scale"] not in ("none", "target", "log-min-max") and "goalposts" not in table)
    before = ranked(case)
    points = case.rules["engagement"]["points"]
    case.rules["engagement"]["points"] = {metric: unit * factor for metric, unit in points.items()}
    after = ranked(case)
    assert [one.exact_total for one in after.entries] == [one.exact_total for one in before.entries]
    assert [(one.number, one.rank) for one in after.entries] == [
        (one.number, one.rank) for one in before.entries
    ]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_entry_that_left_changes_nothing_for_the_others(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    case = data.draw(cases)
    assume(case.rules.get("engagement", {}).get("field") != "accepted")
    assume(case.rules.get("judging", {}).get("aggregate") != "sum")
    gone = {number for number, status, _ in case.entries if status != "competing"}
    before = [entry for entry in ranked(case).entries if entry.number not in gone]
    case.entries[:] = [entry for entry in case.entries if entry[0] not in gone]
    case.readings[:] = [row for row in case.readings if row[0] not in gone]
    for key in [key for key in case.marks if key[1] in gone]:
        del case.marks[key]
    after = ranked(case).entries
    figures = [(one.number, one.rank, one.tied, one.award, one.exact_total, one.missing) for one in before]
    assert figures == [(o.number, o.rank, o.tied, o.award, o.exact_total, o.missing) for o in after]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_ranks_awards_and_parts_hold_together(
    data: st.DataObject, cases: Cases, ranked: Callable[[Case], Ranking]
) -> None:
    entries = [entry for entry in ranked(data.draw(cases)).entries if entry.rank is not None]
    for entry in entries:
        same = [other for other in entries if other.rank == entry.rank]
        better = [other for other in entries if other.rank < entry.rank]  # type: ignore[operator]
        assert entry.rank == 1 + len(better)
        assert entry.tied == (len(same) > 1)
        assert {other.award for other in same} == {entry.award}
        assert entry.award is None or all(other.award for other in better)
        parts = [part for part in (entry.judge_part, entry.engagement_part) if part is not None]
        assert sum(parts) == entry.total
