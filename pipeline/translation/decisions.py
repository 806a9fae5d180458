"""What was decided, as scoring takes it: the places of settled ties, and rulings about counts."""

import json
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from sqlalchemy.orm import Session

from pipeline.database.contests import contest_posts
from pipeline.database.decisions import holding_decisions, numbers_of
from pipeline.database.models import Contest, Decision
from scoring.suspicion import Ruling


def decisions_frame(session: Session, contest: Contest) -> pd.DataFrame:
    """Return the place of each entry of a tie that the head judge settled: `number`, `place`."""
    places: dict[str, int] = {}
    for decision in holding_decisions(session, contest):
        if decision.kind == "tie":
            places |= {number: place for place, number in enumerate(numbers_of(decision), start=1)}
    frame = pd.DataFrame(list(places.items()), columns=["number", "place"])
    return frame.astype({"number": "str", "place": "int64"})


def rulings_of(session: Session, contest: Contest) -> Sequence[Ruling]:
    """Return what was decided about unusual counts; posts that are gone are passed over."""
    posts = {(post.channel, post.platform_id): post.id for post in contest_posts(session, contest)}
    return tuple(_rulings(holding_decisions(session, contest), posts))


def _rulings(decisions: Sequence[Decision], posts: Mapping[tuple[str, str], int]) -> Iterator[Ruling]:
    for decision in decisions:
        if decision.kind != "flag":
            continue
        subject = json.loads(decision.subject or "{}")
        post = posts.get((subject["channel"], subject["post"]))
        if post is not None:
            grown = subject["count_to"] - subject["count_from"]
            yield Ruling(
                outcome=decision.outcome,  # type: ignore[arg-type]
                number=numbers_of(decision)[0],
                post=post,
                metric=subject["metric"],
                to_at=subject["to_at"],
                excess=max(0, grown - subject["usual"]),
            )
