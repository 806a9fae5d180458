"""The codes that a ranking can carry, with the parameters of each, for the catalogues of other rooms."""

from collections.abc import Mapping
from types import MappingProxyType

NOTICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "no-entries": (),
        "nobody-ranked": (),
        "one-entry": (),
        "all-tied": (),
        "weights-unused": (),
        "metric-unknown-everywhere": ("channel", "metric"),
        "metric-decided-nothing": ("scale",),
        "indicator-decided-nothing": ("metric", "scale"),
        "interpolation-gap": ("hours",),
        "counts-held": ("hours",),
        "window-open": (),
        "publication-unknown": (),
        "baseline-unknown": (),
        "reading-too-old": (),
        "post-below-minimum": (),
        "count-fell": (),
        "incomplete-sheets": ("count",),
        "too-few-judges": ("minimum",),
        "sum-needs-every-judge": (),
        "one-judge": ("judge",),
        "judge-marked-some": ("judge",),
        "conflict-left-out": ("judge",),
        "severity-islands": ("islands",),
        "severity-bridge-entry": ("islands",),
        "severity-bridge-judge": ("islands", "judge"),
        "severity-unequal-panels": (),
        "severity-equal-marks": ("judge",),
        "severity-changes-nothing": (),
        "award-shared": ("award",),
        "award-skipped": ("award",),
        "award-not-given": ("award", "count"),
    }
)

MISSING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "marks": (),
        "judges": (),
        "counts": (),
        "gate": (),
        "threshold": (),
        "ratio": (),
        "post-below-minimum": (),
        "window-open": (),
        "publication-unknown": (),
        "baseline-unknown": (),
        "reading-too-old": (),
        "not-best-of-unit": (),
        "<channel>_<metric>": ("channel", "metric"),
    }
)
