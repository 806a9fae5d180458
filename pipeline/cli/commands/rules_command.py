"""`lantoa rules`: check the draft of a contest's rules, show the rules in words, publish them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of

if TYPE_CHECKING:
    from pipeline.config import ContestSettings


def run(call: Call) -> int:
    """Do what the first argument says."""
    return {"check": _check, "show": _show, "publish": _publish}[call.options.action](call)


def _draft(call: Call) -> "tuple[str, ContestSettings]":
    """Return the contest and the draft of its rules: that of the config, or of the file that is named."""
    from pipeline.config import load_settings

    contest = call.contest()
    if call.options.file is None:
        return contest, call.settings.contests[contest]
    drafts = load_settings(Path(call.options.file), os.environ).contests
    if contest not in drafts:
        from pipeline.faults import refused

        raise refused("draft-missing", contest=contest, file=call.options.file)
    return contest, drafts[contest]


def _check(call: Call) -> int:
    from pipeline.database.contests import find_contest
    from pipeline.database.opening import reading
    from pipeline.database.rules import newest_rules
    from pipeline.history.published import published_digest, published_text, rule_differences
    from pipeline.history.publishing_rules import rules_remarks

    contest, draft = _draft(call)
    with call.workplace() as workplace, reading(workplace.engine) as session:
        newest = newest_rules(session, contest)
        remarks = rules_remarks(session, find_contest(session, contest), draft, workplace.tools.now())
        published = None if newest is None else (newest.version, newest.digest, newest.rules)
    call.console.result(call.console.words.say("rules-right", contest=contest))
    _remark(call, remarks)
    if published is not None and published[1] != published_digest(draft):
        call.console.say("rules-differ", version=published[0])
        for key, old, new in rule_differences(published[2], published_text(draft)):
            call.console.say("rules-difference", rule=key, old=old, new=new)
    return Exit.DONE


def _show(call: Call) -> int:
    from pipeline.database.opening import reading
    from pipeline.history.showing_rules import shown_rules

    contest = call.contest()
    with call.workplace() as workplace, reading(workplace.engine) as session:
        settings = workplace.settings if call.options.file is None else call.settings
        rules = settings.contests[contest] if call.options.file is None else _draft(call)[1]
        lines = shown_rules(session, contest, rules, call.console.words)
    call.console.result("\n".join(lines))
    return Exit.DONE


def _publish(call: Call) -> int:
    from pipeline.database.opening import writing
    from pipeline.history.publishing_rules import Publishing, publish_rules

    contest, draft = _draft(call)
    with call.workplace() as workplace, writing(workplace.engine) as session:
        now = workplace.tools.now()
        published = publish_rules(
            session, Publishing(contest, draft, person_of(call.options.by), now, call.options.reason)
        )
    key = "rules-published" if published.is_new else "rules-published-before"
    call.console.result(
        call.console.words.say(key, contest=contest, version=published.version, digest=published.digest)
    )
    _remark(call, published.remarks)
    return Exit.DONE


def _remark(call: Call, remarks: tuple[str, ...]) -> None:
    for remark in remarks:
        call.console.say(f"rules-remark.{remark}")
