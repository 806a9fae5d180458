"""`lantoa judges`: make, revoke or list the judges' personal links."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of
from pipeline.faults import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from pipeline.database.models import Judge
    from pipeline.pages.judges.inviting import Invitation
    from pipeline.workplace import Workplace


def run(call: Call) -> int:
    """Do what the first argument says."""
    return {"invite": _invite, "revoke": _revoke, "list": _list}[call.options.action](call)


def _invite(call: Call) -> int:
    """Make the links that are missing, or renew that of the judge who is named, and write their sheets."""
    from pipeline.pages.judges.invitation_sheets import write_sheets

    contest = call.contest()
    with call.workplace() as workplace:
        settings = workplace.settings.contests[contest]
        invitations, others = _invited(call, workplace, contest)
    if invitations:
        files = write_sheets(Path(call.options.output), settings, invitations, call.console.language)
        _tell(call, invitations, files)
    if others:
        call.console.say("judges-have-links", judges=", ".join(others), contest=contest)
    elif not invitations:
        call.console.say("judges-none", contest=contest)
    return Exit.DONE


def _invited(
    call: Call, workplace: "Workplace", contest: str
) -> "tuple[Sequence[Invitation], Sequence[str]]":
    """Return whom a link was made for, and the keys of those who have one."""
    from pipeline.database.opening import writing
    from pipeline.pages.access.links import link_of
    from pipeline.pages.judges.inviting import Inviting, invite, meant_judges
    from pipeline.pages.serving import address_of

    web, options = workplace.settings.web, call.options
    person, now = person_of(options.by), workplace.tools.now()
    inviting = Inviting(address_of(web, web.port), person, now, has_pin=options.pin)
    with writing(workplace.engine) as session:
        judges = meant_judges(session, contest, options.judge)
        wanting = [judge for judge in judges if options.judge or link_of(session, judge) is None]
        others = [judge.key for judge in judges if judge not in wanting]
        return invite(session, wanting, inviting), others


def _tell(call: Call, invitations: "Sequence[Invitation]", files: "Sequence[Path]") -> None:
    from pipeline.config.web import is_of_this_machine

    words = call.console.words
    for each in invitations:
        call.console.result(words.say("judge-link", name=each.name, key=each.key, address=each.address))
        if each.pin is not None:
            call.console.result(words.say("judge-pin", pin=each.pin))
    call.console.say("judges-sheets", files=", ".join(path.as_posix() for path in files))
    call.console.say("judges-secret")
    if is_of_this_machine(call.settings.web):
        call.console.say("judges-loopback")


def _revoke(call: Call) -> int:
    from pipeline.database.opening import writing
    from pipeline.pages.access.links import revoke_link
    from pipeline.pages.judges.inviting import meant_judges

    contest, words = call.contest(), call.console.words
    if call.options.judge is None:
        raise refused("judge-missing", contest=contest)
    with call.workplace() as workplace, writing(workplace.engine) as session:
        (judge,) = meant_judges(session, contest, call.options.judge)
        revoke_link(session, judge, person_of(call.options.by), workplace.tools.now())
        call.console.result(words.say("judge-revoked", name=judge.name, key=judge.key))
    return Exit.DONE


def _list(call: Call) -> int:
    from pipeline.database.opening import reading
    from pipeline.pages.judges.inviting import meant_judges

    contest, words = call.contest(), call.console.words
    with call.workplace() as workplace, reading(workplace.engine) as session:
        judges = meant_judges(session, contest, call.options.judge)
        for judge in judges:
            state = _state(call, session, judge, workplace.settings.contests[contest].time_zone)
            call.console.result(words.say("judge-line", key=judge.key, name=judge.name, state=state))
    if not judges:
        call.console.say("judges-none", contest=contest)
    return Exit.DONE


def _state(call: Call, session: "Session", judge: "Judge", zone: str) -> str:
    from pipeline.pages.access.links import MOST_PIN_FAILURES, link_of
    from reports.figures import instant_text

    link, words = link_of(session, judge), call.console.words
    if link is None:
        return words.say("judge-state.none")
    if link.pin_failures >= MOST_PIN_FAILURES:
        return words.say("judge-state.blocked", count=link.pin_failures)
    at = instant_text(link.made_at, zone, words.language)
    return words.say("judge-state.made", at=at, person=link.made_by)
