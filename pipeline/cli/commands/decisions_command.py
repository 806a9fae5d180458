"""`lantoa decisions`: record what the committee decides, and list it."""

from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.standing import tell_final

if TYPE_CHECKING:
    from pipeline.database.models import Decision
    from pipeline.steps.deciding import Case


def run(call: Call) -> int:
    """List the decisions, or record one."""
    return _list(call) if call.options.kind == "list" else _record(call)


def _list(call: Call) -> int:
    from pipeline.database.contests import find_contest
    from pipeline.database.decisions import all_decisions
    from pipeline.database.opening import reading

    key = call.contest()
    with call.workplace() as workplace, reading(workplace.engine) as session:
        contest = find_contest(session, key)
        decisions = [] if contest is None else all_decisions(session, contest)
        for decision in decisions:
            _tell(call, key, decision)
    if not decisions:
        call.console.say("decisions-none", contest=key)
    return Exit.DONE


def _record(call: Call) -> int:
    from pipeline.database.opening import writing
    from pipeline.steps.deciding import decide

    key = call.contest()
    with call.workplace() as workplace:
        settings, now = workplace.settings.contests[key], workplace.tools.now()
        with writing(workplace.engine) as session:
            recorded = decide(session, key, settings, _case(call, key), now)
            _tell(call, key, recorded.decision)
        for remark in recorded.remarks:
            call.console.say(f"decision-remark.{remark}", contest=key)
        tell_final(call, workplace, key)
    return Exit.DONE


def _tell(call: Call, contest: str, decision: "Decision") -> None:
    from pipeline.translation.deciding import decision_text

    zone = call.settings.contests[contest].time_zone
    call.console.result(decision_text(decision, zone, call.console.words))


def _case(call: Call, contest: str) -> "Case":
    from pipeline.cli.persons import person_of
    from pipeline.sheets.reading import printable
    from pipeline.steps.deciding import Case

    options = call.options
    words = {name: getattr(options, name) for name in ("raised_by", "statement", "evidence")}
    return Case(
        kind=options.kind,
        numbers=tuple(options.entries or ()),
        flag=options.flag,
        outcome=options.outcome,
        reason=printable(options.reason or ""),
        person=person_of(options.by),
        raised_at=None if options.received is None else call.instant_of(options.received, contest),
        **{name: word and printable(word) for name, word in words.items()},
    )
