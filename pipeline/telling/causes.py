"""What people have not been told yet by one way: new causes, and those that are over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pipeline.database.models import Told
from pipeline.database.told import Cause, ever_told, open_causes


@dataclass(frozen=True, slots=True)
class News:
    """What is new, and what people were told of before and is over."""

    new: tuple[Cause, ...]
    over: tuple[Told, ...]


def news(
    session: Session, contest_id: int, way: str, causes: Sequence[Cause], stopped: Collection[str]
) -> News:
    """Return what changed since people were last told by a way.

    Of a channel that stopped nobody knows whether the causes of its posts are over: they stay.
    """
    known = open_causes(session, contest_id, way)
    now = {cause.key for cause in causes}
    happened = [cause.key for cause in causes if not cause.lasts]
    old = {*known, *ever_told(session, contest_id, way, happened)}
    over = (told for key, told in known.items() if key not in now and channel_in(key) not in stopped)
    return News(tuple(cause for cause in causes if cause.key not in old), tuple(over))


def cause_key(code: str, channel: str, *rest: str | None) -> str:
    """Return the key of a problem: its code, its channel and, of one post, its entry's number.

    >>> cause_key("post-not-found", "youtube", "07")
    'post-not-found/youtube/07'
    """
    return "/".join((code, channel, *(part for part in rest if part is not None)))


def channel_in(key: str) -> str | None:
    """Return the channel of the cause of one post; None for one of a whole channel or of none."""
    parts = key.split("/")
    return parts[1] if len(parts) > 2 else None


def once_each(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Return the causes, of those with the same key the first."""
    first: dict[str, Cause] = {}
    for cause in causes:
        first.setdefault(cause.key, cause)
    return tuple(first.values())
