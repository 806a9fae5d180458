"""Read a channel call by call, so that every post ends as one reading, one problem or under the channel's."""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from collectors.failures import CallError, Failure
from collectors.protocol import PostToRead, Problem, ProblemCode, Reading

ASKABLE_ID = re.compile(r"[A-Za-z0-9_-]+")
"""What the platforms' ids are made of; any other character would change the question that is asked."""
NOT_FOUND = Failure(ProblemCode.POST_NOT_FOUND)
OUTAGES_THAT_STOP = 2
"""Calls in a row without an answer, or with a 5xx, after which a channel is given up for the night."""

Chunk: TypeAlias = Mapping[str, Sequence[PostToRead]]
"""The posts of one call by platform id; several posts of one id are asked for once."""
ReadChunk: TypeAlias = Callable[[Chunk], Iterable[Reading | Problem]]


def split_askable(posts: Iterable[PostToRead]) -> tuple[list[PostToRead], list[PostToRead]]:
    """Return the posts that can be asked for by their ids, and those whose id no platform can have given."""
    askable: list[PostToRead] = []
    others: list[PostToRead] = []
    for post in posts:
        (askable if ASKABLE_ID.fullmatch(post.platform_id) else others).append(post)
    return askable, others


def chunks_of(posts: Iterable[PostToRead], size: int, id_of: Callable[[PostToRead], str]) -> list[Chunk]:
    """Return the posts by id, at most `size` ids a chunk, in order of first mention."""
    by_id: dict[str, list[PostToRead]] = {}
    for post in posts:
        by_id.setdefault(id_of(post), []).append(post)
    pairs = list(by_id.items())
    return [dict(pairs[start : start + size]) for start in range(0, len(pairs), size)]


def read_in_chunks(
    channel: str, chunks: Sequence[Chunk], read_chunk: ReadChunk
) -> Iterator[Reading | Problem]:
    """Yield the outcomes of each chunk; the posts of one that fails get a problem each and the next is asked.

    The channel is stopped by one problem without a post when a failure would hit every further call, and
    after two outages in a row (or one, where there is but one call to make). `read_chunk` yields what it
    has read and raises CallError for the rest.
    """
    outages = 0
    for chunk in chunks:
        failure, unanswered = yield from _outcomes(chunk, read_chunk)
        outages = outages + 1 if failure and failure.is_outage else 0
        if failure and (failure.stops_channel or outages == min(OUTAGES_THAT_STOP, len(chunks))):
            yield failure.problem(channel)
            return
        if failure:
            yield from (failure.problem(channel, key) for key in unanswered)


def _outcomes(
    chunk: Chunk, read_chunk: ReadChunk
) -> Generator[Reading | Problem, None, tuple[Failure | None, list[int]]]:
    unanswered: dict[int | None, int] = {post.key: post.key for posts in chunk.values() for post in posts}
    try:
        for outcome in read_chunk(chunk):
            unanswered.pop(outcome.post_key, None)
            yield outcome
    except CallError as error:
        return error.failure, list(unanswered.values())
    return None, []
