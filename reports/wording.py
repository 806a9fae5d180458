"""Words and sentences for what the data hold as codes: channels, metrics, notices, problems, reasons."""

import re
from collections.abc import Iterable, Mapping

from reports.catalogue import Catalogue
from reports.data import NoticeLine, ProblemLine, ReportRow
from reports.figures import number_text
from reports.plaintext import isolated, shortened, visible_text

_DAYS_FROM_HOURS = 72
_ENTRIES_WITH_TITLES = 3
_TITLE_LENGTH = 80
_DETAIL_LENGTH = 200
_TAG = re.compile(r"</?[a-z][^<>]*>")
"""Some platforms put links into their messages."""


def channel_name(catalogue: Catalogue, channel: str) -> str:
    """Return the channel's name, or its key where the catalogue has none (a channel counted by hand)."""
    return _word(catalogue, "channel", channel)


def metric_name(catalogue: Catalogue, metric: str) -> str:
    """Return the metric's name, or its key where the catalogue has none."""
    return _word(catalogue, "metric", metric)


def source_name(catalogue: Catalogue, source: str) -> str:
    """Return the name of a way of asking for counts, or its key where the catalogue has none."""
    return _word(catalogue, "source", source)


def status_word(catalogue: Catalogue, status: str) -> str:
    """Return the word for an entry's status."""
    return _word(catalogue, "status", status)


def flag_words(catalogue: Catalogue, flag: str) -> str:
    """Say what an organiser must look at, or return the code where the catalogue has no words."""
    return _word(catalogue, "flag", flag)


def missing_words(catalogue: Catalogue, code: str) -> str:
    """Say what is missing of an entry: `marks`, `judges`, `counts` or an unknown `<channel>_<metric>`."""
    if catalogue.knows(f"missing.{code}"):
        return catalogue.say(f"missing.{code}")
    channel, metric = _channel_and_metric(catalogue, code)
    return catalogue.say(
        "missing-count", channel=channel_name(catalogue, channel), metric=metric_name(catalogue, metric)
    )


def standing_words(catalogue: Catalogue, row: ReportRow) -> str | None:
    """Say why an entry is not ranked; None for one that is."""
    if row.rank is not None:
        return None
    if row.status != "competing":
        return _word(catalogue, "standing-status", row.status)
    reasons = ", ".join(missing_words(catalogue, code) for code in row.missing)
    return catalogue.say("unranked-because", reasons=reasons) if reasons else catalogue.say("unranked")


def notice_sentence(catalogue: Catalogue, notice: NoticeLine, titles: Mapping[str, str]) -> str:
    """Make the sentence of a notice; `titles` has the titles of entries by number."""
    key = f"notice.{notice.code}"
    parameters = {name: _parameter(catalogue, name, value) for name, value in notice.parameters}
    return catalogue.say(
        key if catalogue.knows(key) else "notice.unknown",
        **{**parameters, "code": notice.code, "entries": entries_words(catalogue, notice.numbers, titles)},
    )


def problem_sentence(catalogue: Catalogue, problem: ProblemLine) -> str:
    """Say what could not be read, whose post or which channel it is, and what to do next."""
    sentence = catalogue.say(f"problem.{problem.code}", place=_place(catalogue, problem))
    detail = "; ".join(_detail(catalogue, name, value) for name, value in problem.detail if value)
    if not detail:
        return sentence
    text = isolated(shortened(visible_text(_TAG.sub("", detail)), _DETAIL_LENGTH))
    return f"{sentence} {catalogue.say('problem-detail', detail=text)}"


def _detail(catalogue: Catalogue, name: str, value: str) -> str:
    words = [
        catalogue.say(key) if catalogue.knows(key) else text
        for key, text in ((f"detail.{name}", name), (f"detail-value.{value}", value))
    ]
    return ": ".join(words)


def entries_words(catalogue: Catalogue, numbers: Iterable[str], titles: Mapping[str, str]) -> str:
    """Name entries: a few by number and title, many by number, none as all of them."""
    named = tuple(numbers)
    if not named:
        return catalogue.say("entries.all")
    if len(named) > _ENTRIES_WITH_TITLES:
        return catalogue.say("entries.many", numbers=", ".join(_quotable(number) for number in named))
    return ", ".join(entry_words(catalogue, number, titles.get(number)) for number in named)


def entry_words(catalogue: Catalogue, number: str, title: str | None) -> str:
    """Name one entry by its number and, where it is known, its title."""
    if title is None:
        return catalogue.say("entries.numbered", number=_quotable(number))
    return catalogue.say("entries.titled", number=_quotable(number), title=_quotable(title))


def capitalised(text: str) -> str:
    """Return the text with its first letter large, the others as they are.

    >>> capitalised("lượt xem trên YouTube")
    'Lượt xem trên YouTube'
    """
    return text[:1].upper() + text[1:]


def _word(catalogue: Catalogue, kind: str, code: str) -> str:
    key = f"{kind}.{code}"
    return catalogue.say(key) if catalogue.knows(key) else visible_text(code)


def _place(catalogue: Catalogue, problem: ProblemLine) -> str:
    channel = channel_name(catalogue, problem.channel)
    if problem.number is None:
        return channel
    return f"{channel}, {entry_words(catalogue, problem.number, problem.title)}"


def _channel_and_metric(catalogue: Catalogue, code: str) -> tuple[str, str]:
    channel, _, metric = code.partition("_")
    if catalogue.knows(f"channel.{channel}"):
        return channel, metric
    channel, _, metric = code.rpartition("_")
    return channel, metric


def _parameter(catalogue: Catalogue, name: str, value: str) -> str:
    if name in ("channel", "metric", "scale"):
        return _word(catalogue, name, value)
    if name == "hours":
        return _span(catalogue, int(value))
    return number_text(int(value), catalogue.language) if value.isdecimal() else _quotable(value)


def _span(catalogue: Catalogue, hours: int) -> str:
    """Say a long time in days: nobody knows how long 375 hours are."""
    unit, count = ("days", hours // 24) if hours >= _DAYS_FROM_HOURS else ("hours", hours)
    return catalogue.say(f"span.{unit}", count=count)


def _quotable(text: str) -> str:
    return isolated(shortened(visible_text(text), _TITLE_LENGTH))
