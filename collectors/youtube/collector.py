"""Read the counts of YouTube videos: fifty a call, and their shares two hundred a report."""

from collections.abc import Iterator, Sequence
from functools import partial

from collectors.checks import Check, CheckCode
from collectors.chunks import NOT_FOUND, Chunk, chunks_of, read_in_chunks, split_askable, then_aside
from collectors.connections import Connections
from collectors.failures import CallError, Failure, check_of_failure, settings_missing
from collectors.protocol import PostToRead, Problem, Reading, Tools
from collectors.retrying import Patience
from collectors.settings import secret_of
from collectors.youtube.analytics import Shares, owner_access, read_shares
from collectors.youtube.client import VideoMethods, YouTubeClient
from collectors.youtube.links import CHANNEL
from collectors.youtube.parsing import counts_from_statistics, statistics_by_id
from collectors.youtube.plan import IDS_PER_CALL
from collectors.youtube.settings import YouTubeSettings

SOURCE = "youtube-data"
SHARES_SOURCE = "youtube-analytics"
ANY_VIDEO = "jNQXAC9IVRw"
"""The first video of all; whether it is there does not matter to a check."""
TESTING = {"cause": "testing"}
"""Google ends a token after a week while the app that it was got with is being tested."""


class YouTubeCollector:
    """Reads views, likes and comments with an API key, shares with the owner's token."""

    def __init__(self, settings: YouTubeSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools
        self._key = secret_of(settings.api_key)
        self._owner_token = secret_of(settings.owner_token)

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield readings or a problem for every post; ids that cannot be one are not asked for."""
        if not self._key:
            yield settings_missing("api_key").problem(CHANNEL)
            return
        askable, others = split_askable(posts)
        yield from (NOT_FOUND.problem(CHANNEL, post.key) for post in others)
        chunks = chunks_of(askable, IDS_PER_CALL, lambda post: post.platform_id)
        patience = self._patience()
        shares = self._shares([video_id for chunk in chunks for video_id in chunk], patience)
        with self._connections() as clients:
            read_chunk = partial(self._read_chunk, clients, patience, shares)
            outcomes = read_in_chunks(CHANNEL, chunks, read_chunk, self._settings.connections)
            yield from then_aside(CHANNEL, outcomes, lambda: (SHARES_SOURCE, shares.failure))

    def check(self) -> Iterator[Check]:
        """Yield whether the API key works, and the owner's token if there is one."""
        yield self._check_key()
        if self._owner_token:
            try:
                token = owner_access(self._owner_token, self._settings, self._patience())
            except CallError as error:
                yield check_of_failure(CHANNEL, "owner_token", error.failure)
            else:
                ends = token.renewable_until
                yield Check(CHANNEL, "owner_token", CheckCode.GOOD, TESTING if ends else {}, ends)

    def _check_key(self) -> Check:
        if not self._key:
            return Check(CHANNEL, "api_key", CheckCode.NO_SECRET)
        with self._connections() as clients:
            try:
                clients.client().greet(ANY_VIDEO)
            except CallError as error:
                return check_of_failure(CHANNEL, "api_key", error.failure)
        return Check(CHANNEL, "api_key", CheckCode.GOOD)

    def _connections(self) -> Connections[YouTubeClient]:
        settings, now = self._settings, self._tools.now
        methods = VideoMethods(self._key, settings.api_address, now)
        return Connections(lambda: YouTubeClient(methods, self._key, settings.timeout_s, now))

    def _patience(self) -> Patience:
        return Patience(self._tools, self._settings.tries, self._settings.waiting_s)

    def _shares(self, ids: Sequence[str], patience: Patience) -> Shares:
        if not self._owner_token or not ids:
            return Shares(self._tools.now())
        return read_shares(ids, self._owner_token, self._settings, patience)

    def _read_chunk(
        self, clients: Connections[YouTubeClient], patience: Patience, shares: Shares, chunk: Chunk
    ) -> Iterator[Reading | Problem]:
        body = patience.retried(lambda: clients.client().statistics(list(chunk)))
        taken_at = self._tools.now()
        told = statistics_by_id(body)
        for video_id, posts in chunk.items():
            counts = counts_from_statistics(told[video_id]) if video_id in told else NOT_FOUND
            for post in posts:
                if isinstance(counts, Failure):
                    yield counts.problem(CHANNEL, post.key)
                    continue
                if video_id in shares.counts:
                    yield Reading(post.key, SHARES_SOURCE, shares.as_of, {"shares": shares.counts[video_id]})
                yield Reading(post.key, SOURCE, taken_at, counts)
