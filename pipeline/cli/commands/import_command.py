"""`lantoa import`: take entries, judges, marks or readings from a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of
from pipeline.cli.standing import tell_final

if TYPE_CHECKING:
    from pipeline.sheets.occasion import Change, Outcome
    from reports.catalogue import Catalogue

MOST_CHANGES_SHOWN = 50
UNKNOWN = "–"


def run(call: Call) -> int:
    """Import a file, all of it or nothing, and say what it changed."""
    from pipeline.sheets.reading import printable
    from pipeline.steps.importing import Import, import_file

    options = call.options
    wanted = Import(
        form=options.form,
        file=Path(options.file),
        person=person_of(options.by),
        reason=options.reason and printable(options.reason),
        is_only_tried=options.dry_run,
    )
    contest = call.contest()
    with call.workplace() as workplace:
        outcome = import_file(workplace, contest, wanted)
        _tell(call, outcome, is_only_tried=wanted.is_only_tried)
        if not wanted.is_only_tried:
            tell_final(call, workplace, contest)
    if wanted.is_only_tried:
        call.console.say("dry-run")
    else:
        call.console.say(f"next.{wanted.form}", contest=contest)
    return Exit.DONE


def _tell(call: Call, outcome: "Outcome", *, is_only_tried: bool) -> None:
    """Say how many rows did what, each change with its old and new value, and what else is to be known."""
    words = call.console.words
    counts = {name: getattr(outcome, name) for name in ("added", "changed", "unchanged")}
    call.console.result(words.say("imported", place=outcome.place, **counts))
    if is_only_tried and outcome.new:
        further = len(outcome.new) - MOST_CHANGES_SHOWN
        names = ", ".join(outcome.new[:MOST_CHANGES_SHOWN]) + (f" … (+{further})" if further > 0 else "")
        call.console.result(words.say("would-add", names=names))
    for change in outcome.changes[:MOST_CHANGES_SHOWN]:
        call.console.result(_change_line(words, change))
    if len(outcome.changes) > MOST_CHANGES_SHOWN:
        call.console.result(words.say("change.more", count=len(outcome.changes) - MOST_CHANGES_SHOWN))
    for note in outcome.notes:
        call.console.say(f"note.{note.code}", **note.parameters)


def _change_line(words: "Catalogue", change: "Change") -> str:
    return words.say(
        "change.line",
        record=words.say(f"change.record.{change.record}"),
        key=change.key,
        field=words.say(f"change.field.{change.field}"),
        old=UNKNOWN if change.old is None else change.old,
        new=UNKNOWN if change.new is None else change.new,
    )
