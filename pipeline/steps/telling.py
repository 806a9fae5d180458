"""Tell people what is new of a night, by each way that is configured; what can't be told waits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.config import Settings
from pipeline.database.models import Run
from pipeline.database.opening import reading, writing
from pipeline.database.told import Cause, note_over, note_told
from pipeline.schedule.due import is_night
from pipeline.steps.checking import COUNT_FELL, NOTHING_NEW
from pipeline.steps.work import Work
from pipeline.telling.causes import News, cause_key, news, once_each
from pipeline.telling.failures import NotTold
from pipeline.telling.message import Message, RunFacts, Setting, message
from pipeline.translation.problems import problem_lines
from reports.catalogue import Catalogue, catalogue
from reports.data import ProblemLine
from reports.wording import problem_sentence

Send = Callable[[Message], None]
DONE = "done"


@dataclass(frozen=True, slots=True)
class Telling:
    """What there is to tell of a night; `stopped` are the channels that were not read to their end."""

    words: Catalogue
    work: Work
    facts: RunFacts | None
    causes: Sequence[Cause]
    stopped: frozenset[str]


def tell(work: Work) -> dict[str, str]:
    """Tell by each way what is new; return what became of each: done, or why not.

    A night in which nothing was left to read, and nothing failed, tells nothing: it changes nothing either.
    """
    if work.run_id is None and work.failure is None:
        return {}
    settings = work.workplace.settings
    words = catalogue("reports", settings.language).joined(catalogue("pipeline", settings.language))
    with reading(work.workplace.engine) as session:
        run = None if work.run_id is None else session.get_one(Run, work.run_id)
        lines = problem_lines(session, run) if run else ()
        facts = _facts(work, run)
    causes = once_each([*_problems(words, work, lines), *_own_causes(words, work)])
    telling = Telling(words, work, facts, causes, frozenset(_stopped(lines)))
    return {way: _told(telling, way, send) for way, send in ways(settings, work).items()}


def ways(settings: Settings, work: Work) -> Mapping[str, Send]:
    """Return the ways by which people are told."""
    found: dict[str, Send] = {}
    if settings.mail.host:
        from pipeline.telling.mail import WAY, send_mail

        found[WAY] = lambda message: send_mail(settings.mail, message, work.now)
    if settings.webhook.address:
        from pipeline.telling import webhook

        found[webhook.WAY] = lambda message: webhook.post_to_webhook(settings.webhook, message)
    return found


def _problems(words: Catalogue, work: Work, lines: Iterable[ProblemLine]) -> Iterator[Cause]:
    """Yield what could not be read; counts that fell do so in one night and do not last."""
    for line in lines:
        has_fallen = line.code == COUNT_FELL
        key = cause_key(line.code, line.channel, line.number, work.occasion if has_fallen else None)
        yield Cause(key, problem_sentence(words, line), lasts=not has_fallen)


def _own_causes(words: Catalogue, work: Work) -> Iterator[Cause]:
    """Yield what is wrong with the night itself: it failed, files were held open, nights were missed."""
    for fault in work.failure.faults if work.failure else ():
        yield Cause(f"fault/{fault.code}", words.say(f"fault.{fault.code}", **fault.parameters))
    for file in work.done.get("publish", {}).get("skipped", ()):
        yield Cause(f"report-skipped/{file}", words.say("report-skipped", file=file))
    if missed := work.done.get("check", {}).get("missed"):
        sentence = words.say("nights-missed", contest=work.contest.name, nights=", ".join(missed))
        yield Cause(f"missed/{missed[0]}--{missed[-1]}", sentence, lasts=False)


def _stopped(lines: Iterable[ProblemLine]) -> Iterator[str]:
    return (line.channel for line in lines if line.number is None and line.code != NOTHING_NEW)


def _told(telling: Telling, way: str, send: Send) -> str:
    engine, work = telling.work.workplace.engine, telling.work
    with reading(engine) as session:
        found = news(session, work.contest_id, way, telling.causes, telling.stopped)
        if work.run_id is None:
            found = News(found.new, ())
        if not found.new and not found.over:
            return DONE
        letter = message(telling.words, _setting(work), telling.facts, found)
    try:
        send(letter)
    except NotTold as failure:
        return failure.cause
    with writing(engine) as session:
        note_told(session, work.contest_id, way, found.new, work.now)
        note_over(session, [told.id for told in found.over], work.now)
    return DONE


def _setting(work: Work) -> Setting:
    folder = work.done.get("publish", {}).get("folder")
    return Setting(work.key, work.contest.name, work.contest.time_zone, folder)


def _facts(work: Work, run: Run | None) -> RunFacts | None:
    if run is None:
        return None
    return RunFacts(
        occasion=work.occasion,
        is_night=is_night(work.occasion),
        read=run.posts_read,
        asked=run.posts_asked,
        digest=run.digest,
        previous_digest=run.previous_digest,
    )
