"""Where a judge watches an entry: first where no counts are shown, the platforms' own pages last."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Post

PLAYER = "https://www.youtube-nocookie.com/embed/"
PLAYER_OPTIONS = "?rel=0&playsinline=1"


@dataclass(frozen=True, slots=True)
class Videos:
    """The committee's own copies, players without counts, and pages that show counts, as (channel, link)."""

    own: Sequence[tuple[str, str]]
    players: Sequence[str]
    with_counts: Sequence[tuple[str, str]]


def entry_videos(session: Session, entry_id: int) -> Videos:
    """Return where an entry's video is to be seen."""
    posts = session.scalars(select(Post).where(Post.entry_id == entry_id).order_by(Post.channel, Post.id))
    links = [(post.channel, post.platform_id, post.url) for post in posts if post.url is not None]
    own = [(channel, url) for channel, _, url in links if channel == "website"]
    players = [PLAYER + name + PLAYER_OPTIONS for channel, name, _ in links if channel == "youtube"]
    with_counts = [(channel, url) for channel, _, url in links if channel not in {"website", "youtube"}]
    return Videos(own, players[:1], () if own or players else with_counts)
