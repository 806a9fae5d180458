"""Ask the YouTube Data API through Google's client; it neither waits nor tries again, and keeps no counts."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from collectors.failures import CallError, Failure
from collectors.google.http import GoogleHttp
from collectors.protocol import ProblemCode

REFUSALS = frozenset({ProblemCode.PERMISSION_MISSING, ProblemCode.REQUEST_REFUSED})
REFUSING_STATUSES = frozenset({"403", "404"})


class VideoMethods:
    """The methods that Google's client has for videos; made once, for making them takes a while.

    They only make requests and may be shared by threads. `has_batch` is taken back for all once the platform
    refuses the batch method.
    """

    def __init__(self, key: str, address: str | None, now: Callable[[], datetime]) -> None:
        with closing(GoogleHttp(1, now, secret=key)) as http:
            videos = http.service("youtube", "v3", address, key=key).videos()
        self.list = videos.list
        self.batch = getattr(videos, "batchGetStats", None)
        self.has_batch = self.batch is not None


class YouTubeClient:
    """One night's connection, for one thread; to be closed."""

    def __init__(
        self, methods: VideoMethods, key: str, timeout_s: float, now: Callable[[], datetime]
    ) -> None:
        self._http = GoogleHttp(timeout_s, now, secret=key)
        self._methods = methods

    def statistics(self, ids: Sequence[str]) -> object:
        """Return the answer for up to 50 ids; raises CallError.

        `videos.batchGetStats` has a quota of its own, but older clients lack it; a platform that refuses
        it is asked by `videos.list` from then on.
        """
        if self._methods.has_batch:
            try:
                return self._answer(self._methods.batch, ids, "statistics")
            except CallError as error:
                if not _is_method_refused(error.failure):
                    raise
                self._methods.has_batch = False
        return self._answer(self._methods.list, ids, "statistics")

    def greet(self, video_id: str) -> None:
        """Ask the cheapest question that a key is needed for (one unit); raises CallError."""
        self._answer(self._methods.list, [video_id], "id")

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _answer(self, method: Any, ids: Sequence[str], part: str) -> object:  # noqa: ANN401
        return self._http.answer(method(part=part, id=",".join(ids)))


def _is_method_refused(failure: Failure) -> bool:
    return failure.code in REFUSALS and failure.detail.get("status") in REFUSING_STATUSES
