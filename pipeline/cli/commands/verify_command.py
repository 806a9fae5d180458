"""`lantoa verify`: check that nothing stored was changed, and that the final ranking comes out again."""

from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import refused

if TYPE_CHECKING:
    from pipeline.history.findings import Finding
    from pipeline.history.verifying import Verification
    from pipeline.workplace import Workplace

LEAST_DIGITS = 8


def run(call: Call) -> int:
    """Check every contest or the one that is named, or look a printed digest up."""
    named = call.options.contest
    contests = [call.contest()] if named or call.options.digest else list(call.settings.contests)
    with call.workplace() as workplace:
        if call.options.digest is not None:
            return _digest(call, workplace, contests[0], call.options.digest.strip())
        codes = [_contest(call, workplace, contest) for contest in contests]
    return max(codes, default=Exit.DONE)


def _contest(call: Call, workplace: "Workplace", contest: str) -> int:
    from pipeline.database.opening import reading
    from pipeline.history.verifying import verify

    with reading(workplace.engine) as session:
        verification = verify(session, workplace.settings, contest)
    _tell(call, contest, verification)
    return Exit.DONE_WITH_PROBLEMS if verification.findings else Exit.DONE


def _tell(call: Call, contest: str, verification: "Verification") -> None:
    words = call.console.words
    counts = {name: getattr(verification, name) for name in ("runs", "marks", "rules", "finals")}
    call.console.result(words.say("verified", contest=contest, **counts))
    if verification.last_digest:
        call.console.result(words.say("verified-digest", digest=verification.last_digest))
    zone = call.settings.contests[contest].time_zone
    for finding in verification.findings:
        call.console.result(f"  – {_sentence(call, finding, zone)}")
    key = "verify-differs" if verification.findings else "verify-well"
    call.console.result(words.say(key, count=len(verification.findings)))


def _sentence(call: Call, finding: "Finding", zone: str) -> str:
    from pipeline.database.types import instant_from_epoch
    from reports.figures import instant_text

    parameters = dict(finding.parameters)
    taken_at = parameters.get("taken_at")
    if isinstance(taken_at, int):
        at = instant_from_epoch(taken_at)
        parameters["taken_at"] = instant_text(at, zone, call.console.language)
    return call.console.words.say(f"verify.{finding.code}", **parameters)


def _digest(call: Call, workplace: "Workplace", contest: str, digest: str) -> int:
    """Say which run a printed digest is of; the run is no longer there if none is found."""
    from pipeline.database.contests import find_contest
    from pipeline.database.opening import reading
    from pipeline.history.checking_runs import digest_is_known
    from reports.figures import instant_text

    if len(digest) < LEAST_DIGITS:
        raise refused("digest-too-short", digest=digest, least=LEAST_DIGITS)
    with reading(workplace.engine) as session:
        stored = find_contest(session, contest)
        run = None if stored is None else digest_is_known(session, stored, digest)
        started_at = None if run is None else run.started_at
    if started_at is None:
        call.console.result(call.console.words.say("digest-unknown", digest=digest, contest=contest))
        return Exit.DONE_WITH_PROBLEMS
    zone = call.settings.contests[contest].time_zone
    at = instant_text(started_at, zone, call.console.language)
    call.console.result(call.console.words.say("digest-known", digest=digest, at=at))
    return Exit.DONE
