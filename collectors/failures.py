"""What a call to a platform that brought nothing leaves behind; it words nothing for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from collectors.checks import Check, CheckCode
from collectors.masking import masked
from collectors.protocol import Problem, ProblemCode

OUTAGES = frozenset({ProblemCode.UNREACHABLE, ProblemCode.PLATFORM_FAILED})
PASSING = frozenset({ProblemCode.RATE_LIMITED, ProblemCode.PLATFORM_FAILED})
"""What an answer may say that another try may not find again."""
WORDED = frozenset({ProblemCode.REQUEST_REFUSED, ProblemCode.PLATFORM_FAILED})
"""Of these the platform's own words tell more; the sentences of all others say without them what to do."""

CHECK_CODES = {
    ProblemCode.CREDENTIALS_MISSING: CheckCode.NO_SECRET,
    ProblemCode.CREDENTIALS_REFUSED: CheckCode.EXPIRED,
    ProblemCode.PERMISSION_MISSING: CheckCode.NO_PERMISSION,
    ProblemCode.UNREACHABLE: CheckCode.NETWORK,
    ProblemCode.PLATFORM_FAILED: CheckCode.BUSY,
    ProblemCode.RATE_LIMITED: CheckCode.BUSY,
    ProblemCode.QUOTA_EXHAUSTED: CheckCode.BUSY,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call, or one item of it, failed and what follows from it.

    `is_transient`: a second try may succeed. `stops_channel`: every further call would fail as well.
    `wait_s` is how long the platform asks to wait, None if it does not say. `detail` and `retry_at` are
    those of the problem that it becomes.
    """

    code: ProblemCode
    detail: Mapping[str, str] = field(default_factory=dict)
    is_transient: bool = False
    stops_channel: bool = False
    wait_s: float | None = None
    retry_at: datetime | None = None

    @property
    def is_outage(self) -> bool:
        """Whether the platform as a whole seems to be down, rather than this one call be wrong."""
        return self.code in OUTAGES

    def problem(self, channel: str, post_key: int | None = None) -> Problem:
        """Return the problem of one post, or of the rest of the channel."""
        return Problem(channel, self.code, post_key, self.detail, self.retry_at)


class CallError(Exception):
    """A call that failed; `failure` says how. Its text never holds an address or a secret."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code.value)
        self.failure = failure


def refused(
    code: ProblemCode, detail: Mapping[str, str], *, stops_channel: bool, wait_s: float | None, now: datetime
) -> Failure:
    """Return the failure of a call that was answered by an error; `wait_s` counts where it may pass."""
    is_transient = code in PASSING
    asked_s = wait_s if is_transient else None
    retry_at = None if asked_s is None else now + timedelta(seconds=asked_s)
    return Failure(code, detail, is_transient, stops_channel, asked_s, retry_at)


def told_by_platform(code: ProblemCode, told: Mapping[str, object], *secrets: str) -> dict[str, str]:
    """Return what of an error answer becomes the problem's detail: short, without the secrets.

    The platform's `message` is in its own language and for programmers: it is kept only where nothing else
    says what is wrong.
    """
    kept = {name: value for name, value in told.items() if name != "message" or code in WORDED}
    return {name: masked(value, *secrets) for name, value in kept.items() if value not in {None, ""}}


def malformed(reason: str) -> Failure:
    """Return the failure of an answer that is not what was asked for."""
    return Failure(ProblemCode.MALFORMED_ANSWER, {"reason": reason})


def unreachable(reason: str) -> Failure:
    """Return the failure of a call without an answer; the reason is a word of ours, not the platform's."""
    return Failure(ProblemCode.UNREACHABLE, {"reason": reason}, is_transient=True)


def settings_missing(*names: str) -> Failure:
    """Return the failure of a channel whose settings of these names are empty."""
    return Failure(ProblemCode.CREDENTIALS_MISSING, {"missing": ", ".join(names)}, stops_channel=True)


def check_of_failure(channel: str, secret: str, failure: Failure) -> Check:
    """Return what a failed call tells of the key or token that it was made with."""
    return Check(channel, secret, CHECK_CODES.get(failure.code, CheckCode.REFUSED), failure.detail)
