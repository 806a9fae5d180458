"""100,000 entries, five judges, four criteria, nine counts: exact, with ties and awards, beside floats."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from bench.scoring import peers
from bench.scoring.fields import Field, field_of, rules
from scoring import rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.conftest import Bench

SIZE = 100_000
FIRST = 50


@pytest.fixture(scope="module")
def field() -> Field:
    """Return the large contest."""
    return field_of(SIZE)


def test_ranking_is_no_slower_than_the_same_steps_in_pandas(field: Field, bench: Bench) -> None:
    """Both start from the same frames."""
    own = rules()
    bench.compare(
        "ranking-100000-pandas-same-steps",
        lambda: [entry.number for entry in rank(field.data, own).entries[:FIRST]],
        lambda: peers.by_pandas(field)[:FIRST],
        aim=1.0,
    )


@pytest.mark.parametrize(
    ("peer", "package"),
    [
        (peers.by_plain_pandas, "pandas"),
        (peers.by_numpy, "numpy"),
        (peers.by_pymcdm, "pymcdm"),
        (peers.by_scikit_criteria, "skcriteria"),
    ],
)
def test_what_less_takes_elsewhere(
    peer: Callable[[Field], list[str]], package: str, field: Field, bench: Bench
) -> None:
    """These do less (no sheets, no ties, arrays laid out before the clock starts): told for comparison."""
    pytest.importorskip(package)
    start = perf_counter()
    found = peer(field)
    seconds = perf_counter() - start
    start = perf_counter()
    first = rank(field.data, rules()).entries[0].number
    own = perf_counter() - start
    figures = {"product_ms": round(own * 1000, 1), "peer_ms": round(seconds * 1000, 1)}
    bench.tell(f"ranking-100000-{peer.__name__}", figures, is_met=found[0] == first)
