"""How a post's counts grow: a pure function of its age, in whole numbers only, equal on every machine."""

from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Growth:
    """A count that nears `ceiling` views and has half of them after about `half_life_days`.

    Likes, shares and comments near their share of the ceiling. Days are uneven by up to a half, by `seed`.
    """

    ceiling: int
    half_life_days: int = 5
    likes_share: Fraction = Fraction(1, 20)
    shares_share: Fraction = Fraction(1, 100)
    comments_share: Fraction = Fraction(1, 200)
    seed: int = 0

    def count(self, metric: str, age_s: int) -> int:
        """Return the metric's count `age_s` seconds after publication; it never falls as the age grows.

        ceiling · share · t / (t + half-life), rounded down, where t is the age with uneven days.

        >>> [Growth(1000, half_life_days=5).count("views", day * DAY_S) for day in (-1, 0)]
        [0, 0]
        """
        grown_s = _uneven(max(age_s, 0), f"{self.seed}/{metric}")
        share = self._share_of(metric)
        return (self.ceiling * share.numerator * grown_s) // (
            share.denominator * (grown_s + self.half_life_days * DAY_S)
        )

    def _share_of(self, metric: str) -> Fraction:
        shares = {"likes": self.likes_share, "shares": self.shares_share, "comments": self.comments_share}
        return shares.get(metric, Fraction(1))


def _uneven(age_s: int, key: str) -> int:
    """Return the age with each midnight moved on by up to half a day; between them it runs straight."""
    day, rest_s = divmod(age_s, DAY_S)
    begins, ends = _moved_by(day, key), _moved_by(day + 1, key)
    return day * DAY_S + begins + (DAY_S + ends - begins) * rest_s // DAY_S


def _moved_by(day: int, key: str) -> int:
    if day == 0:
        return 0
    digest = blake2b(f"{key}/{day}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % (DAY_S // 2)
