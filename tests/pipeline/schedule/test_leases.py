"""One holder at a time, whatever clocks do; whoever lost the lease keeps nothing more. On both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pipeline.database.leases import (
    LOOKS,
    NIGHTS,
    Candidate,
    Held,
    LeaseLost,
    beat,
    give_back,
    holder_of,
    leased,
)
from pipeline.database.models import Contest
from pipeline.database.opening import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

NOW = datetime(2024, 10, 20, 2, tzinfo=UTC)


def taken(engine: Engine, holder: str, looks: int = 1) -> Held | None:
    candidate = Candidate(engine, NIGHTS, holder)
    held = None
    for _ in range(looks):
        held = held or candidate.look(NOW)
    return held


def contests(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.scalars(select(Contest.key)))


def test_a_free_lease_is_taken_at_once_and_a_held_one_is_not(engine: Engine) -> None:
    assert taken(engine, "one") == Held(NIGHTS, "one", 1)
    assert taken(engine, "two") is None


def test_a_lease_that_was_given_back_is_free_at_once_under_a_new_term(engine: Engine) -> None:
    first = taken(engine, "one")
    assert first is not None
    give_back(engine, first, NOW)
    assert holder_of(engine, NIGHTS) is None
    assert taken(engine, "two") == Held(NIGHTS, "two", 2)


def test_a_dead_holders_lease_is_taken_after_so_many_looks_and_no_sooner(engine: Engine) -> None:
    taken(engine, "dead")
    assert taken(engine, "next", LOOKS) is None
    assert taken(engine, "next", LOOKS + 1) == Held(NIGHTS, "next", 2)


@pytest.mark.parametrize("shift", [timedelta(hours=-1), timedelta(days=3), timedelta(0)])
def test_a_holder_that_beats_keeps_its_lease_whatever_the_clocks_say(
    engine: Engine, shift: timedelta
) -> None:
    held = taken(engine, "one")
    assert held is not None
    candidate = Candidate(engine, NIGHTS, "two")
    for look in range(4 * LOOKS):
        assert candidate.look(NOW + shift * look) is None
        if look % 3 == 0:
            assert beat(engine, held, NOW - shift * look)
    assert candidate.look(NOW) is None


def test_a_candidate_sees_whether_the_other_lives(engine: Engine) -> None:
    held = taken(engine, "one")
    candidate = Candidate(engine, NIGHTS, "two")
    assert held is not None
    seen = []
    for _ in range(2):
        candidate.look(NOW)
        seen.append(candidate.other_lives)
    beat(engine, held, NOW)
    candidate.look(NOW)
    assert [*seen, candidate.other_lives] == [False, False, True]


def test_a_holder_that_lost_its_lease_keeps_nothing_more(engine: Engine) -> None:
    slept = taken(engine, "slept")
    assert slept is not None
    guarded = leased(engine, slept)
    with writing(guarded) as session:
        session.add(Contest(key="before"))
    taken(engine, "next", LOOKS + 1)
    with pytest.raises(LeaseLost, match="lease-lost"), writing(guarded) as session:
        session.add(Contest(key="after"))
    assert contests(engine) == ["before"]
    assert not beat(engine, slept, NOW)
    give_back(engine, slept, NOW)
    assert holder_of(engine, NIGHTS) is not None


def test_a_holder_reads_on_after_it_lost_its_lease(engine: Engine) -> None:
    slept = taken(engine, "slept")
    assert slept is not None
    taken(engine, "next", LOOKS + 1)
    assert contests(leased(engine, slept)) == []


def test_of_many_that_want_a_free_lease_at_once_one_gets_it(engine: Engine) -> None:
    together, found = Barrier(8), list[Held | None]()

    def want(name: str) -> None:
        candidate = Candidate(engine, NIGHTS, name)
        together.wait()
        found.append(candidate.look(NOW))

    threads = [Thread(target=want, args=(f"process {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([held for held in found if held is not None]) == 1
