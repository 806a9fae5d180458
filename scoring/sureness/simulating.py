"""What each part would decide, on made-up fields: for people who are still writing the rules.

Nothing here is a forecast: the fields are what many contests look like, judges close together and counts far
apart, and the seed is named wherever a figure is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from scoring.contest import READING_COLUMNS, ContestData
from scoring.rules import Rules
from scoring.sureness.influence import decided_shares

AT = datetime(2024, 1, 1, tzinfo=UTC)
PUBLISHED_S = int(AT.timestamp()) - 365 * 24 * 3600
SHARES = {"views": 1.0, "likes": 0.03, "comments": 0.005, "shares": 0.005}
"""What a metric has for each view; 0.03 for any other."""

MARK = ["judge", "number", "criterion", "mark_millionths"]


@dataclass(frozen=True, slots=True)
class Field:
    """How a made-up field looks.

    `deviation` is that of the entries' judge points, out of 100 and around 75; `spread` that of the
    logarithms of their views (1.5: a tenth of the videos have seven times the views of the middle one).
    """

    entries: int = 21
    judges: int = 5
    deviation: float = 4.0
    spread: float = 1.5


@dataclass(frozen=True, slots=True)
class Decided:
    """The mean share (0 to 1) of the totals' variance that each part makes, and the range of nine in ten."""

    part: str
    mean: float
    low: float
    high: float


def simulated_weights(rules: Rules, field: Field, *, samples: int, seed: int) -> tuple[Decided, ...]:
    """Return what each part decides over so many made-up fields; the same seed gives the same figures."""
    random = np.random.default_rng(seed)
    shares = [found for _ in range(samples) if (found := decided_shares(_made(rules, field, random), rules))]
    parts = shares[0].keys() if shares else ()
    return tuple(_decided(part, [float(one[part]) for one in shares]) for part in parts)


def _decided(part: str, found: list[float]) -> Decided:
    low, high = np.quantile(found, (0.05, 0.95)).tolist()
    return Decided(part, float(np.mean(found)), low, high)


def _made(rules: Rules, field: Field, random: np.random.Generator) -> ContestData:
    numbers = [str(place) for place in range(1, field.entries + 1)]
    entries = pd.DataFrame({"number": numbers, "unit": numbers, "group": None, "status": "competing"})
    readings = pd.DataFrame(_readings(rules, numbers, field, random), columns=list(READING_COLUMNS)).astype(
        {name: "Int64" for name in READING_COLUMNS if name.startswith(("count", "at_"))}
    )
    posts = pd.DataFrame({"post": sorted(set(readings["post"])), "published_at": PUBLISHED_S})
    return ContestData(
        entries.assign(submitted_at=pd.array([0] * len(numbers), dtype="Int64")),
        readings,
        pd.DataFrame(_marks(rules, numbers, field, random), columns=MARK).astype(
            {"mark_millionths": "int64"}
        ),
        AT,
        opens_at=datetime.fromtimestamp(PUBLISHED_S, UTC),
        posts=posts.astype({"published_at": "Int64"}),
        baselines=readings.iloc[:0],
    )


def _readings(
    rules: Rules, numbers: list[str], field: Field, random: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    for entry, number in enumerate(numbers):
        views = np.exp(random.normal(6.5, field.spread))
        for channel, metric in rules.columns:
            post = entry * len(rules.channels) + rules.channels.index(channel)
            count = int(random.poisson(views * SHARES.get(metric, 0.03)))
            yield number, channel, post, metric, count, PUBLISHED_S + 1, "made-up", None, None, None


def _marks(
    rules: Rules, numbers: list[str], field: Field, random: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    criteria = rules.judging.criteria if rules.judging else ()
    for number in numbers:
        quality = random.normal(75, field.deviation)
        for judge in range(field.judges):
            for criterion in criteria:
                share = float(np.clip(quality + random.normal(0, field.deviation), 0, 100)) / 100
                yield (
                    f"judge {judge + 1}",
                    number,
                    criterion.key,
                    int(share * float(criterion.maximum) * 10**6),
                )
