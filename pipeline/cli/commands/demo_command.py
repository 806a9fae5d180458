"""`lantoa demo`: the whole job on made-up data, with no account and no network."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.console import program
from pipeline.cli.telling import problem_sentences

if TYPE_CHECKING:
    from sqlalchemy import Engine


def run(call: Call) -> int:
    """Make the demo, print its ranking and say what to try next."""
    from pipeline.demo.running import run_demo
    from pipeline.demo.story import NIGHTS

    folder = Path(call.options.output)
    call.console.say("demo-begins", folder=folder)
    call.console.say("demo-nights", count=NIGHTS)
    told: set[str] = set()
    outcome = run_demo(
        folder, call.console.language, lambda engine, run_id: _tell_new(call, engine, run_id, told)
    )
    call.console.table(outcome.last_night.report)
    report = outcome.last_night.publication.folder / "ranking.html"
    call.console.say("demo-next", lantoa=program(), report=report, config=outcome.config)
    return Exit.DONE


def _tell_new(call: Call, engine: "Engine", run_id: int, told: set[str]) -> None:
    """Say what went wrong in a night, each thing when it first happens."""
    from pipeline.database.models import Run
    from pipeline.database.opening import reading

    with reading(engine) as session:
        run = session.get_one(Run, run_id)
        new = [each for each in problem_sentences(call.console.words, session, run) if each not in told]
        if new:
            call.console.say("demo-night", night=run.night, read=run.posts_read, asked=run.posts_asked)
    for sentence in new:
        call.console.say("problem-line", sentence=sentence)
    told.update(new)
