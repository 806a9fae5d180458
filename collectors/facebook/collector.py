"""Read the counts of a Page's videos and posts, fifty nodes a call."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial

from collectors.chunks import NOT_FOUND, Chunk, chunks_of, read_in_chunks, split_askable
from collectors.facebook.client import FacebookClient
from collectors.facebook.inquiry import ask_patiently
from collectors.facebook.links import CHANNEL
from collectors.facebook.parsing import Counts, counts_from_node, fields_of
from collectors.facebook.questions import Question, node_of
from collectors.facebook.settings import FacebookSettings
from collectors.facebook.video_posts import completed, counts_of_video_posts
from collectors.failures import CallError, Failure, settings_missing
from collectors.protocol import PostToRead, Problem, Reading, Tools

SOURCE = "facebook-node"
NODES_PER_CALL = 50


class FacebookCollector:
    """Reads views, likes, shares and comments with a Page's token."""

    def __init__(self, settings: FacebookSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield a reading or a problem for every post; ids that cannot be one are not asked for."""
        token = self._settings.page_token.get_secret_value() if self._settings.page_token else ""
        if not token:
            yield settings_missing("page_token").problem(CHANNEL)
            return
        askable, others = split_askable(posts)
        yield from (NOT_FOUND.problem(CHANNEL, post.key) for post in others)
        chunks = chunks_of(
            askable, NODES_PER_CALL, lambda post: node_of(post, self._settings.page_id).graph_id
        )
        with closing(FacebookClient(self._settings, token, self._tools.now)) as client:
            yield from read_in_chunks(CHANNEL, chunks, partial(self._read_chunk, client))

    def _read_chunk(self, client: FacebookClient, chunk: Chunk) -> Iterator[Reading | Problem]:
        questions = [self._question(node_id, posts) for node_id, posts in chunk.items()]
        failure = ask_patiently(client, questions, self._tools, self._settings.tries)
        of_posts = {} if failure else counts_of_video_posts(client, questions, self._settings)
        taken_at = self._tools.now()
        for question in questions:
            outcome = _outcome(question, of_posts.get(question.node_id, {}))
            yield from _for_each_post(question, outcome, taken_at)
        if failure:
            raise CallError(failure)

    def _question(self, node_id: str, posts: Sequence[PostToRead]) -> Question:
        kind = node_of(posts[0], self._settings.page_id).kind
        return Question(node_id, posts, fields_of(kind, self._settings.likes))


def _outcome(question: Question, of_post: Counts) -> Counts | Failure | None:
    """Return the counts of a node or why there are none; None where that is told of the call as a whole."""
    answer = question.answer
    if answer is None or (isinstance(answer, Failure) and answer.stops_channel):
        return None
    counts = answer if isinstance(answer, Failure) else counts_from_node(answer, question.fields)
    return counts if isinstance(counts, Failure) else completed(counts, of_post)


def _for_each_post(
    question: Question, outcome: Counts | Failure | None, taken_at: datetime
) -> Iterator[Reading | Problem]:
    for post in question.posts:
        if isinstance(outcome, Failure):
            yield outcome.problem(CHANNEL, post.key)
        elif outcome is not None:
            yield Reading(post.key, SOURCE, taken_at, outcome)
