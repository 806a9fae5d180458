"""Read the counts of a Page's videos, reels and posts, fifty nodes a call."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from collectors.checks import Check
from collectors.chunks import NOT_FOUND, Chunk, chunks_of, read_in_chunks, split_askable, then_aside
from collectors.connections import Connections
from collectors.facebook.checking import check_token
from collectors.facebook.client import FacebookClient
from collectors.facebook.extras import Extras, asking, completed, read_extras
from collectors.facebook.inquiry import ask_patiently
from collectors.facebook.insights import counts_from_insights
from collectors.facebook.learning import Learned
from collectors.facebook.links import CHANNEL
from collectors.facebook.parsing import Counts, counts_from_node, fields_of
from collectors.facebook.plan import NODES_PER_CALL
from collectors.facebook.questions import Question, node_of
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, Failure, settings_missing
from collectors.protocol import PostToRead, Problem, Reading, Tools
from collectors.retrying import Patience
from collectors.settings import secret_of

SOURCE = "facebook-node"
INSIGHTS_SOURCE = "facebook-insights"
EXTRAS = "facebook-extras"
"""What shares and insights are called where only they could not be read."""


class FacebookCollector:
    """Reads views, reactions, shares and comments with a Page's token."""

    def __init__(self, settings: FacebookSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools
        self._token = secret_of(settings.page_token)

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield readings or a problem for every post; ids that cannot be one are not asked for."""
        if not self._token:
            yield settings_missing("page_token").problem(CHANNEL)
            return
        askable, others = split_askable(posts)
        yield from (NOT_FOUND.problem(CHANNEL, post.key) for post in others)
        chunks = chunks_of(
            askable, NODES_PER_CALL, lambda post: node_of(post, self._settings.page_id).graph_id
        )
        learned = Learned(has_insights=self._settings.insights)
        patience = Patience(self._tools, self._settings.tries, self._settings.waiting_s)
        with Connections(self._client) as clients:
            read_chunk = partial(self._read_chunk, clients, patience, learned)
            outcomes = read_in_chunks(CHANNEL, chunks, read_chunk, self._settings.connections)
            yield from then_aside(CHANNEL, outcomes, lambda: (EXTRAS, learned.extras_failure))

    def check(self) -> Iterator[Check]:
        """Yield what the platform tells of the token, and of the version that it answers with."""
        with Connections(self._client) as clients:
            yield from check_token(clients.client(), self._settings)

    def _client(self) -> FacebookClient:
        return FacebookClient(self._settings, self._token, self._tools.now)

    def _read_chunk(
        self, clients: Connections[FacebookClient], patience: Patience, learned: Learned, chunk: Chunk
    ) -> Iterator[Reading | Problem]:
        limit = learned.limit_reached(self._tools.now())
        if limit:
            raise CallError(limit)
        client = clients.client()
        questions = [self._question(node_id, posts, learned) for node_id, posts in chunk.items()]
        failure = ask_patiently(client, questions, patience)
        self._learn(client, questions, learned)
        ask = asking(client, patience, learned)
        extras = Extras() if failure else read_extras(ask, questions, self._settings, learned)
        taken_at = self._tools.now()
        for question in questions:
            yield from _outcomes(question, extras, taken_at)
        if failure:
            raise CallError(failure)

    def _question(self, node_id: str, posts: Sequence[PostToRead], learned: Learned) -> Question:
        kind = node_of(posts[0], self._settings.page_id).kind
        return Question(node_id, kind, posts, learned.known(kind, fields_of(kind, self._settings)))

    def _learn(self, client: FacebookClient, questions: Sequence[Question], learned: Learned) -> None:
        learned.used_percent = client.used_percent
        for question in questions:
            if isinstance(question.answer, dict):
                asked = fields_of(question.kind, self._settings)
                learned.forget(question.kind, set(asked) - set(question.fields))


def _outcomes(question: Question, extras: Extras, taken_at: datetime) -> Iterator[Reading | Problem]:
    """Yield the outcome of a node for each of its posts; none where it is told of the call as a whole."""
    outcome = _counted(question, extras.of_posts.get(question.node_id, {}))
    if outcome is None:
        return
    insights = extras.insights.get(question.node_id)
    for post in question.posts:
        if isinstance(outcome, Failure):
            yield outcome.problem(CHANNEL, post.key)
            continue
        told = counts_from_insights(insights, outcome) if insights else {}
        if told:
            yield Reading(post.key, INSIGHTS_SOURCE, taken_at, told)
        yield Reading(post.key, SOURCE, taken_at, outcome)


def _counted(question: Question, of_post: Counts) -> Counts | Failure | None:
    answer = question.answer
    if answer is None or (isinstance(answer, Failure) and answer.stops_channel):
        return None
    counts = answer if isinstance(answer, Failure) else counts_from_node(answer, question.fields)
    return counts if isinstance(counts, Failure) else completed(counts, of_post)
