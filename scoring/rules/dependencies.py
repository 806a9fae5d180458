"""Which keys a setting of the same rules needs, and which have no effect without it: for the JSON schema."""

from dataclasses import dataclass

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependency:
    """A key that counts only where a setting has one of some values, and is needed there or not.

    `values` are empty where the setting need only be there. `is_default` is set where one of the values is
    what holds without the key.
    """

    key: Place
    setting: Place
    values: tuple[str, ...] = ()
    is_needed: bool = False
    is_default: bool = False


DEPENDENCIES = (
    Dependency(("counts", "days"), ("counts", "window"), ("equal-age",), is_needed=True),
    Dependency(("judging", "drop"), ("judging", "aggregate"), ("trimmed",), is_needed=True),
    Dependency(("judging", "refit"), ("judging", "severity"), ("z",), is_needed=True),
    Dependency(("engagement", "maximum"), ("total", "combine"), ("bonus",), is_needed=True),
    Dependency(("engagement", "weights"), ("engagement", "mode"), ("indicators",)),
    Dependency(("engagement", "points"), ("engagement", "mode"), ("points",), is_default=True),
    Dependency(("engagement", "cap"), ("engagement", "mode"), ("points",), is_default=True),
    Dependency(("total", "best"), ("total", "rank_by"), ("unit",)),
)
