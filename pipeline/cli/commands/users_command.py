"""`lantoa users`: who may sign in to organise."""

import sys
from getpass import getpass

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import refused


def run(call: Call) -> int:
    """Do what the first argument says."""
    return {"add": _add, "remove": _remove, "list": _list}[call.options.action](call)


def _add(call: Call) -> int:
    from pipeline.database.opening import writing
    from pipeline.pages.access.users import add_user

    name, role = _name(call), call.options.role
    with call.workplace() as workplace:
        password = _password(call, name)
        with writing(workplace.engine) as session:
            add_user(session, name, role, password, workplace.tools.now())
    call.console.result(call.console.words.say("user-added", name=name, role=_role(call, role)))
    return Exit.DONE


def _remove(call: Call) -> int:
    from pipeline.database.opening import writing
    from pipeline.pages.access.users import remove_user

    name = _name(call)
    with call.workplace() as workplace, writing(workplace.engine) as session:
        remove_user(session, name, workplace.tools.now())
    call.console.result(call.console.words.say("user-removed", name=name))
    return Exit.DONE


def _list(call: Call) -> int:
    from pipeline.database.opening import reading
    from pipeline.pages.access.users import users
    from reports.figures import instant_text

    zone, console = call.settings.time_zone, call.console
    with call.workplace() as workplace, reading(workplace.engine) as session:
        lines = [
            console.words.say(
                "user-line",
                name=user.name,
                role=_role(call, user.role),
                at=instant_text(user.added_at, zone, console.language),
            )
            for user in users(session)
        ]
    if lines:
        console.result("\n".join(lines))
    else:
        console.say("users-none")
    return Exit.DONE


def _name(call: Call) -> str:
    from pipeline.pages.forms import stored_text

    name = stored_text(call.options.name or "").strip()
    if not name:
        raise refused("user-name-missing", action=call.options.action)
    return name


def _password(call: Call, name: str) -> str:
    """Ask for the password twice, unheard; from a pipe, take its first line."""
    from pipeline.pages.access.passwords import LEAST_LENGTH

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass(call.console.words.say("password-ask", name=name, least=LEAST_LENGTH))
    if getpass(call.console.words.say("password-again")) != password:
        raise refused("passwords-differ")
    return password


def _role(call: Call, role: str) -> str:
    return call.console.words.say(f"role.{role}")
