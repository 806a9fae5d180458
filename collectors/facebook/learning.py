"""What one night's answers teach for the rest of the night; shared by its threads, it asks nobody."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from collectors.chunks import OUTAGES_THAT_STOP
from collectors.facebook.links import NodeKind
from collectors.failures import Failure
from collectors.protocol import ProblemCode

EXTRAS_END_PERCENT = 75
"""From this use of an allowance on nothing is asked beyond the posts themselves."""
CHANNEL_ENDS_PERCENT = 95
"""From this use on nothing is asked at all: who runs into the limit is shut out for longer."""
ALLOWANCE_RENEWS = timedelta(hours=1)


@dataclass(slots=True)
class Learned:
    """Fields that a kind of node does not know, how insights are to be asked, how much is used.

    `post_metrics` is None until it was found out which ones are known. `extras_failure` befell the first call
    that asked in vain for more than the posts themselves.
    """

    has_insights: bool
    used_percent: int = 0
    post_metrics: tuple[str, ...] | None = None
    extras_failure: Failure | None = None
    lock: Lock = field(default_factory=Lock)
    _extras_failed: int = 0
    _unknown: dict[NodeKind, set[str]] = field(default_factory=lambda: defaultdict(set))

    def known(self, kind: NodeKind, fields: Collection[str]) -> tuple[str, ...]:
        """Return the fields less those that were found to be unknown."""
        return tuple(name for name in fields if name not in self._unknown[kind])

    def forget(self, kind: NodeKind, fields: Collection[str]) -> None:
        """Take note that a kind of node does not know these fields."""
        self._unknown[kind].update(fields)

    def note_extras_failure(self, failure: Failure) -> None:
        """Take note that extras were asked for in vain."""
        self.extras_failure = self.extras_failure or failure
        self._extras_failed += 1

    @property
    def allows_extras(self) -> bool:
        """Whether the allowance is there for more than the posts themselves, and they were not in vain."""
        return self.used_percent < EXTRAS_END_PERCENT and self._extras_failed < OUTAGES_THAT_STOP

    def limit_reached(self, now: datetime) -> Failure | None:
        """Return the failure to stop with before the platform does, None while there is room."""
        if self.used_percent < CHANNEL_ENDS_PERCENT:
            return None
        detail = {"used_percent": str(self.used_percent)}
        retry_at = now + ALLOWANCE_RENEWS
        return Failure(ProblemCode.RATE_LIMITED, detail, stops_channel=True, retry_at=retry_at)
