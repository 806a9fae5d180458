"""Turn an example into a contest's frames and rank it under a variant of the rules."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.config.rule_examples.reading import RuleExample, Variant
from scoring import ContestData, RankedEntry, rank, window_s

CUT_OFF = datetime(2024, 10, 31, 10, tzinfo=UTC)
CUT_OFF_S = int(CUT_OFF.timestamp())
HOUR_S = 3600
SIDES = ("before", "after")
READING = (
    "number",
    "channel",
    "post",
    "metric",
    *(f"{name}_{side}" for side in SIDES for name in ("count", "at", "source")),
)

Told = Mapping[tuple[str, str, int, str], Sequence[tuple[int, int]]]
"""The readings (instant, count) of each entry, channel, post and metric, in order of time."""


def ranked_figures(example: RuleExample, variant: Variant) -> dict[str, list[str]]:
    """Return the figures that the variant tells of, as text, by entry in order; – where there is none."""
    entries = {entry.number: entry for entry in rank(example_data(example, variant), variant.rules).entries}
    return {
        name: [_text(entries[number], name) for number in numbers_of(example)] for name in variant.figures
    }


def numbers_of(example: RuleExample) -> list[str]:
    """Return the numbers of the entries: A, B, C."""
    return list("ABCDEFGH"[: example.size])


def example_data(example: RuleExample, variant: Variant) -> ContestData:
    """Return the contest's frames, readings around the ends of the windows that the variant's rules want."""
    told, published = _told(example), _published(example)
    starts, ends = _windows(told, published, example, variant)
    return ContestData(
        _entries(example),
        _readings(told, ends),
        _marks(example),
        CUT_OFF,
        opens_at=CUT_OFF + timedelta(hours=example.given.get("opens_h", 0)),
        posts=pd.DataFrame(published.items(), columns=["post", "published_at"]).astype("Int64"),
        baselines=_readings(told, starts),
        decisions=_decisions(example),
    )


def _text(entry: RankedEntry, name: str) -> str:
    value = getattr(entry, name)
    if isinstance(value, tuple):
        value = ", ".join(value)
    return "–" if value in (None, "") else str(value)


def _entries(example: RuleExample) -> pd.DataFrame:
    numbers, given = numbers_of(example), example.given
    return pd.DataFrame(
        {
            "number": numbers,
            "unit": given.get("unit", numbers),
            "group": pd.array(
                [name or None for name in given.get("group", [""] * len(numbers))], dtype=object
            ),
            "status": given.get("status", ["competing"] * len(numbers)),
            "submitted_at": pd.array(given.get("submitted_at", [None] * len(numbers)), dtype="Int64"),
        }
    )


def _told(example: RuleExample) -> Told:
    told: dict[tuple[str, str, int, str], list[tuple[int, int]]] = {}
    for entry, channel, post, metric, hours, count in example.given.get("readings", ()):
        told.setdefault((entry, channel, post, metric), []).append((CUT_OFF_S + hours * HOUR_S, count))
    channels: dict[str, int] = {}
    for name, counts in example.given.get("counts", {}).items():
        channel, metric = name.split(" ")
        first = 100 * channels.setdefault(channel, len(channels) + 1)
        for place, (number, count) in enumerate(zip(numbers_of(example), counts, strict=True)):
            told[number, channel, first + place, metric] = [] if count == "?" else [(CUT_OFF_S, count)]
    return told


def _published(example: RuleExample) -> dict[int, int]:
    posts = {row[0]: row[2] for row in example.given.get("readings", ())}
    hours = example.given.get("published_h", {})
    return {posts[number]: CUT_OFF_S + one * HOUR_S for number, one in hours.items()}


def _windows(
    told: Told, published: Mapping[int, int], example: RuleExample, variant: Variant
) -> tuple[dict[int, int], dict[int, int]]:
    """Return when each post's window begins and ends."""
    posts, counts = {key[2] for key in told}, variant.rules.counts
    if counts is not None and counts.window == "equal-age":
        return dict(published), {post: at + window_s(counts) for post, at in published.items()}
    opening = CUT_OFF_S + example.given.get("opens_h", 0) * HOUR_S
    return dict.fromkeys(posts, opening), dict.fromkeys(posts, CUT_OFF_S)


def _readings(told: Told, instants: Mapping[int, int]) -> pd.DataFrame:
    rows = [(*key, *_around(read, instants[key[2]])) for key, read in told.items()]
    whole = {name: "Int64" for name in READING if name.startswith(("count", "at"))}
    return pd.DataFrame(rows, columns=list(READING), dtype=object).astype({**whole, "post": "int64"})


def _around(read: Sequence[tuple[int, int]], instant: int) -> Iterator[object]:
    """Yield the last reading at or before the instant and the first one after it: count, instant, source."""
    before = [one for one in read if one[0] <= instant][-1:]
    after = [one for one in read if one[0] > instant][:1]
    for side in (before, after):
        yield from ((side[0][1], side[0][0], "hand") if side else (None, None, None))


def _marks(example: RuleExample) -> pd.DataFrame:
    rows = [
        (*name.split(" "), number, int(Decimal(mark) * 10**6))
        for name, marks in example.given.get("marks", {}).items()
        for number, mark in zip(numbers_of(example), marks, strict=True)
        if mark != "–"
    ]
    columns = ["judge", "criterion", "number", "mark_millionths"]
    return pd.DataFrame(rows, columns=columns).astype({"mark_millionths": "int64"})


def _decisions(example: RuleExample) -> pd.DataFrame | None:
    decided: Mapping[str, Any] | None = example.given.get("decisions")
    return None if decided is None else pd.DataFrame(decided.items(), columns=["number", "place"])
