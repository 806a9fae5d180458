"""What is coded in the data becomes words and sentences."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reports.catalogue import Catalogue
from reports.data import NoticeLine, ProblemLine, RankingReport
from reports.wording import (
    channel_name,
    metric_name,
    missing_words,
    notice_sentence,
    problem_sentence,
    standing_words,
)

MakeReport = Callable[..., RankingReport]

NOTICES = {
    "nobody-ranked": {},
    "no-entries": {},
    "metric-decided-nothing": {"scale": "min-max"},
    "metric-unknown-everywhere": {"channel": "youtube", "metric": "shares"},
    "interpolation-gap": {"hours": "49"},
    "incomplete-sheets": {"count": "1"},
    "too-few-judges": {"minimum": "3"},
    "award-shared": {"award": "Giải Ba"},
    "award-not-given": {"award": "Giải Ba", "count": "2"},
    "counts-held": {"hours": "1200"},
    "weights-unused": {},
}
PROBLEMS = (
    "post-not-found",
    "post-forbidden",
    "malformed-answer",
    "unreachable",
    "platform-failed",
    "rate-limited",
    "quota-exhausted",
    "credentials-missing",
    "credentials-refused",
    "permission-missing",
    "request-refused",
)
FOUND_AT = datetime(2024, 10, 30, 19, 3, tzinfo=UTC)


def _notice(code: str, *numbers: str) -> NoticeLine:
    return NoticeLine(code, numbers, tuple(NOTICES[code].items()))


def _problem(code: str, number: str | None, *detail: tuple[str, str]) -> ProblemLine:
    title = None if number is None else "Sách về làng"
    return ProblemLine("facebook", code, number, title, detail, FOUND_AT)


@pytest.mark.parametrize("code", NOTICES)
def test_every_notice_has_a_sentence(words: Catalogue, code: str) -> None:
    sentence = notice_sentence(words, _notice(code, "04"), {"04": "Sách về làng"})
    assert not sentence[0].islower()
    assert sentence.endswith((".", ")."))


def test_a_notice_names_a_few_entries_by_their_titles(vietnamese: Catalogue) -> None:
    sentence = notice_sentence(vietnamese, _notice("too-few-judges", "04", "11"), {"04": "Sách về làng"})
    assert sentence == ("Chưa đủ 3 giám khảo chấm nên chưa xếp hạng: bài số 04 “Sách về làng”, bài số 11.")


def test_a_notice_names_many_entries_by_their_numbers(english: Catalogue) -> None:
    sentence = notice_sentence(english, _notice("award-shared", "1", "2", "3", "4"), {"1": "Books"})
    assert sentence == "Giải Ba is shared by entries that tie: nos. 1, 2, 3, 4."


def test_a_notice_speaks_of_one_sheet_in_the_singular(english: Catalogue) -> None:
    sentence = notice_sentence(english, _notice("incomplete-sheets", "04"), {})
    assert sentence.startswith("1 score sheet lacks criteria and does not count yet: no. 04.")


def test_a_notice_words_its_parameters(vietnamese: Catalogue) -> None:
    assert "lượt chia sẻ trên YouTube" in notice_sentence(
        vietnamese, _notice("metric-unknown-everywhere"), {}
    )
    assert "50 ngày" in notice_sentence(vietnamese, _notice("counts-held"), {})


def test_an_unknown_notice_is_still_shown(words: Catalogue) -> None:
    assert "“brand-new”" in notice_sentence(words, NoticeLine("brand-new", (), (("x", "1"),)), {})


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_names_whose_post_it_is(words: Catalogue, code: str) -> None:
    sentence = problem_sentence(words, _problem(code, "07"))
    assert sentence.startswith("Facebook, ")
    assert "07 “Sách về làng”: " in sentence


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_of_a_channel_begins_with_its_name(words: Catalogue, code: str) -> None:
    assert problem_sentence(words, _problem(code, None)).startswith("Facebook: ")


def test_a_problem_ends_with_what_the_platform_said(english: Catalogue) -> None:
    sentence = problem_sentence(
        english, _problem("request-refused", None, ("status", "400"), ("reason", "bad\nid"))
    )
    assert sentence.endswith(" Detail: status: 400; reason: bad id")


def test_a_link_in_what_the_platform_said_is_left_out(english: Catalogue) -> None:
    said = ("message", 'Your <a href="/youtube/v3/getting-started#quota">quota</a> is < 1.')
    sentence = problem_sentence(english, _problem("quota-exhausted", None, said))
    assert sentence.endswith(" Detail: the platform says: Your quota is < 1.")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("marks", "chưa có phiếu chấm đủ tiêu chí"),
        ("youtube_views", "chưa rõ lượt xem trên YouTube"),
        ("facebook_reactions_love", "chưa rõ reactions_love trên Facebook"),
        ("bang_tin_views", "chưa rõ lượt xem trên bang_tin"),
    ],
)
def test_what_is_missing_is_said(vietnamese: Catalogue, code: str, said: str) -> None:
    assert missing_words(vietnamese, code) == said


def test_a_channel_and_a_metric_of_the_contests_own_keep_their_names(words: Catalogue) -> None:
    assert (channel_name(words, "televote"), metric_name(words, "points")) == ("televote", "points")


@pytest.mark.parametrize(
    ("status", "missing", "said"),
    [
        ("competing", ("judges", "counts"), "Not ranked: too few judges, no counts yet"),
        ("competing", (), "Not ranked"),
        ("withdrawn", (), "Withdrawn from the contest"),
        ("disqualified", ("marks",), "Disqualified from the contest"),
    ],
)
def test_why_an_entry_is_not_ranked(
    make_report: MakeReport, english: Catalogue, status: str, missing: tuple[str, ...], said: str
) -> None:
    row = replace(make_report().rows[-1], status=status, missing=missing)
    assert standing_words(english, row) == said


def test_a_ranked_entry_needs_no_reason(make_report: MakeReport, words: Catalogue) -> None:
    assert standing_words(words, make_report().rows[0]) is None
