"""`lantoa ranking`: the ranking as a table for people, or as CSV or JSON for scripts."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.standing import tell_draft


def run(call: Call) -> int:
    """Print the ranking of a contest, now or as of an instant."""
    from pipeline.steps.publishing import make_report
    from reports.text import ranking_csv, ranking_json

    contest = call.contest()
    with call.workplace() as workplace:
        report = make_report(workplace, contest, call.instant(workplace, contest))
        tell_draft(call, workplace, contest)
    if call.options.format == "table":
        call.console.table(report)
    else:
        call.console.result({"csv": ranking_csv, "json": ranking_json}[call.options.format](report))
    return Exit.DONE
