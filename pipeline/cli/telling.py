"""Say in plain words what a run did and what it could not read."""

from typing import TYPE_CHECKING

from pipeline.cli.codes import Exit
from pipeline.cli.console import Console
from reports.catalogue import Catalogue

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from pipeline.database.models import Run
    from pipeline.steps.publishing import Publication


def tell_run(console: Console, engine: "Engine", run_id: int, time_zone: str) -> int:
    """Say how many posts a run read, each problem and what it left unread; return the exit code of that."""
    from pipeline.database.models import Run
    from pipeline.database.opening import reading

    with reading(engine) as session:
        run = session.get_one(Run, run_id)
        console.say("run-read", read=run.posts_read, asked=run.posts_asked)
        problems = problem_sentences(console.words, session, run)
        aftermath = aftermath_sentences(console.words, session, run, time_zone)
    for sentence in [*problems, *aftermath]:
        console.say("problem-line", sentence=sentence)
    return Exit.DONE_WITH_PROBLEMS if problems else Exit.DONE


def tell_publication(console: Console, publication: "Publication") -> None:
    """Say where the report stands and which files could not be replaced."""
    console.say("report-written", folder=publication.folder)
    for path in publication.skipped:
        console.say("report-skipped", file=path)


def problem_sentences(words: Catalogue, session: "Session", run: "Run") -> list[str]:
    """Return a sentence for each problem of a run that nobody has acknowledged."""
    from pipeline.translation.problems import problem_lines
    from reports.wording import problem_sentence

    return [problem_sentence(words, problem) for problem in problem_lines(session, run)]


def aftermath_sentences(words: Catalogue, session: "Session", run: "Run", time_zone: str) -> list[str]:
    """Say of each channel that was not read to its end which entries that leaves, and when to try again."""
    from pipeline.translation.unread import stops_of
    from reports.figures import instant_text
    from reports.wording import channel_name

    sentences: list[str] = []
    for stop in stops_of(session, run):
        channel, kind = channel_name(words, stop.channel), "hand" if run.night is None else "night"
        if stop.unread:
            sentences.append(words.say("run-unread", channel=channel, entries=", ".join(stop.unread)))
        if stop.retry_at:
            at = instant_text(stop.retry_at, time_zone, words.language)
            sentences.append(words.say(f"run-retry.{kind}", channel=channel, at=at))
    return sentences


def run_sentence(words: Catalogue, run: "Run", time_zone: str) -> str:
    """Return one line on a run: when, what kind, how much of it was read."""
    from pipeline.schedule.wording import occasion_words
    from reports.figures import instant_text

    return words.say(
        f"run-line.{run.kind}",
        at=instant_text(run.started_at, time_zone, words.language),
        read=run.posts_read,
        asked=run.posts_asked,
        state=words.say(f"run-state.{run.state}"),
        night=occasion_words(words, run.night) if run.night else "",
        origin=run.origin or "",
        person=run.person or "",
    )
