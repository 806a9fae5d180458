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


def tell_run(console: Console, engine: "Engine", run_id: int) -> int:
    """Say how many posts a run read and each problem; return the exit code that this makes."""
    from pipeline.database.models import Run
    from pipeline.database.opening import reading

    with reading(engine) as session:
        run = session.get_one(Run, run_id)
        console.say("run-read", read=run.posts_read, asked=run.posts_asked)
        problems = problem_sentences(console.words, session, run)
    for sentence in problems:
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
