"""`lantoa export`: give entries, judges, marks or readings back as a spreadsheet."""

import sys
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import failed, refused


def run(call: Call) -> int:
    """Write the form to a file, or as CSV to standard output."""
    content = _content(call)
    if call.options.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return Exit.DONE
    path = Path(call.options.output)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise failed("output-not-written", file=path, cause=error.strerror or "") from error
    call.console.say("exported", file=path)
    return Exit.DONE


def _content(call: Call) -> bytes:
    from pipeline.database.opening import reading
    from pipeline.sheets.exporting import export_rows
    from pipeline.sheets.forms import FORMS
    from pipeline.sheets.writing import csv_from_export, xlsx_from_export

    if call.options.format == "xlsx" and call.options.output is None:
        raise refused("xlsx-needs-file", form=call.options.form)
    contest = call.contest()
    zone = call.settings.contests[contest].zone
    with call.workplace() as workplace, reading(workplace.engine) as session:
        export = export_rows(session, contest, FORMS[call.options.form], call.console.language, zone)
    return csv_from_export(export) if call.options.format == "csv" else xlsx_from_export(export)
