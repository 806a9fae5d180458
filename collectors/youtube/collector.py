"""Read the counts of YouTube videos, fifty a call."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial

from collectors.chunks import NOT_FOUND, Chunk, chunks_of, read_in_chunks, split_askable
from collectors.failures import Failure, settings_missing
from collectors.protocol import PostToRead, Problem, Reading, Tools
from collectors.retrying import retried
from collectors.youtube.client import YouTubeClient
from collectors.youtube.links import CHANNEL
from collectors.youtube.parsing import counts_from_statistics, statistics_by_id
from collectors.youtube.settings import YouTubeSettings

SOURCE = "youtube-data"
IDS_PER_CALL = 50


class YouTubeCollector:
    """Reads views, likes and comments with an API key."""

    def __init__(self, settings: YouTubeSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield a reading or a problem for every post; ids that cannot be one are not asked for."""
        key = self._settings.api_key.get_secret_value() if self._settings.api_key else ""
        if not key:
            yield settings_missing("api_key").problem(CHANNEL)
            return
        askable, others = split_askable(posts)
        yield from (NOT_FOUND.problem(CHANNEL, post.key) for post in others)
        chunks = chunks_of(askable, IDS_PER_CALL, lambda post: post.platform_id)
        client = YouTubeClient(key, self._settings.api_address, self._settings.timeout_s, self._tools.now)
        with closing(client):
            yield from read_in_chunks(CHANNEL, chunks, partial(self._read_chunk, client))

    def _read_chunk(self, client: YouTubeClient, chunk: Chunk) -> Iterator[Reading | Problem]:
        body = retried(lambda: client.statistics(list(chunk)), self._tools, self._settings.tries)
        taken_at = self._tools.now()
        told = statistics_by_id(body)
        for video_id, posts in chunk.items():
            counts = counts_from_statistics(told[video_id]) if video_id in told else NOT_FOUND
            for post in posts:
                if isinstance(counts, Failure):
                    yield counts.problem(CHANNEL, post.key)
                else:
                    yield Reading(post.key, SOURCE, taken_at, counts)
