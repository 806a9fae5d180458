"""`lantoa report`: write the report files of a contest."""

from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.standing import tell_draft
from pipeline.cli.telling import tell_publication


def run(call: Call) -> int:
    """Write all formats and print the folder where the latest stand."""
    from pipeline.steps.publishing import make_report, publish

    contest = call.contest()
    folder = Path(call.options.output) if call.options.output else call.settings.reports_folder
    with call.workplace() as workplace:
        report = make_report(workplace, contest, call.instant(workplace, contest))
        tell_draft(call, workplace, contest)
    publication = publish(report, call.console.language, folder)
    tell_publication(call.console, publication)
    call.console.result(str(publication.folder))
    return Exit.DONE
