"""The made-up counts: what holds for every post, seed and instant."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.demo.standin import Counts, Event, EventKind, Growth, WorldPost, counts_at

BEGINS = datetime(2024, 9, 1, 1, 30, tzinfo=UTC)
ages = st.timedeltas(timedelta(0), timedelta(days=200))
shares = st.fractions(0, 1, max_denominator=1000)
growths = st.builds(
    Growth,
    ceiling=st.integers(0, 10**12),
    half_life_days=st.integers(1, 60),
    likes_share=shares,
    shares_share=shares,
    comments_share=shares,
    seed=st.integers(0, 2**64),
)
rising = st.builds(
    Event,
    st.sampled_from([EventKind.VIRAL, EventKind.BOUGHT_LIKES]),
    ages.map(lambda age: BEGINS + age),
    st.integers(0, 10**6),
)


def post_of(growth: Growth, *events: Event) -> WorldPost:
    return WorldPost("youtube", "92HWiOdpY2s", BEGINS, growth, events=events)


def figures(counts: Counts) -> list[int]:
    return [counts.views, counts.likes or 0, counts.shares, counts.comments or 0]


@given(growths, st.lists(rising, max_size=3), ages, ages)
def test_no_count_falls_without_an_event_that_makes_it_fall(
    growth: Growth, events: list[Event], one: timedelta, other: timedelta
) -> None:
    post = post_of(growth, *events)
    before, after = (figures(counts_at(post, BEGINS + age)) for age in sorted((one, other)))
    assert all(earlier <= later for earlier, later in zip(before, after, strict=True))


@given(growths, ages)
def test_nothing_is_counted_up_to_the_publication(growth: Growth, before: timedelta) -> None:
    assert figures(counts_at(post_of(growth), BEGINS - before)) == [0, 0, 0, 0]


@given(growths, st.lists(rising, max_size=3), ages)
def test_the_same_seed_gives_the_same_counts(growth: Growth, events: list[Event], age: timedelta) -> None:
    again = post_of(replace(growth), *[replace(event) for event in events])
    assert counts_at(post_of(growth, *events), BEGINS + age) == counts_at(again, BEGINS + age)


@given(growths, st.integers(0, 200))
def test_at_midnights_each_count_is_within_half_a_day_of_the_even_curve(growth: Growth, days: int) -> None:
    def even(share: Fraction, age: Fraction) -> Fraction:
        return growth.ceiling * share * age / (age + growth.half_life_days)

    parts = (Fraction(1), growth.likes_share, growth.shares_share, growth.comments_share)
    found = figures(counts_at(post_of(growth), BEGINS + timedelta(days=days)))
    for share, count in zip(parts, found, strict=True):
        assert even(share, Fraction(days)) - 1 < count <= even(share, Fraction(days) + Fraction(1, 2))


def test_days_are_uneven_and_differ_from_seed_to_seed() -> None:
    def curve(seed: int) -> list[int]:
        growth = Growth(10**9, half_life_days=10_000, seed=seed)
        return [growth.count("views", day * 86_400) for day in range(30)]

    steps = {after - before for before, after in zip(curve(1), curve(1)[1:], strict=False)}
    assert len(steps) > 20
    assert curve(1) != curve(2)


def test_another_process_with_another_hash_seed_counts_the_same() -> None:
    code = (
        "from pipeline.demo.standin import Growth; print(Growth(987_654, seed=7).count('likes', 1_234_567))"
    )
    told = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told == [b"%d\n" % Growth(987_654, seed=7).count("likes", 1_234_567)] * 2


@given(growths, ages, ages, st.integers(1, 10**6))
def test_bought_likes_are_added_at_once_and_stay(
    growth: Growth, until: timedelta, age: timedelta, amount: int
) -> None:
    plain = counts_at(post_of(growth), BEGINS + age)
    bought = counts_at(post_of(growth, Event(EventKind.BOUGHT_LIKES, BEGINS + until, amount)), BEGINS + age)
    added = amount if until <= age else 0
    assert bought == replace(plain, likes=(plain.likes or 0) + added)


@given(growths, ages, ages, st.integers(1, 10**6))
def test_removed_plays_are_taken_from_the_views_alone_and_never_below_zero(
    growth: Growth, until: timedelta, age: timedelta, amount: int
) -> None:
    plain = counts_at(post_of(growth), BEGINS + age)
    removed = counts_at(post_of(growth, Event(EventKind.REMOVED_PLAYS, BEGINS + until, amount)), BEGINS + age)
    taken = amount if until <= age else 0
    assert removed == replace(plain, views=max(0, plain.views - taken))


@given(growths, ages, st.integers(1, 10**6))
def test_a_viral_video_has_nothing_more_before_and_nears_the_higher_ceiling_after(
    growth: Growth, until: timedelta, amount: int
) -> None:
    viral = post_of(growth, Event(EventKind.VIRAL, BEGINS + until, amount))
    later = BEGINS + until + timedelta(days=1000 * growth.half_life_days)
    assert counts_at(viral, BEGINS + until) == counts_at(post_of(growth), BEGINS + until)
    gained = counts_at(viral, later).views - counts_at(post_of(growth), later).views
    assert amount * Fraction(998, 1000) - 1 <= gained <= amount


@pytest.mark.parametrize(
    ("kind", "metric"), [(EventKind.HIDDEN_LIKES, "likes"), (EventKind.COMMENTS_OFF, "comments")]
)
def test_what_is_hidden_is_unknown_from_that_instant_on(kind: EventKind, metric: str) -> None:
    hidden_at = BEGINS + timedelta(days=3)
    post = post_of(Growth(1000), Event(kind, hidden_at))
    assert getattr(counts_at(post, hidden_at - timedelta(seconds=1)), metric) is not None
    assert getattr(counts_at(post, hidden_at), metric) is None


def test_a_post_exists_from_its_publication_until_it_is_deleted() -> None:
    deleted_at = BEGINS + timedelta(days=3)
    post = post_of(Growth(1000), Event(EventKind.DELETED, deleted_at))
    second = timedelta(seconds=1)
    instants = [BEGINS - second, BEGINS, deleted_at - second, deleted_at]
    assert [post.exists_at(at) for at in instants] == [False, True, True, False]
