"""Faults by script: which answers go wrong, when and how often; and recorded bodies served as they stand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from enum import StrEnum
from threading import Lock

from pipeline.demo.standin.answers import JSON_TYPE


class FaultKind(StrEnum):
    """What goes wrong."""

    HTTP_500 = "http-500"
    HTTP_502 = "http-502"
    HTTP_503 = "http-503"
    TOO_MANY_REQUESTS = "too-many-requests"
    """HTTP 429 with Retry-After of the fault's seconds."""
    HTML = "html"
    """A page of HTML where JSON is due."""
    CUT = "cut"
    """Half of the body, then the connection closes."""
    DRIP = "drip"
    """The right answer, in pieces over the fault's seconds."""
    NO_ANSWER = "no-answer"
    """Nothing for the fault's seconds, then the connection closes."""
    DRIP_HEADERS = "drip-headers"
    """The headers, one after another, over the fault's seconds; then the connection closes."""
    REDIRECT = "redirect"
    """HTTP 302 to an address that cannot be read."""
    TOO_LARGE = "too-large"
    """A body of forty megabytes."""
    ITEMS_REORDERED = "items-reordered"
    """The list in the right answer comes backwards."""
    ITEMS_DOUBLED = "items-doubled"
    ITEMS_NULL = "items-null"
    """Nulls stand between the items of the list in the right answer."""
    GOOGLE_TOKEN_REVOKED = "google-token-revoked"  # noqa: S105
    YOUTUBE_QUOTA_EXCEEDED = "youtube-quota-exceeded"
    YOUTUBE_RATE_LIMIT_EXCEEDED = "youtube-rate-limit-exceeded"
    YOUTUBE_KEY_INVALID = "youtube-key-invalid"
    YOUTUBE_MISSING_ITEM = "youtube-missing-item"
    """The fault's item is left out, as if it did not exist."""
    FACEBOOK_APP_LIMIT = "facebook-app-limit"
    FACEBOOK_PAGE_LIMIT = "facebook-page-limit"
    FACEBOOK_BUSINESS_LIMIT = "facebook-business-limit"
    FACEBOOK_TOKEN_EXPIRED = "facebook-token-expired"  # noqa: S105
    FACEBOOK_PASSWORD_CHANGED = "facebook-password-changed"  # noqa: S105
    FACEBOOK_PERMISSION_MISSING = "facebook-permission-missing"
    FACEBOOK_CODE_100_AS_500 = "facebook-code-100-as-500"
    FACEBOOK_NULL_ITEM = "facebook-null-item"
    """The fault's item of a batch timed out on the platform's side."""


@dataclass(frozen=True, slots=True)
class Scripted:
    """When something else than the platform's own answer is due.

    `endpoint` is an endpoint's name or its beginning (`youtube`, `facebook.batch`). The instants are
    simulated ones, the second excluded; `after` is how many it lets pass first, `times` how often it strikes
    at most. Without `item` it strikes whole
    requests, with it only the part of an answer that is about this platform id.
    """

    endpoint: str
    _: KW_ONLY
    from_instant: datetime | None = None
    until_instant: datetime | None = None
    after: int = 0
    times: int | None = None
    item: str | None = None

    def strikes(self, endpoint: str, at: datetime, item: str | None) -> bool:
        """Tell whether it is meant for this endpoint, instant and item."""
        return (
            f"{endpoint}.".startswith(f"{self.endpoint}.")
            and (self.from_instant is None or self.from_instant <= at)
            and (self.until_instant is None or at < self.until_instant)
            and self.item == item
        )


@dataclass(frozen=True, slots=True)
class Fault(Scripted):
    """An answer that goes wrong."""

    kind: FaultKind
    _: KW_ONLY
    seconds: float = 5


@dataclass(frozen=True, slots=True)
class Recorded(Scripted):
    """A recorded body, served byte for byte."""

    body: bytes
    _: KW_ONLY
    status: int = 200
    content_type: str = JSON_TYPE


class Script:
    """Hands out scripted faults and bodies, the first that strikes, each no more often than it says."""

    def __init__(self, scripted: Iterable[Fault | Recorded]) -> None:
        self._scripted = list(scripted)
        self._struck: Counter[int] = Counter()
        self._lock = Lock()

    def add(self, scripted: Fault | Recorded) -> None:
        """Put one more at the end of the script."""
        with self._lock:
            self._scripted.append(scripted)

    def take(self, endpoint: str, at: datetime, item: str | None = None) -> Fault | Recorded | None:
        """Return what strikes now, counted as used; None when the platform may answer itself."""
        with self._lock:
            for place, scripted in enumerate(self._scripted):
                if scripted.strikes(endpoint, at, item) and self._is_due(place, scripted):
                    return scripted
        return None

    def _is_due(self, place: int, scripted: Fault | Recorded) -> bool:
        """Count one more that it could strike, and tell whether it does."""
        self._struck[place] += 1
        number = self._struck[place] - scripted.after
        return number > 0 and (scripted.times is None or number <= scripted.times)
