"""The matrix: every fault that an endpoint can have, at the first, a middle and the last call of a night."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.demo.standin import Fault, FaultKind

SLOW = frozenset({FaultKind.DRIP, FaultKind.DRIP_HEADERS, FaultKind.NO_ANSWER})
HARMLESS = frozenset({FaultKind.ITEMS_REORDERED, FaultKind.ITEMS_DOUBLED, FaultKind.ITEMS_NULL})
ANYWHERE = (
    *(FaultKind.HTTP_500, FaultKind.HTTP_502, FaultKind.HTTP_503, FaultKind.TOO_MANY_REQUESTS),
    *(FaultKind.HTML, FaultKind.CUT, FaultKind.REDIRECT, FaultKind.TOO_LARGE, *sorted(SLOW)),
    *sorted(HARMLESS),
)
OF_FACEBOOK = tuple(
    kind for kind in FaultKind if kind.startswith("facebook-") and kind is not FaultKind.FACEBOOK_NULL_ITEM
)
OF_YOUTUBE = (
    FaultKind.YOUTUBE_QUOTA_EXCEEDED,
    FaultKind.YOUTUBE_RATE_LIMIT_EXCEEDED,
    FaultKind.YOUTUBE_KEY_INVALID,
)
TRIES = 2
"""How often the contest's config lets a call be made: a fault that strikes so often costs it."""
SLOW_LIMIT_S, LIMIT_S = 0.25, 20.0


@dataclass(frozen=True)
class Endpoint:
    """One endpoint: how many calls a night makes, and what can befall it besides what befalls all.

    `is_aside` where it tells only of shares: whatever befalls it, every post is read.
    """

    name: str
    channel: str
    calls: int
    counter: str = "matomo"
    kinds: tuple[FaultKind, ...] = ()
    is_aside: bool = False


YOUTUBE = Endpoint("youtube.videos.batchGetStats", "youtube", 5, kinds=OF_YOUTUBE)
REPORTS = Endpoint(
    "analytics.reports.query", "youtube", 2, kinds=(FaultKind.GOOGLE_TOKEN_REVOKED,), is_aside=True
)
OWNER = Endpoint("token", "youtube", 1, kinds=(FaultKind.GOOGLE_TOKEN_REVOKED,), is_aside=True)
FACEBOOK = Endpoint("facebook.batch", "facebook", 7, kinds=OF_FACEBOOK)
MATOMO = Endpoint("website", "website", 1)
GA4 = Endpoint("ga4.runReport", "website", 1, "ga4", (FaultKind.GOOGLE_TOKEN_REVOKED,))
ENDPOINTS = (YOUTUBE, REPORTS, OWNER, FACEBOOK, MATOMO, GA4)


@dataclass(frozen=True)
class Case:
    """One fault at one endpoint from the call `position` (counted from 0) on."""

    endpoint: Endpoint
    kind: FaultKind
    position: int

    def __str__(self) -> str:
        return f"{self.endpoint.name}-{self.kind.value}-{self.position}"

    @property
    def fault(self) -> Fault:
        """The fault as it is played: an odd list comes once, a slow answer costs one call, all else lasts."""
        times = 1 if self.kind in HARMLESS else TRIES if self.kind in SLOW else None
        return Fault(self.endpoint.name, self.kind, after=self.position, times=times, seconds=1)

    @property
    def limit_s(self) -> float:
        """A time limit for each call that only a slow answer runs into."""
        return SLOW_LIMIT_S if self.kind in SLOW else LIMIT_S


def cases(*endpoints: Endpoint) -> list[Case]:
    """Return every fault of the endpoints at the first, a middle and the last of their calls."""
    return [
        Case(endpoint, kind, position)
        for endpoint in endpoints
        for kind in (*ANYWHERE, *endpoint.kinds)
        for position in sorted({0, endpoint.calls // 2, endpoint.calls - 1})
    ]
