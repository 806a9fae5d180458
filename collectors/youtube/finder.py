"""Look through the uploads of the own channel: fifty a call, the newest first, one unit a call.

https://developers.google.com/youtube/v3/docs/playlistItems/list (2026)
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import Any, TypeAlias

from collectors.failures import CallError, Failure, malformed, settings_missing
from collectors.finding import FoundPost, instant_from_text, is_older
from collectors.google.http import GoogleHttp
from collectors.protocol import Problem, ProblemCode, Tools
from collectors.retrying import Patience
from collectors.settings import secret_of
from collectors.youtube.analytics import owner_access
from collectors.youtube.channel import own_channel
from collectors.youtube.links import CHANNEL, link_from_video_id
from collectors.youtube.settings import YouTubeSettings

ITEMS_PER_CALL = 50
Ask: TypeAlias = Callable[[str], object]
MOST_CALLS = 400
"""A channel has at most 20,000 uploads that can be listed."""


class YouTubeFinder:
    """Finds videos by the channel's id and an API key, or as the channel's owner."""

    def __init__(self, settings: YouTubeSettings, tools: Tools) -> None:
        self._settings = settings
        self._patience = Patience(tools, settings.tries, settings.waiting_s)
        self._key = secret_of(settings.api_key)
        self._owner_token = secret_of(settings.owner_token)

    def find(self, since: datetime) -> Iterator[FoundPost | Problem]:
        """Yield the videos published since an instant; private and deleted ones are left out."""
        if not self._owner_token and not (self._settings.channel_id and self._key):
            yield settings_missing("channel_id" if self._key else "api_key").problem(CHANNEL)
            return
        try:
            yield from self._found(since)
        except CallError as error:
            yield error.failure.problem(CHANNEL)

    def _found(self, since: datetime) -> Iterator[FoundPost]:
        with closing(self._http()) as http:
            service = http.service("youtube", "v3", self._settings.api_address, key=self._key or None)
            channel = self._patience.retried(lambda: own_channel(http, service, self._settings.channel_id))
            if channel is None:
                raise CallError(Failure(ProblemCode.REQUEST_REFUSED, {"reason": "no-channel"}))
            for videos in self._pages(_asking(http, service, channel.uploads)):
                yield from (video for video in videos if not is_older(video, since))
                if videos and all(is_older(video, since) for video in videos):
                    return

    def _pages(self, ask: Ask) -> Iterator[list[FoundPost]]:
        page: str | None = ""
        for _ in range(MOST_CALLS):
            if page is None:
                return
            videos, page = self._page(ask, page)
            yield videos

    def _http(self) -> GoogleHttp:
        settings, now = self._settings, self._patience.tools.now
        if not self._owner_token:
            return GoogleHttp(settings.timeout_s, now, secret=self._key)
        token = self._patience.retried(lambda: owner_access(self._owner_token, settings, self._patience))
        return GoogleHttp(settings.timeout_s, now, secret=token.text, bearer=token.text)

    def _page(self, ask: Ask, page: str) -> tuple[list[FoundPost], str | None]:
        """Return a page's videos and where the next page begins, None after the last."""
        answer = self._patience.retried(lambda: ask(page))
        items = answer.get("items", []) if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(items, list):
            raise CallError(malformed("no-items"))
        following = answer.get("nextPageToken")
        found = [video for item in items if (video := _video(item)) is not None]
        return found, following if isinstance(following, str) and following != page else None


def _asking(http: GoogleHttp, service: Any, playlist: str) -> Ask:  # noqa: ANN401
    """Return what asks for the page of a playlist that a token names, for the first without one."""
    asked = {"part": "snippet,contentDetails", "playlistId": playlist, "maxResults": ITEMS_PER_CALL}
    return lambda page: http.answer(
        service.playlistItems().list(**asked, **({"pageToken": page} if page else {}))
    )


def _video(item: Any) -> FoundPost | None:  # noqa: ANN401
    """Return the video of an item; None for a private or deleted one, which has no instant of publication."""
    try:
        snippet, details = item["snippet"], item["contentDetails"]
        video_id, title, text = details["videoId"], snippet["title"], snippet.get("description")
        published_at = instant_from_text(details.get("videoPublishedAt"))
    except (KeyError, TypeError, AttributeError):
        return None
    if not isinstance(video_id, str) or published_at is None:
        return None
    link = link_from_video_id(video_id)
    return FoundPost(CHANNEL, video_id, link, str(title), str(text or ""), published_at)
