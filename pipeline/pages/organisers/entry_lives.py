"""The life of each entry, from its receipt to verified posts, as the pages tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.database.contests import contest_posts
from pipeline.database.models import Contest, EntryStage, Post
from pipeline.database.stages import OF_ENTRY, RECEIVED, VERIFIED, holding, stages_of


@dataclass(frozen=True, slots=True)
class ChannelLife:
    """One channel of an entry: its posts, and who has opened and found them right when."""

    channel: str
    posts: Sequence[Post]
    verified: EntryStage | None

    @property
    def state(self) -> str:
        """Whether the video is still to be posted, posted, or verified."""
        return "missing" if not self.posts else "verified" if self.verified else "posted"


@dataclass(frozen=True, slots=True)
class EntryLife:
    """The stages that an entry has reached, the newest of each kind, and its channels."""

    stages: Mapping[str, EntryStage]
    channels: Sequence[ChannelLife]
    history: Sequence[EntryStage]

    @property
    def receipt(self) -> int | None:
        """The number of the receipt."""
        return self.stages[RECEIVED].receipt if RECEIVED in self.stages else None

    @property
    def received_at(self) -> datetime | None:
        """When the entry was received."""
        return self.stages[RECEIVED].reached_at if RECEIVED in self.stages else None

    @property
    def next_stage(self) -> str | None:
        """The next stage of the entry itself, None once it was accepted."""
        return next((stage for stage in OF_ENTRY if stage not in self.stages), None)

    @property
    def state(self) -> str:
        """The furthest state: verified or posted on all channels, else the last stage, else `new`."""
        states = {channel.state for channel in self.channels}
        if states and "missing" not in states:
            return "posted" if "posted" in states else "verified"
        return next((stage for stage in reversed(OF_ENTRY) if stage in self.stages), "new")


def entry_lives(session: Session, contest: Contest, channels: Sequence[str]) -> Mapping[int, EntryLife]:
    """Return the life of each entry that has posts or stages, by its id; see `life_of` for the others."""
    stages = stages_of(session, contest)
    posts: dict[int, list[Post]] = {}
    for post in contest_posts(session, contest):
        posts.setdefault(post.entry_id, []).append(post)
    return {
        entry: _life(stages.get(entry, ()), posts.get(entry, ()), channels) for entry in {*stages, *posts}
    }


def life_of(lives: Mapping[int, EntryLife], entry_id: int, channels: Sequence[str]) -> EntryLife:
    """Return an entry's life, one that has not begun where nothing is known."""
    return lives.get(entry_id) or _life((), (), channels)


def _life(stages: Sequence[EntryStage], posts: Sequence[Post], channels: Sequence[str]) -> EntryLife:
    held = holding(stages)
    verified = {stage.channel: stage for stage in held if stage.stage == VERIFIED}
    return EntryLife(
        stages={stage.stage: stage for stage in held if stage.stage in OF_ENTRY},
        channels=[
            ChannelLife(channel, [post for post in posts if post.channel == channel], verified.get(channel))
            for channel in dict.fromkeys((*channels, *(post.channel for post in posts)))
        ],
        history=stages,
    )
