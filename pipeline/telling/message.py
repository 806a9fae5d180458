"""Put what is new into one message: a short subject, plain text, and the same as facts for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from pipeline.database.types import epoch_from_instant
from pipeline.schedule.wording import occasion_words
from pipeline.telling.causes import News
from reports.catalogue import Catalogue
from reports.figures import instant_text


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a message says of the run: digests are None where nothing was read."""

    occasion: str
    is_night: bool
    read: int
    asked: int
    digest: str | None
    previous_digest: str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a message comes from: the contest, its zone, and the folder of its latest report."""

    key: str
    name: str
    time_zone: str
    folder: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `key` is the same whenever the same is told of the same night."""

    subject: str
    text: str
    facts: Mapping[str, object]
    key: str


def message(words: Catalogue, setting: Setting, run: RunFacts | None, news: News) -> Message:
    """Return the message of a night's news."""
    return Message(
        subject=_subject(words, setting, news),
        text=_text(words, setting, run, news),
        facts=_facts(setting, run, news),
        key=_key(setting, run, news),
    )


def _subject(words: Catalogue, setting: Setting, news: News) -> str:
    code = "over" if not news.new else "both" if news.over else "new"
    return words.say(f"tell.subject-{code}", contest=setting.key, count=len(news.new))


def _text(words: Catalogue, setting: Setting, run: RunFacts | None, news: News) -> str:
    gone = [
        words.say(
            "tell.gone",
            at=instant_text(told.told_at, setting.time_zone, words.language),
            sentence=told.sentence,
        )
        for told in news.over
    ]
    new = [words.say("tell.item", sentence=cause.sentence) for cause in news.new]
    parts = (
        [words.say("tell.new"), *new] if new else [],
        [words.say("tell.over"), *gone] if gone else [],
        [words.say("tell.report", folder=setting.folder)] if setting.folder else [],
        _run_lines(words, run) if run else [],
        [words.say("tell.once"), words.say("tell.about", name=setting.name)],
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _run_lines(words: Catalogue, run: RunFacts) -> list[str]:
    name = occasion_words(words, run.occasion)
    lines = [
        words.say("tell.night" if run.is_night else "tell.extra", night=name, read=run.read, asked=run.asked)
    ]
    if run.digest:
        lines.append(words.say("tell.digest", digest=run.digest))
        if run.previous_digest:
            lines.append(words.say("tell.previous", digest=run.previous_digest))
        lines.append(words.say("tell.keep"))
    return lines


def _facts(setting: Setting, run: RunFacts | None, news: News) -> Mapping[str, object]:
    return {
        "contest": setting.key,
        "night": run.occasion if run else None,
        "new": [{"cause": cause.key, "text": cause.sentence} for cause in news.new],
        "over": [{"cause": told.cause, "text": told.sentence} for told in news.over],
        "digest": run.digest if run else None,
        "previous_digest": run.previous_digest if run else None,
    }


def _key(setting: Setting, run: RunFacts | None, news: News) -> str:
    parts = [
        setting.key,
        run.occasion if run else "",
        *(cause.key for cause in news.new),
        "/",
        *(f"{told.cause} {epoch_from_instant(told.told_at)}" for told in news.over),
    ]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
