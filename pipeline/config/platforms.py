"""Find the platforms that are installed: ours and those that other packages add."""

from collections.abc import Mapping
from importlib.metadata import entry_points

from collectors import Platform

GROUP = "lantoa.collectors"


def installed_platforms() -> Mapping[str, Platform]:
    """Return every platform by its channel, from the entry points of the group `lantoa.collectors`."""
    return {point.name: point.load() for point in entry_points(group=GROUP)}
