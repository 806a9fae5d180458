"""Severity on 345,000 marks, exactly, beside the same elimination in numpy's floats."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from bench.scoring.peers import severity_by_numpy
from scoring.exact import ExactColumn
from scoring.judging.additive import judge_offsets
from scoring.judging.values import Values

if TYPE_CHECKING:
    from bench.conftest import Bench

ENTRIES, JUDGES, EACH = 115_000, 40, 3
AIM = 1.5
ROUNDS = 5


def test_severity_takes_little_more_than_floats_do(bench: Bench) -> None:
    """Exact fractions come to what floats come to, and the elimination is what takes the time."""
    random = np.random.default_rng(7)
    entry = np.repeat(np.arange(ENTRIES), EACH)
    judge = np.argsort(random.random((ENTRIES, JUDGES)), axis=1)[:, :EACH].reshape(-1)
    severe = random.integers(-10, 11, JUDGES)
    halves = 100 + random.integers(0, 80, ENTRIES)[entry] + severe[judge] + random.integers(-8, 9, len(entry))
    values = Values(judge, entry, ExactColumn.of(halves, denominator=2), ENTRIES)
    floats = halves / 2
    times: dict[str, list[float]] = {"product_ms": [], "peer_ms": []}
    for _ in range(ROUNDS):
        start = perf_counter()
        exact = judge_offsets(values, JUDGES)
        middle = perf_counter()
        found = severity_by_numpy(judge, entry, floats)
        times["product_ms"].append((middle - start) * 1000)
        times["peer_ms"].append((perf_counter() - middle) * 1000)
    is_same = bool(np.allclose([float(one) for one in exact], found))
    medians = {name: round(float(np.median(taken)), 1) for name, taken in times.items()}
    ratio = round(medians["product_ms"] / medians["peer_ms"], 2)
    bench.tell("severity-345000", {**medians, "ratio": ratio, "aim": AIM}, is_met=is_same and ratio <= AIM)
