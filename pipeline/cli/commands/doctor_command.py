"""`lantoa doctor`: what is right, what is to be looked at and what is wrong with this installation."""

from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit

if TYPE_CHECKING:
    from pipeline.operations.findings import Finding

SIGNS = {"right": "✓", "look": "!", "wrong": "✗"}


def run(call: Call) -> int:
    """Print a line for each thing that was examined; the exit code is that of the worst."""
    from pipeline.operations.examining import examine
    from pipeline.operations.findings import Level
    from pipeline.workplace import real_tools

    tools = real_tools()
    levels = set()
    with call.platforms(tools.now()) as settings:
        for finding in examine(settings, tools):
            call.console.result(f"{SIGNS[finding.level]} {_sentence(call, finding)}")
            levels.add(finding.level)
    if Level.WRONG in levels:
        return Exit.FAILED
    return Exit.DONE_WITH_PROBLEMS if Level.LOOK in levels else Exit.DONE


def _sentence(call: Call, finding: "Finding") -> str:
    from reports.wording import problem_sentence

    if finding.problem is not None:
        return problem_sentence(call.console.words, finding.problem)
    parameters = {name: _shown(call, name, value) for name, value in finding.parameters.items()}
    return call.console.words.say(finding.key, **parameters)


def _shown(call: Call, name: str, value: object) -> object:
    from reports.figures import instant_text
    from reports.wording import channel_name

    if isinstance(value, datetime):
        return instant_text(value, call.settings.time_zone, call.console.language)
    return channel_name(call.console.words, str(value)) if name == "channel" else value
