"""The rules on flags: from where on a count is unusual, so that an organiser must look at it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from scoring.rules.faults import AtLeastOne, Key, Percent, Positive, by_name
from scoring.rules.table import RulesTable


class Flags(RulesTable):
    """Limits beyond which a count is flagged; none of them changes a count or a rank by itself.

    `own_z` and `field_z` are robust z scores of a day's growth, against the post's own and the field's;
    `least_views` and `least_other` are growths a day below which nothing is unusual; `likes_percent` is the
    share of the views that likes may have, `fall_percent` the share of a count that may be lost.
    `void_above` is the growth of a metric within 24 hours beyond which a committee may void all of it.
    """

    own_z: Positive = Decimal(6)
    field_z: Positive = Decimal("3.5")
    least_views: AtLeastOne = 100
    least_other: AtLeastOne = 30
    likes_percent: Percent = Decimal(25)
    fall_percent: Percent = Decimal(5)
    void_above: Annotated[Mapping[Key, AtLeastOne], AfterValidator(by_name)] = Field(default_factory=dict)
