"""Read a channel call by call, so that every post ends as one reading, one problem or under the channel's."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from threading import Event
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
    by_id: dict[str, tuple[PostToRead, ...]] = {}
    for post in posts:
        name = id_of(post)
        by_id[name] = (*by_id.get(name, ()), post)
    pairs = iter(by_id.items())
    return [dict(islice(pairs, size)) for _ in range(0, len(by_id), size)]


def read_in_chunks(
    channel: str, chunks: Sequence[Chunk], read_chunk: ReadChunk, connections: int = 1
) -> Iterator[Reading | Problem]:
    """Yield the outcomes of each chunk; the posts of one that fails get a problem each and the next is asked.

    The channel is stopped by one problem without a post, the last outcome, when a failure would hit every
    further call, and after two outages in a row (or one, where there is but one call to make); what was asked
    at the same time and answered is kept. `read_chunk` yields what it has read and raises CallError for the
    rest; with several connections it is called from as many threads.
    """
    outages, stopped, ended = 0, None, Event()
    for chunk_read in _read_ahead(chunks, read_chunk, connections, ended):
        yield from chunk_read.outcomes
        failure = chunk_read.failure
        outages = outages + 1 if failure and failure.is_outage else 0
        if failure and (failure.stops_channel or outages == min(OUTAGES_THAT_STOP, len(chunks))):
            stopped = stopped or failure
            ended.set()
        if failure and not stopped:
            yield from (failure.problem(channel, key) for key in chunk_read.unanswered)
    if stopped:
        yield stopped.problem(channel)


def then_aside(
    channel: str, outcomes: Iterable[Reading | Problem], aside: Callable[[], tuple[str, Failure | None]]
) -> Iterator[Reading | Problem]:
    """Yield the outcomes and, unless they stop the channel, what befell that which was asked beside them.

    `aside` is called at the end for the name of that, and its failure if there was one.
    """
    is_stopped = False
    for outcome in outcomes:
        is_stopped = is_stopped or outcome.post_key is None
        yield outcome
    name, failure = aside()
    if failure and not is_stopped:
        yield replace(failure, detail={"source": name, **failure.detail}).problem(channel)


@dataclass(frozen=True, slots=True)
class _ChunkRead:
    """What came of one chunk: outcomes, and the posts that have none with why that is so."""

    outcomes: Sequence[Reading | Problem]
    failure: Failure | None
    unanswered: Sequence[int]


def _read_ahead(
    chunks: Sequence[Chunk], read_chunk: ReadChunk, connections: int, ended: Event
) -> Iterator[_ChunkRead]:
    """Read the first chunk alone, for a dead token should be used once, then as many at once as may be.

    As many again wait, so that no connection stands idle while a slow answer is awaited; once `ended` is set
    no further chunk is begun.
    """
    left = takewhile(lambda _: not ended.is_set(), chunks)
    for chunk in islice(left, len(chunks) if connections == 1 else 1):
        yield _read(chunk, read_chunk, ended)
    with ThreadPoolExecutor(max_workers=connections) as threads:

        def begin(chunk: Chunk) -> Future[_ChunkRead]:
            return threads.submit(_read, chunk, read_chunk, ended)

        under_way = deque(map(begin, islice(left, 2 * connections)))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(map(begin, islice(left, 1)))


def _read(chunk: Chunk, read_chunk: ReadChunk, ended: Event) -> _ChunkRead:
    """Read a chunk, or leave it to what has ended the channel."""
    if ended.is_set():
        return _ChunkRead((), None, ())
    unanswered: dict[int | None, int] = {post.key: post.key for posts in chunk.values() for post in posts}
    outcomes: list[Reading | Problem] = []
    failure = None
    try:
        for outcome in read_chunk(chunk):
            outcomes.append(outcome)
            unanswered.pop(outcome.post_key, None)
    except CallError as error:
        failure = error.failure
    return _ChunkRead(outcomes, failure, list(unanswered.values()))
