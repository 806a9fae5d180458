"""Read from a video's post what the video itself does not tell.

The Graph API documents shares and the sum of all reactions for a Page's post only. What fails here leaves
those counts unknown and nothing else: the video itself has been read.
"""

from collections.abc import Mapping, Sequence

from collectors.facebook.answers import Answer
from collectors.facebook.client import FacebookClient
from collectors.facebook.links import NodeKind
from collectors.facebook.parsing import Counts, Likes, counts_from_node, fields_of, query_from_fields
from collectors.facebook.questions import Question
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, Failure


def counts_of_video_posts(
    client: FacebookClient, questions: Sequence[Question], settings: FacebookSettings
) -> Mapping[str, Counts]:
    """Return the counts of the posts by the video's id, for those videos whose answer tells their post."""
    posts = {
        question.node_id: post
        for question in questions
        if (post := _post_of(question.answer, settings.page_id))
    }
    if not posts:
        return {}
    query = query_from_fields(fields_of(NodeKind.POST, settings.likes))
    try:
        answers = client.nodes([(post, query) for post in posts.values()])
    except CallError:
        return {}
    return {video: _counts(answer, settings.likes) for video, answer in zip(posts, answers, strict=True)}


def completed(counts: Counts, of_post: Counts) -> Counts:
    """Return the counts of a video with those of its post where the video tells none.

    >>> completed({"views": 9, "shares": None}, {"views": None, "shares": 2})
    {'views': 9, 'shares': 2}
    """
    return {metric: of_post.get(metric) if count is None else count for metric, count in counts.items()}


def _post_of(answer: Answer, page_id: str | None) -> str | None:
    """Return the id of the video's post: `post_id` is the part after the Page's number, or the whole."""
    told = answer.get("post_id") if isinstance(answer, Mapping) else None
    if not isinstance(told, str) or not told.isascii() or not told.replace("_", "", 1).isdigit():
        return None
    if "_" in told:
        return told
    return f"{page_id}_{told}" if page_id else None


def _counts(answer: Answer, likes: Likes) -> Counts:
    if answer is None or isinstance(answer, Failure):
        return {}
    counts = counts_from_node(answer, fields_of(NodeKind.POST, likes))
    return {} if isinstance(counts, Failure) else counts
