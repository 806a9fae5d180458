"""Draw random small contests: small numbers, so that ties are frequent, and all that can be missing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.scoring.random.case import Case, Entry, Series
from tests.scoring.random.drawing_rules import CHANNELS, GROUPS, METRICS, one_in, random_rules

JUDGES = ("an", "binh", "chi")
NUMBERS = ("1", "2", "10", "A7", "A10")
UNITS = ("p", "q")
HOURS = (-80, -50, -30, -24, -20, -3, 0, 4, 12, 30)
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 4), st.just(50))
OPENS_H = -24


@st.composite
def random_cases(draw: st.DrawFn) -> Case:
    """Draw one contest with its rules."""
    rules = draw(random_rules())
    entries = draw(_entries())
    numbers = [one.number for one in entries]
    series = [one for number in numbers for one in draw(_series_of(number))]
    posts = sorted({one.post for one in series})
    return Case(
        entries,
        series,
        draw(_marks(numbers, rules)),
        rules,
        published={post: hour for post in posts if (hour := draw(_published())) is not None},
        opens_h=OPENS_H,
        judges=draw(st.sampled_from([{}, {"an": "p", "binh": None, "chi": None}])),
        recusals={("chi", number) for number in numbers if draw(one_in(10))},
        decisions={number: place for place, number in enumerate(draw(st.permutations(numbers))[:2], start=1)},
    )


@st.composite
def _entries(draw: st.DrawFn) -> list[Entry]:
    numbers = draw(st.permutations(NUMBERS))[: draw(st.sampled_from([5, 4, 4, 3, 3, 2, 1, 0]))]
    statuses = st.sampled_from(["competing"] * 6 + ["withdrawn", "disqualified"])
    groups, instants = st.sampled_from([None, *GROUPS]), st.sampled_from([None, 1, 2])
    return [
        Entry(number, draw(st.sampled_from(UNITS)), draw(groups), draw(statuses), draw(instants))
        for number in numbers
    ]


@st.composite
def _series_of(draw: st.DrawFn, number: str) -> list[Series]:
    found = []
    for place in range(draw(st.sampled_from([1, 2, 2, 1, 3, 0]))):
        channel = draw(st.sampled_from([*CHANNELS, *CHANNELS, "zalo"]))
        post = NUMBERS.index(number) * 10 + place
        for metric in sorted(draw(st.sets(st.sampled_from(METRICS), min_size=2))):
            hours = (
                ()
                if draw(one_in(9))
                else sorted(draw(st.sets(st.sampled_from(HOURS), min_size=2, max_size=6)))
            )
            found.append(Series(number, channel, post, metric, tuple((hour, draw(COUNTS)) for hour in hours)))
    return found


@st.composite
def _published(draw: st.DrawFn) -> int | None:
    return draw(st.sampled_from([None, -70, -40, -24, -24, -10]))


@st.composite
def _marks(
    draw: st.DrawFn, numbers: Sequence[str], rules: dict[str, Any]
) -> dict[tuple[str, str, str], Decimal]:
    marks = {}
    is_full = draw(st.booleans())
    for judge in JUDGES:
        for number in numbers:
            for criterion in rules.get("judging", {"criteria": []})["criteria"]:
                if is_full or not draw(one_in(12)):
                    less = draw(st.integers(0, int(criterion["maximum"] * 2)))
                    marks[judge, number, criterion["key"]] = criterion["maximum"] - Decimal(less) / 2
    return marks
