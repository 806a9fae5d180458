"""`lantoa import`: take entries, judges, marks or readings from a spreadsheet."""

from getpass import getuser
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Import a file, all of it or nothing, and say what it changed."""
    from pipeline.steps.importing import Import, import_file

    options = call.options
    wanted = Import(
        form=options.form,
        file=Path(options.file),
        person=options.by or _login_name(),
        reason=options.reason,
        is_only_tried=options.dry_run,
    )
    contest = call.contest()
    with call.workplace() as workplace:
        outcome = import_file(workplace, contest, wanted)
    words = call.console.words
    call.console.result(
        words.say(
            "imported",
            place=outcome.place,
            added=outcome.added,
            changed=outcome.changed,
            unchanged=outcome.unchanged,
        )
    )
    for note in outcome.notes:
        call.console.say(f"note.{note.code}", **note.parameters)
    if wanted.is_only_tried:
        call.console.say("dry-run")
    return Exit.DONE


def _login_name() -> str:
    """Return the name that the person is logged in by; a service may have none."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "–"
