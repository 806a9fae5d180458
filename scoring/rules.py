"""The rules of a contest as one frozen, self-checking value: the form of the config's contest tables.

Numbers are whole or decimal (read TOML with `parse_float=Decimal`), never floats and never text.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from scoring.rule_checks import crossed_faults
from scoring.rule_faults import (
    NOT_EMPTY,
    STANDARD_METRICS,
    AtLeastOne,
    Key,
    Name,
    NotNegative,
    Percent,
    Positive,
    rule_fault,
    without_doubles,
)


class RulesTable(BaseModel):
    """What all tables of the rules have in common: they never change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Counts(RulesTable):
    """Which counts count, on which channels, and what an unknown one means.

    `missing`: with `leave-out` an unknown count adds nothing and is marked; with `not-ranked` an entry that
    has one is not ranked.
    """

    window: Literal["cut-off"] = "cut-off"
    between_readings: Literal["interpolate", "last"] = "interpolate"
    posts: Literal["sum", "best"] = "sum"
    missing: Literal["leave-out", "not-ranked"] = "leave-out"
    channels: Annotated[tuple[Key, ...], NOT_EMPTY, without_doubles(str)]


def _in_order(points: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Put the standard metrics first and the others by name: tables that say the same become the same."""
    if not any(points.values()):
        raise rule_fault("points-all-zero")
    others = sorted(points.keys() - set(STANDARD_METRICS))
    return {metric: points[metric] for metric in (*STANDARD_METRICS, *others) if metric in points}


class Engagement(RulesTable):
    """How counts become engagement points: points a unit of each metric, added up, then scaled."""

    weight: Percent | None = None
    mode: Literal["points"] = "points"
    points: Annotated[Mapping[Key, NotNegative], AfterValidator(_in_order)]
    scale: Literal["none", "share-of-best", "min-max"]


class Criterion(RulesTable):
    """One thing that is marked, from 0 to `maximum`; its weight is its maximum unless told otherwise."""

    key: Key
    name: Name
    maximum: Positive
    weight: NotNegative = Field(default=None, validate_default=True)

    @field_validator("weight", mode="before")
    @classmethod
    def _its_maximum_where_silent(cls, weight: object, info: ValidationInfo) -> object:
        return info.data.get("maximum", 0) if weight is None else weight


def _weighing(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    if not any(criterion.weight for criterion in criteria):
        raise rule_fault("criteria-weigh-nothing")
    return criteria


class Judging(RulesTable):
    """How marks become judge points: a sheet's sum of weight * mark / maximum, then the judges' mean."""

    weight: Percent | None = None
    aggregate: Literal["mean"] = "mean"
    severity: Literal["off"] = "off"
    minimum_judges: AtLeastOne = 1
    criteria: Annotated[
        tuple[Criterion, ...],
        NOT_EMPTY,
        without_doubles(lambda criterion: criterion.key),
        AfterValidator(_weighing),
    ]


class Total(RulesTable):
    """How the parts become a total, what is printed, what is ranked on and what settles ties, in order."""

    combine: Literal["weighted", "sum"]
    rank_by: Literal["entry"] = "entry"
    digits: Annotated[int, Field(strict=True, ge=0, le=6)] = 2
    rank_on: Literal["exact", "printed"] = "exact"
    ties: Annotated[tuple[str, ...], without_doubles(str)] = ()


class Award(RulesTable):
    """An award and how many of it there are."""

    name: Name
    count: AtLeastOne


class Rules(RulesTable):
    """All rules of a contest; `engagement` or `judging` is left out where only the other decides.

    Awards go to positions in their order: the first award's count of positions, then the next one's.
    """

    counts: Counts | None = None
    engagement: Engagement | None = None
    judging: Judging | None = None
    total: Total
    awards: Annotated[tuple[Award, ...], without_doubles(lambda award: award.name)] = ()

    @model_validator(mode="after")
    def _can_be_satisfied(self) -> Self:
        faults = crossed_faults(self)
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    @property
    def points(self) -> Mapping[str, Decimal]:
        """The points a unit of each metric, none without engagement."""
        return self.engagement.points if self.engagement else {}

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics in use, in order: those with points, then those that only settle ties."""
        settling = (tie.removeprefix("metric:") for tie in self.total.ties if tie.startswith("metric:"))
        return tuple(dict.fromkeys((*self.points, *settling)))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels whose counts are in use, in order."""
        return self.counts.channels if self.counts else ()
