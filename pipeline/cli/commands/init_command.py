"""`lantoa init`: a config that explains itself, and empty sheets to fill in."""

from datetime import datetime
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.console import program


def run(call: Call) -> int:
    """Write the files, name them, and say what to do next."""
    from pipeline.operations.beginning import begin

    folder, console = Path(call.options.folder), call.console
    config, *sheets = begin(folder, console.language, datetime.now().astimezone())
    for path in (config, *sheets):
        console.result(str(path))
    entries, judges, marks, _ = sheets
    console.say("init-next", lantoa=program(), config=config, entries=entries, judges=judges, marks=marks)
    return Exit.DONE
