"""The rules on judging: what is marked, and how the marks of several judges become an entry's points."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from scoring.rules.faults import (
    NOT_EMPTY,
    AtLeastOne,
    Key,
    Name,
    NotNegative,
    Percent,
    Positive,
    rule_fault,
    without_doubles,
)
from scoring.rules.table import RulesTable


class Criterion(RulesTable):
    """One thing that is marked, from 0 to `maximum`; its weight is its maximum unless told otherwise.

    `part` is the part of the contest that it belongs to, where the contest has parts.
    """

    key: Key
    name: Name
    maximum: Positive
    weight: NotNegative = Field(default=None, validate_default=True)
    part: Key | None = None

    @field_validator("weight", mode="before")
    @classmethod
    def _its_maximum_where_silent(cls, weight: object, info: ValidationInfo) -> object:
        return info.data.get("maximum", 0) if weight is None else weight


def _weighing(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    if not any(criterion.weight for criterion in criteria):
        raise rule_fault("criteria-weigh-nothing")
    return criteria


class Judging(RulesTable):
    """How marks become judge points: adjusted for severity, then joined over the judges, then weighed.

    A sheet counts the sum of weight * mark / maximum. `level` says on what severity is adjusted and over
    what the judges are joined: whole sheets, or each criterion for itself. `trimmed` is the mean without the
    `drop` highest and the `drop` lowest. `refit` says what z values are brought back to: the lowest and
    highest raw mean, or the marks' overall mean and deviation. `minimum_points` is the least that an entry
    needs from the judges to be ranked. `incomplete`: a sheet on which criteria are missing is left out, or
    what is marked on it counts.
    """

    weight: Percent | None = None
    aggregate: Literal["mean", "median", "sum", "trimmed"] = "mean"
    drop: AtLeastOne | None = None
    level: Literal["sheet", "criterion"] = "sheet"
    severity: Literal["off", "z", "additive"] = "off"
    refit: Literal["range", "deviation"] | None = None
    minimum_judges: AtLeastOne = 1
    minimum_points: Positive | None = None
    incomplete: Literal["leave-out", "count-marked"] = "leave-out"
    criteria: Annotated[
        tuple[Criterion, ...],
        NOT_EMPTY,
        without_doubles(lambda criterion: criterion.key),
        AfterValidator(_weighing),
        Field(json_schema_extra={"minItems": 1}),
    ]

    def criteria_of(self, part: str | None) -> tuple[Criterion, ...]:
        """Return the criteria of one part of the contest, in order; `None` is a contest without parts."""
        return tuple(criterion for criterion in self.criteria if criterion.part == part)
