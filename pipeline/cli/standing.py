"""Say what a person should know of a contest's published rules and final ranking while doing other work."""

from typing import TYPE_CHECKING

from pipeline.cli.call import Call

if TYPE_CHECKING:
    from pipeline.workplace import Workplace


def tell_draft(call: Call, workplace: "Workplace", contest: str) -> None:
    """Say so where the draft in the config is not what was published and holds."""
    from pipeline.database.opening import reading
    from pipeline.database.rules import newest_rules
    from pipeline.history.published import published_digest

    with reading(workplace.engine) as session:
        newest = newest_rules(session, contest)
        version, digest = (None, None) if newest is None else (newest.version, newest.digest)
    if version is not None and digest != published_digest(call.settings.contests[contest]):
        call.console.say("draft-differs", contest=contest, version=version)


def tell_final(call: Call, workplace: "Workplace", contest: str) -> None:
    """Say so where there is a final ranking, which what was just brought in does not change."""
    from pipeline.database.contests import find_contest
    from pipeline.database.finals import newest_final
    from pipeline.database.opening import reading

    with reading(workplace.engine) as session:
        stored = find_contest(session, contest)
        final = None if stored is None else newest_final(session, stored)
        version = None if final is None else final.version
    if version is not None:
        call.console.say("final-stays", contest=contest, version=version)
