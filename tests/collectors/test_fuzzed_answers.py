"""Whatever a platform answers, nothing escapes and no count is told that was not sent for that post."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from collectors.counts import count_from_value
from collectors.facebook.answers import answers_from_batch
from collectors.facebook.errors import failure_from_error as facebook_failure
from collectors.facebook.links import NodeKind
from collectors.facebook.parsing import counts_from_node, fields_of
from collectors.facebook.questions import Question
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, Failure
from collectors.google.errors import failure_from_error as google_failure
from collectors.protocol import PostToRead
from collectors.website.parsing import page_list
from collectors.youtube.parsing import counts_from_statistics, statistics_by_id

NOW = datetime(2026, 11, 25, tzinfo=UTC)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["7", 5])
)
NAMES = st.sampled_from(
    [
        *["items", "id", "statistics", "viewCount", "likeCount", "commentCount"],
        *["error", "code", "message", "errors", "details", "reason", "error_subcode"],
        *["body", "views", "shares", "count", "reactions", "likes", "comments", "summary", "total_count"],
        *["url", "label", "nb_hits"],
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=12,
)


def is_told(counts: object, sent: object) -> bool:
    """Tell whether each count is unknown or stands somewhere in what was sent."""
    text = json.dumps(sent)
    assert isinstance(counts, dict)
    return all(count is None or (count >= 0 and str(count) in text) for count in counts.values())


@given(VALUES)
def test_youtube_answers(body: object) -> None:
    try:
        told = statistics_by_id(body)
    except CallError as error:
        assert error.failure.code == "malformed-answer"  # noqa: PT017
        return
    for statistics in told.values():
        counts = counts_from_statistics(statistics)
        assert isinstance(counts, Failure) or is_told(counts, statistics)


@given(
    st.fixed_dictionaries({}, optional={"viewCount": SCALARS, "likeCount": SCALARS, "commentCount": SCALARS})
)
def test_each_youtube_count_is_the_one_of_its_own_field(statistics: dict[str, object]) -> None:
    counts = counts_from_statistics(statistics)
    if not isinstance(counts, Failure):
        assert counts["views"] == count_from_value(statistics.get("viewCount"))
        assert counts["likes"] == count_from_value(statistics.get("likeCount"))
        assert counts["comments"] == count_from_value(statistics.get("commentCount"))


@given(st.integers(400, 599), VALUES | st.fixed_dictionaries({"error": VALUES}))
def test_youtube_errors(status: int, body: object) -> None:
    failure = google_failure(status, json.dumps(body).encode(), {}, secrets=["key"], now=NOW)
    assert all(isinstance(text, str) for text in failure.detail.values())


@given(st.integers(400, 599), st.binary())
def test_youtube_errors_that_are_no_json(status: int, body: bytes) -> None:
    assert google_failure(status, body, {}, secrets=["key"], now=NOW).detail["status"] == str(status)


def batch_items() -> st.SearchStrategy[object]:
    """Make items as they come, with nodes of the ids asked for among them."""
    nodes = st.dictionaries(NAMES, VALUES, max_size=5) | st.fixed_dictionaries({"id": st.sampled_from("123")})
    bodies = nodes.map(json.dumps) | st.text(max_size=5) | VALUES
    return (
        st.none() | VALUES | st.fixed_dictionaries({"code": st.sampled_from([200, 400, 500]), "body": bodies})
    )


@given(st.lists(batch_items(), max_size=5) | VALUES)
def test_facebook_batches(listed: object) -> None:
    try:
        answers = answers_from_batch(
            listed,
            ["1", "2", "9_3"],
            lambda error, status: facebook_failure(error, status, {}, token="t", now=NOW),
        )
    except CallError as error:
        assert error.failure.code == "malformed-answer"  # noqa: PT017
        return
    assert len(answers) == 3
    for node_id, answer in zip(("1", "2", "3"), answers, strict=True):
        question = Question(
            node_id, NodeKind.POST, [PostToRead(1, node_id)], fields_of(NodeKind.POST, FacebookSettings())
        )
        question.hear(answer)
        if answer is not None and not isinstance(answer, Failure):
            counts = counts_from_node(answer, question.fields)
            assert answer["id"].rpartition("_")[2] == node_id
            assert isinstance(counts, Failure) or is_told({**counts, "shares": None}, answer)


@given(VALUES)
def test_matomo_answers(rows: object) -> None:
    try:
        pages = page_list(rows, ())
    except CallError as error:
        assert error.failure.code == "malformed-answer"  # noqa: PT017
        return
    for page in [*pages.values, "a.example/not-listed"]:
        views = pages.views(page)
        assert views is None or isinstance(views, Failure) or views >= 0
