"""A storm: thirty nights of faults drawn from a seed, and what they must lead to by the plan alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from pipeline.demo.standin import Fault, FaultKind
from pipeline.demo.units import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = datetime(2024, 9, 5, 2, tzinfo=ZONE)
DAY = timedelta(days=1)

STOPPING = {
    ("youtube", FaultKind.YOUTUBE_KEY_INVALID): "credentials-refused",
    ("youtube", FaultKind.YOUTUBE_QUOTA_EXCEEDED): "quota-exhausted",
    ("facebook", FaultKind.FACEBOOK_TOKEN_EXPIRED): "credentials-refused",
    ("facebook", FaultKind.FACEBOOK_PAGE_LIMIT): "rate-limited",
    ("website", FaultKind.HTTP_500): "platform-failed",
}
"""Faults that stop a channel for a night, and the problem that each leads to."""

PASSING = (FaultKind.HTTP_502, FaultKind.HTTP_503, FaultKind.TOO_MANY_REQUESTS, FaultKind.CUT)
"""Faults that pass when they are asked again, so that they lead to nothing."""


@dataclass(frozen=True)
class Storm:
    """What goes wrong: the stand-in's faults, the stopped channels by night, the nights without mail."""

    faults: tuple[Fault, ...]
    stopped: tuple[dict[str, str], ...]
    mail_is_down: tuple[bool, ...]

    def mails(self) -> int:
        """Count the mails by the plan: one in each night in which what is wrong is not what people know."""
        known: set[tuple[str, str]] = set()
        count = 0
        for wrong, is_down in zip(self.stopped, self.mail_is_down, strict=True):
            if known != set(wrong.items()) and not is_down:
                known, count = set(wrong.items()), count + 1
        return count


def storm(seed: int, nights: int) -> Storm:
    """Draw a storm: faults that last for one to five nights, faults that pass, and nights without mail."""
    random = Random(seed)
    stopped: list[dict[str, str]] = [{} for _ in range(nights)]
    faults: list[Fault] = []
    for (channel, kind), code in STOPPING.items():
        for first, last in _spells(random, nights):
            if all(channel not in stopped[night] for night in range(first, last)):
                faults.append(_lasting(channel, kind, first, last))
                for night in range(first, last):
                    stopped[night][channel] = code
    faults += [_passing(random, night) for night in range(nights)]
    return Storm(tuple(faults), tuple(stopped), tuple(random.random() < 0.2 for _ in range(nights)))


def _spells(random: Random, nights: int) -> Iterator[tuple[int, int]]:
    for _ in range(2):
        first = random.randrange(nights)
        yield first, min(nights, first + random.randint(1, 5))


def _lasting(channel: str, kind: FaultKind, first: int, last: int) -> Fault:
    margin = timedelta(hours=1)
    begins, ends = FIRST + first * DAY - margin, FIRST + (last - 1) * DAY + margin
    return Fault(channel, kind, from_instant=begins, until_instant=ends)


def _passing(random: Random, night: int) -> Fault:
    channel, kind = random.choice(("youtube", "facebook")), random.choice(PASSING)
    at = FIRST + night * DAY
    return Fault(
        channel, kind, from_instant=at - DAY / 24, until_instant=at + DAY / 24, times=1, seconds=0.01
    )
