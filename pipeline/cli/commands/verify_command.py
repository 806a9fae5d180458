"""`lantoa verify`: check that nothing stored was changed, and that the final ranking comes out again."""

from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from pipeline.config import Settings
    from pipeline.database.models import Contest

LEAST_DIGITS = 8


def run(call: Call) -> int:
    """Check every contest or the one that is named, or look a printed digest up."""
    from pipeline.database.contests import find_contest
    from pipeline.database.opening import reading

    contests = list(call.settings.contests) if call.options.contest is None else [call.contest()]
    with call.workplace() as workplace, reading(workplace.engine) as session:
        stored = {key: find_contest(session, key) for key in contests}
        there = [contest for contest in stored.values() if contest is not None]
        for key in (key for key, contest in stored.items() if contest is None):
            call.console.say("verify-empty", contest=key)
        if call.options.digest is not None:
            return _look_up(call, session, there, call.options.digest.strip())
        codes = [_check(call, session, workplace.settings, contest) for contest in there]
    return max(codes, default=Exit.DONE)


def _check(call: Call, session: "Session", settings: "Settings", contest: "Contest") -> int:
    from pipeline.history.verifying import verify
    from pipeline.history.wording import Wording

    console, verification = call.console, verify(session, settings, contest)
    wording = Wording(console.words, settings.contests[contest.key].time_zone)
    counts = {name: getattr(verification, name) for name in ("runs", "marks", "rules", "finals")}
    console.result(console.words.say("verified", contest=contest.key, **counts))
    if verification.last_digest:
        console.result(console.words.say("verified-digest", digest=verification.last_digest))
    for finding in verification.findings:
        console.result(f"  – {wording.sentence('verify', finding)}")
    key = "verify-differs" if verification.findings else "verify-well"
    console.result(console.words.say(key, count=len(verification.findings)))
    return Exit.DONE_WITH_PROBLEMS if verification.findings else Exit.DONE


def _look_up(call: Call, session: "Session", contests: "Sequence[Contest]", digest: str) -> int:
    """Say what a printed digest is of; the thing is no longer there, or no longer the same, if nothing is."""
    from pipeline.history.verifying import digest_owners
    from pipeline.history.wording import Wording

    if len(digest) < LEAST_DIGITS:
        raise refused("digest-too-short", digest=digest, least=LEAST_DIGITS)
    is_known = False
    for contest in contests:
        wording = Wording(call.console.words, call.settings.contests[contest.key].time_zone)
        for finding in digest_owners(session, contest, digest):
            call.console.result(f"{contest.key}: {wording.sentence('digest-of', finding)}")
            is_known = True
    if is_known:
        call.console.say("digest-then-verify")
        return Exit.DONE
    call.console.result(call.console.words.say("digest-unknown", digest=digest))
    return Exit.DONE_WITH_PROBLEMS
