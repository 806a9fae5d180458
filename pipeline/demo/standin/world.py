"""The made-up world that the stand-in platforms show: posts, a simulated instant, scripted faults."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from threading import Lock

from pipeline.demo.standin.faults import Fault, Recorded, Script
from pipeline.demo.standin.posts import WorldPost
from pipeline.demo.standin.quota import DailyQuota
from pipeline.demo.standin.settings import StandInSettings


class World:
    """Posts at a simulated instant that only its owner moves; safe to use from several threads."""

    def __init__(
        self,
        posts: Iterable[WorldPost],
        now: datetime,
        faults: Iterable[Fault | Recorded] = (),
        settings: StandInSettings | None = None,
    ) -> None:
        self.posts = tuple(posts)
        self.settings = settings or StandInSettings()
        self.script = Script(faults)
        self.youtube_quota = DailyQuota(self.settings.youtube_units_a_day)
        self.google_codes: dict[str, Mapping[str, str]] = {}
        """What was asked for with each consent that was given and not yet used."""
        self._by_id = {(post.channel, key): post for post in self.posts for key in _keys(post)}
        self._lock = Lock()
        self._now = _aware(now)

    @property
    def now(self) -> datetime:
        """The simulated instant, aware; a naive one is refused with ValueError."""
        with self._lock:
            return self._now

    @now.setter
    def now(self, instant: datetime) -> None:
        with self._lock:
            self._now = _aware(instant)

    def post(self, channel: str, platform_id: str, at: datetime) -> WorldPost | None:
        """Return the post of that id if it exists at `at`."""
        found = self._by_id.get((channel, platform_id))
        return found if found and found.exists_at(at) else None


def _keys(post: WorldPost) -> list[str]:
    return [key for key in (post.platform_id, post.page_post_id) if key]


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(f"the simulated instant needs an offset from UTC: {instant.isoformat()}")
    return instant
