"""The rules on counts: which count, from when to when, and what an unknown one means."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from scoring.rules.faults import NOT_EMPTY, SOME_NAMES, AtLeastOne, Key, by_name, without_doubles
from scoring.rules.table import RulesTable


class Counts(RulesTable):
    """Which counts count, on which channels, and what an unknown one means.

    `window`: the whole count at the cut-off, what it grew by since the opening, or what it grew by in the
    first `days` days (of 24 hours) after each post's own publication. `posts`: several posts of an entry on
    a channel are added up, the one that brings most points counts alone, or the one that was entered first.
    `missing`: with `leave-out` an unknown count adds nothing and is marked; with `not-ranked` an entry that
    has one is not ranked. `tolerance_hours` is how old a reading may be, or how far apart the two may stand
    between which a count is interpolated; beyond it the count is unknown. `minimums`: a post with less of a
    metric, on any channel, does not count at all.
    """

    window: Literal["cut-off", "since-opening", "equal-age"] = "cut-off"
    days: AtLeastOne | None = None
    between_readings: Literal["interpolate", "last"] = "interpolate"
    posts: Literal["sum", "best", "main"] = "sum"
    missing: Literal["leave-out", "not-ranked"] = "leave-out"
    tolerance_hours: AtLeastOne | None = None
    minimums: Annotated[Mapping[Key, AtLeastOne], AfterValidator(by_name)] = Field(default_factory=dict)
    channels: Annotated[tuple[Key, ...], NOT_EMPTY, without_doubles(str), Field(json_schema_extra=SOME_NAMES)]
