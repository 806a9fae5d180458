"""Ask about nodes until each is answered or the tries are used up; what was heard is never asked again."""

from collections.abc import Sequence

from collectors.facebook.client import FacebookClient
from collectors.facebook.errors import unknown_field
from collectors.facebook.parsing import query_from_fields
from collectors.facebook.questions import Question
from collectors.failures import CallError, Failure
from collectors.retrying import Patience


def ask_patiently(
    client: FacebookClient, questions: Sequence[Question], patience: Patience
) -> Failure | None:
    """Leave an answer in every question that had one; return what befell the rest, or what stops the channel.

    An error of a single node, even one that may pass, stays with that node and is not returned.
    """
    try:
        patience.retried(lambda: _ask_open(client, questions))
    except CallError as error:
        is_of_all = error.failure.stops_channel or any(question.answer is None for question in questions)
        return error.failure if is_of_all else None
    return None


def _ask_open(client: FacebookClient, questions: Sequence[Question]) -> None:
    _ask(client, [question for question in questions if question.is_open])
    failures = [question.answer for question in questions if isinstance(question.answer, Failure)]
    for failure in sorted(failures, key=lambda failure: not failure.stops_channel):
        if failure.stops_channel or failure.is_transient:
            raise CallError(failure)


def _ask(client: FacebookClient, questions: Sequence[Question]) -> None:
    try:
        answers = client.nodes(
            [(question.node_id, query_from_fields(question.fields)) for question in questions]
        )
    except CallError as error:
        if unknown_field(error.failure) is None:
            raise
        answers = [error.failure] * len(questions)
    again = [question for question, answer in zip(questions, answers, strict=True) if question.hear(answer)]
    if again:
        _ask(client, again)
