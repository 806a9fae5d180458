"""The rules on the outcome: how the parts become a total, who ranks, what settles ties, what is awarded."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from scoring.rules.faults import AtLeastOne, Key, Name, Percent, Positive, without_doubles
from scoring.rules.table import RulesTable


class Part(RulesTable):
    """One part of a contest, such as the stage or the video, and its share of the total in per cent."""

    key: Key
    name: Name
    weight: Percent


class Total(RulesTable):
    """How the parts become a total, what is printed, what is ranked on and what settles ties, in order.

    `combine`: by weights; added as they stand; engagement added on top up to its maximum; engagement only
    settles ties; or engagement stands apart, with ranks of its own. `best` is how many entries of a unit
    count where units are ranked, all of them without it. `award_edge`: who ties at the edge of an award
    shares it, or the award is skipped and they get the next one.
    """

    combine: Literal["weighted", "sum", "bonus", "engagement-breaks-ties", "separate"]
    rank_by: Literal["entry", "unit"] = "entry"
    best: AtLeastOne | None = None
    digits: Annotated[int, Field(strict=True, ge=0, le=6)] = 2
    rank_on: Literal["exact", "printed"] = "exact"
    ties: Annotated[
        tuple[str, ...], without_doubles(str), Field(json_schema_extra={"uniqueItems": True})
    ] = ()
    one_award_a_unit: Annotated[bool, Field(strict=True)] = False
    award_edge: Literal["shared", "skipped"] = "shared"


class Award(RulesTable):
    """An award and how many of it there are, for those who have at least `minimum`.

    `by` is what it is given for: the total, or, as a side award, a measure such as `metric:shares`. Where
    their number was changed after the rules had been told, `planned` is what was told and `changed` why.
    """

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"planned": ["changed"], "changed": ["planned"]}}
    )

    name: Name
    count: AtLeastOne
    by: str = "total"
    minimum: Positive | None = None
    planned: AtLeastOne | None = None
    changed: Name | None = None
