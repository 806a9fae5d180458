"""From where on a count is unusual: the defaults, and what the rules of a contest say otherwise."""

from dataclasses import dataclass
from typing import Self

from scoring.rules import Flags


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the tests.

    `own_z` and `field_z` are robust z scores (3.5: Iglewicz & Hoaglin, How to Detect and Handle Outliers,
    1993; 6 is our own choice, since a post's own growth is far from normal). `least_views` and `least_other`
    are increments a day below which nothing is unusual. `likes_share` is a share of the views;
    `field_factor` multiplies the 95th percentile of the field's shares; `fall_share` is a share of a count.
    """

    own_z: float = 6.0
    field_z: float = 3.5
    least_views: int = 100
    least_other: int = 30
    likes_share: float = 0.25
    field_factor: float = 3.0
    least_likes: int = 50
    fall_share: float = 0.05

    @classmethod
    def of(cls, rules: Flags | None) -> Self:
        """Return the limits that a contest's rules set, the defaults where they are silent."""
        if rules is None:
            return cls()
        return cls(
            own_z=float(rules.own_z),
            field_z=float(rules.field_z),
            least_views=rules.least_views,
            least_other=rules.least_other,
            likes_share=float(rules.likes_percent) / 100,
            fall_share=float(rules.fall_percent) / 100,
        )
