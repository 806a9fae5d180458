"""Ask for what the nodes themselves do not tell: a video's post, and insights.

The Graph API documents shares and all kinds of reactions for a Page's post only. What fails here, after all
tries, leaves those counts unknown and nothing else: the nodes themselves have been read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from collectors.facebook.answers import Answer, Node
from collectors.facebook.client import FacebookClient
from collectors.facebook.insights import POST_METRICS, VIDEO_INSIGHTS, post_insights
from collectors.facebook.learning import Learned
from collectors.facebook.links import NodeKind
from collectors.facebook.parsing import Counts, counts_from_node, fields_of, query_from_fields
from collectors.facebook.plan import NODES_PER_CALL
from collectors.facebook.questions import Question
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, Failure
from collectors.retrying import Patience

Ask: TypeAlias = Callable[[Sequence[tuple[str, str]]], list[Answer]]
"""Returns an answer for each (id, what follows it in the address), None for those of a call that failed."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What was told beside the nodes, by node id: the counts of a video's post, and insights."""

    of_posts: Mapping[str, Counts] = field(default_factory=dict)
    insights: Mapping[str, Node] = field(default_factory=dict)


def asking(client: FacebookClient, patience: Patience, learned: Learned) -> Ask:
    """Return what asks in as few calls as there can be, and takes note of the first one that failed."""

    def ask(asked: Sequence[tuple[str, str]]) -> list[Answer]:
        chunks = [asked[start : start + NODES_PER_CALL] for start in range(0, len(asked), NODES_PER_CALL)]
        return [answer for chunk in chunks for answer in _answers(client, chunk, patience, learned)]

    return ask


def _answers(
    client: FacebookClient, asked: Sequence[tuple[str, str]], patience: Patience, learned: Learned
) -> Sequence[Answer]:
    try:
        return patience.retried(lambda: client.ask(asked))
    except CallError as error:
        learned.note_extras_failure(error.failure)
        return [None] * len(asked)


def read_extras(
    ask: Ask, questions: Sequence[Question], settings: FacebookSettings, learned: Learned
) -> Extras:
    """Return the extras of those nodes that were answered."""
    answered = [each for each in questions if isinstance(each.answer, Mapping)]
    if not answered or not learned.allows_extras:
        return Extras()
    fields = learned.known(NodeKind.POST, fields_of(NodeKind.POST, settings))
    query = f"?fields={query_from_fields(fields)}"
    posts = {each.node_id: post for each in answered if (post := _post_of(each.answer, settings.page_id))}
    edges = _insight_edges(ask, answered, learned)
    asked = [*((post, query) for post in posts.values()), *edges.items()]
    answers = ask(asked)
    of_posts = {
        video: _counts(answer, fields) for video, answer in zip(posts, answers[: len(posts)], strict=True)
    }
    insights = dict(zip(edges, answers[len(posts) :], strict=True))
    told = {node_id: answer for node_id, answer in insights.items() if isinstance(answer, Mapping)}
    if insights and not told:
        learned.has_insights = False
    return Extras(of_posts, told)


def completed(counts: Counts, of_post: Counts) -> Counts:
    """Return the counts of a video with those of its post where the video tells none.

    >>> completed({"views": 9, "shares": None}, {"views": None, "shares": 2})
    {'views': 9, 'shares': 2}
    """
    told = {metric: count for metric, count in counts.items() if count is not None}
    return {**counts, **of_post, **told}


def _insight_edges(ask: Ask, answered: Sequence[Question], learned: Learned) -> Mapping[str, str]:
    if not learned.has_insights:
        return {}
    posts = [each.node_id for each in answered if each.kind is NodeKind.POST]
    metrics = _post_metrics(ask, posts[0], learned) if posts else ()
    of_posts = dict.fromkeys(posts, post_insights(metrics)) if metrics else {}
    videos = [each.node_id for each in answered if each.kind is NodeKind.VIDEO]
    return {**dict.fromkeys(videos, VIDEO_INSIGHTS), **of_posts}


def _post_metrics(ask: Ask, post: str, learned: Learned) -> tuple[str, ...]:
    """Return the metrics that posts know: each is tried by itself, once a night."""
    with learned.lock:
        if learned.post_metrics is None:
            answers = ask([(post, post_insights([metric])) for metric in POST_METRICS])
            tried = zip(POST_METRICS, answers, strict=True)
            learned.post_metrics = tuple(metric for metric, told in tried if isinstance(told, Mapping))
        return learned.post_metrics


def _post_of(answer: Answer, page_id: str | None) -> str | None:
    """Return the id of the video's post: `post_id` is the part after the Page's number, or the whole."""
    told = answer.get("post_id") if isinstance(answer, Mapping) else None
    if not isinstance(told, str) or not told.isascii() or not told.replace("_", "", 1).isdigit():
        return None
    if "_" in told:
        return told
    return f"{page_id}_{told}" if page_id else None


def _counts(answer: Answer, fields: Sequence[str]) -> Counts:
    if answer is None or isinstance(answer, Failure):
        return {}
    counts = counts_from_node(answer, fields)
    return {} if isinstance(counts, Failure) else counts
