"""The codes that a ranking can carry, with the parameters of each, for the catalogues of other rooms."""

from collections.abc import Mapping
from types import MappingProxyType

NOTICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "no-entries": (),
        "nobody-ranked": (),
        "weights-unused": (),
        "metric-unknown-everywhere": ("channel", "metric"),
        "metric-decided-nothing": ("scale",),
        "interpolation-gap": ("hours",),
        "counts-held": ("hours",),
        "incomplete-sheets": ("count",),
        "too-few-judges": ("minimum",),
        "award-shared": ("award",),
        "award-not-given": ("award", "count"),
    }
)

MISSING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "marks": (),
        "judges": (),
        "counts": (),
        "<channel>_<metric>": ("channel", "metric"),
    }
)
