"""What is asked about one node, and what has been heard so far; it asks nobody itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from collectors.facebook.answers import Answer
from collectors.facebook.errors import unknown_field
from collectors.facebook.links import NodeKind, NodeLink, node_from_link
from collectors.facebook.parsing import platform_field
from collectors.failures import Failure
from collectors.protocol import LinkError, PostToRead, ProblemCode

NO_ANSWER = Failure(ProblemCode.UNREACHABLE, {"reason": "no-answer"})


@dataclass(slots=True)
class Question:
    """One node, the posts that it stands for and the fields that are still asked for."""

    node_id: str
    kind: NodeKind
    posts: Sequence[PostToRead]
    fields: tuple[str, ...]
    answer: Answer = None
    was_passed_over: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked: not answered, or by an error that may pass."""
        return self.answer is None or (isinstance(self.answer, Failure) and self.answer.is_transient)

    def hear(self, answer: Answer) -> bool:
        """Take an answer and tell whether to ask again at once.

        That is so for no answer, once, and for an error that names one of the fields as unknown: it is
        left out then, for one unknown field fails a node's whole list.
        """
        if answer is None:
            is_first_time = not self.was_passed_over
            self.was_passed_over = True
            self.answer = None if is_first_time else NO_ANSWER
            return is_first_time
        self.answer = answer
        return isinstance(answer, Failure) and self._leave_out(unknown_field(answer))

    def _leave_out(self, unknown: str | None) -> bool:
        kept = tuple(field for field in self.fields if platform_field(field) != unknown)
        if not kept or kept == self.fields:
            return False
        self.fields = kept
        self.answer = None
        return True


def node_of(post: PostToRead, page_id: str | None) -> NodeLink:
    """Return the node of a post; a post whose Page is only named in its link is taken for one of `page_id`.

    An id with a Page's number is a post's. A bare number is a video's, unless the address says otherwise.
    """
    page, _, number = post.platform_id.rpartition("_")
    if page:
        return NodeLink(NodeKind.POST, number, page)
    kind = _kind_from_address(post.url)
    return NodeLink(kind, number, page_id if kind is NodeKind.POST else None)


def _kind_from_address(url: str | None) -> NodeKind:
    try:
        return node_from_link(url or "").kind
    except LinkError:
        return NodeKind.VIDEO
