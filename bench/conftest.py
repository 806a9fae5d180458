"""Measure the product against a peer that does the same, in the same run, and keep what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

RESULTS = Path(__file__).parent / "results"
ROUNDS = 7


class Bench:
    """Prints figures past pytest's capture and writes each to a small JSON file."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def compare(
        self, name: str, product: Callable[[], object], peer: Callable[[], object], aim: float
    ) -> None:
        """Take both in turn, an odd number of times after a first one for warmth, and tell their medians.

        Raises ValueError where they do not come to the same.
        """
        if product() != peer():
            msg = f"{name}: product and peer do not come to the same"
            raise ValueError(msg)
        pairs = [(_milliseconds(product), _milliseconds(peer)) for _ in range(ROUNDS)]
        mine, theirs = (median(times) for times in zip(*pairs, strict=True))
        figures = {
            "product_ms": round(mine, 1),
            "peer_ms": round(theirs, 1),
            "ratio": round(mine / theirs, 2),
        }
        self.tell(name, {**figures, "aim": aim, "rounds": ROUNDS}, is_met=mine / theirs <= aim)

    def tell(self, name: str, figures: dict[str, float], *, is_met: bool) -> None:
        """Print figures and whether the aim is met, and write them down."""
        RESULTS.mkdir(exist_ok=True)
        content = json.dumps({"name": name, **figures, "is_met": is_met}, indent=1)
        (RESULTS / f"{name}.json").write_text(f"{content}\n", encoding="utf-8")
        shown = ", ".join(f"{key} {value:g}" for key, value in figures.items())
        with self.capsys.disabled():
            print(f"\n{name}: {shown} – {'met' if is_met else 'MISSED'}")


@pytest.fixture
def bench(capsys: pytest.CaptureFixture[str]) -> Bench:
    """Return what measures and tells."""
    return Bench(capsys)


def _milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000
