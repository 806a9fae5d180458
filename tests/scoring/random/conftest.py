"""Random small contests under random rules, as plain values: small numbers, so that ties are frequent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st

from scoring import ContestData

CHANNELS = ("youtube", "facebook")
METRICS = ("views", "likes", "comments")
JUDGES = ("an", "binh", "chi")
NUMBERS = ("1", "2", "10", "A7")
HOUR = 3600
SCALES: tuple[dict[str, Any], ...] = (
    {"scale": "share-of-best"},
    {"scale": "min-max"},
    {"scale": "log-min-max"},
    {"scale": "percentile"},
    {"scale": "target", "target": Decimal("2.5")},
    {"scale": "min-max", "goalposts": {"low": Decimal(1), "high": Decimal(4)}},
    {"scale": "rank-table", "rank_points": [Decimal(10), Decimal("4.5")]},
    {"scale": "pot", "pot": Decimal(7)},
)


@dataclass(frozen=True)
class Case:
    """One contest and its rules.

    Entries are (number, status, instant of submission). A reading is (number, channel, post, metric), then
    count, instant and source before the ranking's instant, then the same after it.
    """

    entries: list[tuple[str, str, int | None]]
    readings: list[tuple[Any, ...]]
    marks: dict[tuple[str, str, str], Decimal]
    rules: dict[str, Any]


@pytest.fixture(scope="session")
def cases(at: datetime) -> st.SearchStrategy[Case]:
    """Draw contests with withdrawn entries, unknown counts, several posts, incomplete sheets and ties."""
    return _cases(int(at.timestamp()))


@pytest.fixture(scope="session")
def frames(contest: Callable[..., ContestData]) -> Callable[[Case], ContestData]:
    """Turn a case into the frames that scoring takes."""

    def make(case: Case) -> ContestData:
        return contest(
            [number for number, _, _ in case.entries],
            marks=case.marks,
            statuses={number: status for number, status, _ in case.entries},
            submitted={number: instant for number, _, instant in case.entries if instant is not None},
            readings=case.readings,
        )

    return make


@st.composite
def _cases(draw: st.DrawFn, at: int) -> Case:
    numbers = draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=4))
    statuses = st.sampled_from(["competing"] * 5 + ["withdrawn", "disqualified"])
    entries = [(number, draw(statuses), draw(st.sampled_from([None, 1, 2]))) for number in numbers]
    rules = draw(_rules())
    criteria = rules.get("judging", {"criteria": []})["criteria"]
    return Case(entries, draw(_readings(numbers, at)), draw(_marks(numbers, criteria)), rules)


@st.composite
def _readings(draw: st.DrawFn, numbers: list[str], at: int) -> list[tuple[Any, ...]]:
    rows = []
    for number in numbers:
        for post in range(draw(st.integers(0, 3))):
            channel = draw(st.sampled_from(CHANNELS))
            key = NUMBERS.index(number) * 10 + post
            metrics = draw(st.sets(st.sampled_from(METRICS), min_size=1))
            rows += [(number, channel, key, metric, *draw(_around(at))) for metric in sorted(metrics)]
    return rows


@st.composite
def _around(draw: st.DrawFn, at: int) -> tuple[Any, ...]:
    counts = st.none() | st.integers(0, 4)
    before, after = draw(counts), draw(counts)
    told_before = (before, at - draw(st.integers(0, 50)) * HOUR, draw(st.sampled_from(["api", "hand"])))
    told_after = (after, at + draw(st.integers(1, 50)) * HOUR, "api")
    return (
        *(told_before if before is not None else (None, None, None)),
        *(told_after if after is not None else (None, None, None)),
    )


@st.composite
def _marks(
    draw: st.DrawFn, numbers: list[str], criteria: list[Mapping[str, Any]]
) -> dict[tuple[str, str, str], Decimal]:
    marks = {}
    for judge in JUDGES:
        for number in numbers:
            for criterion in criteria:
                if draw(st.integers(0, 9)):
                    halves = draw(st.integers(0, int(criterion["maximum"] * 2)))
                    marks[judge, number, criterion["key"]] = Decimal(halves) / 2
    return marks


@st.composite
def _rules(draw: st.DrawFn) -> dict[str, Any]:
    combine = draw(
        st.sampled_from(["weighted", "weighted", "sum", "bonus", "engagement-breaks-ties", "separate"])
    )
    both = [("engagement", "judging")]
    parts = (
        draw(st.sampled_from(both))
        if combine not in ("weighted", "sum")
        else draw(st.sampled_from([("engagement", "judging"), ("engagement",), ("judging",)]))
    )
    rules: dict[str, Any] = {"counts": draw(_counts()), "awards": draw(_awards())}
    if "engagement" in parts:
        rules["engagement"] = draw(_engagement(combine))
        if combine == "bonus":
            rules["engagement"]["maximum"] = draw(st.sampled_from([Decimal(1), Decimal("2.5")]))
    if "judging" in parts:
        rules["judging"] = draw(_judging(combine))
    if combine == "weighted" and len(parts) == 2:
        weight = draw(st.sampled_from([Decimal("33.3"), Decimal(50), Decimal(0)]))
        rules["engagement"]["weight"], rules["judging"]["weight"] = weight, 100 - weight
    rules["total"] = {"combine": combine, **draw(_total(rules))}
    return rules


@st.composite
def _counts(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "channels": draw(st.permutations(CHANNELS)),
        "between_readings": draw(st.sampled_from(["interpolate", "last"])),
        "posts": draw(st.sampled_from(["sum", "best", "main"])),
        "missing": draw(st.sampled_from(["leave-out", "leave-out", "not-ranked"])),
    }


@st.composite
def _engagement(draw: st.DrawFn, combine: str) -> dict[str, Any]:
    scale = draw(st.sampled_from([*SCALES, *([{"scale": "none"}] if combine != "weighted" else [])]))
    units = st.sampled_from([Decimal("0.01"), Decimal(1), Decimal("2.5")])
    points = {"views": draw(units), **({"likes": draw(units)} if draw(st.booleans()) else {})}
    field = draw(st.sampled_from(["competing", "competing", "accepted"]))
    return {**scale, "field": field, "points": points}


@st.composite
def _judging(draw: st.DrawFn, combine: str) -> dict[str, Any]:
    maxima = draw(st.lists(st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(3)]), min_size=1, max_size=2))
    criteria = [{"key": key, "name": key, "maximum": top} for key, top in zip("xy", maxima, strict=False)]
    if draw(st.booleans()):
        criteria[0]["weight"] = draw(st.sampled_from([Decimal(7), Decimal("0.3")]))
    aggregates = ["mean", "mean", "median", "trimmed", *(["sum"] if combine != "weighted" else [])]
    aggregate = draw(st.sampled_from(aggregates))
    rules = {
        "criteria": criteria,
        "aggregate": aggregate,
        "level": draw(st.sampled_from(["sheet", "criterion"])),
    }
    if aggregate == "trimmed":
        return {**rules, "drop": 1, "minimum_judges": 3}
    gate = {"minimum_points": Decimal("0.3")} if draw(st.integers(0, 3)) == 0 else {}
    return {**rules, **gate, "minimum_judges": draw(st.integers(1, 3))}


@st.composite
def _total(draw: st.DrawFn, rules: Mapping[str, Any]) -> dict[str, Any]:
    ties = ["submitted_at", "metric:likes", "metric:comments"]
    ties += ["engagement"] if "engagement" in rules else []
    ties += ["judges", "criterion:x"] if "judging" in rules else []
    return {
        "digits": draw(st.integers(0, 3)),
        "rank_on": draw(st.sampled_from(["exact", "printed"])),
        "award_edge": draw(st.sampled_from(["shared", "shared", "skipped"])),
        "ties": draw(st.lists(st.sampled_from(ties), unique=True, max_size=3)),
    }


@st.composite
def _awards(draw: st.DrawFn) -> list[dict[str, Any]]:
    counts = draw(st.lists(st.integers(1, 2), max_size=3))
    least = st.sampled_from([{}, {}, {"minimum": Decimal("1.5")}])
    return [{"name": f"award {place}", "count": count, **draw(least)} for place, count in enumerate(counts)]
