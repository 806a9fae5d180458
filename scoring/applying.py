"""The one step that other rooms call: a contest's frames and rules in, its ranking out."""

from collections.abc import Iterator

from scoring.contest import ContestData
from scoring.counts.notices import count_notices
from scoring.counts.posts import PostCounts
from scoring.engagement.engaged import engagement_notices
from scoring.judging.judged import judging_notices
from scoring.listing import RankedEntries
from scoring.outcome import Outcome, outcome_of, ranked_units
from scoring.ranking import Notice, Ranking
from scoring.rules import Rules
from scoring.scores import Scores, scored


def rank(data: ContestData, rules: Rules) -> Ranking:
    """Apply the rules to a contest; raises ScoringError where a frame does not keep to its columns.

    The order of rows in the frames changes nothing.
    """
    scores, posts = scored(data, rules)
    outcome = outcome_of(scores, data, rules)
    return Ranking(
        data.at,
        RankedEntries(scores, outcome, rules),
        tuple((column.channel, column.metric) for column in scores.columns),
        tuple(_notices(scores, posts, outcome, rules)),
        ranked_units(scores, outcome),
    )


def _notices(scores: Scores, posts: PostCounts, outcome: Outcome, rules: Rules) -> Iterator[Notice]:
    if not scores.entries.size:
        yield Notice("no-entries")
        return
    yield from _field_notices(scores, outcome)
    weights = [part.weight for part in (rules.judging, rules.engagement) if part]
    if rules.total.combine != "weighted" and any(weights):
        yield Notice("weights-unused")
    yield from count_notices(posts, scores.columns, scores.entries, rules)
    for code, rows in scores.missing:
        if code == "post-below-minimum":
            yield Notice(code, scores.entries.named(rows))
    if scores.engaged and rules.engagement:
        yield from engagement_notices(scores.engaged, rules.engagement)
    if scores.judged:
        yield from judging_notices(scores.judged, scores.entries, rules)
    yield from outcome.notices


def _field_notices(scores: Scores, outcome: Outcome) -> Iterator[Notice]:
    """Yield what there is to say of who is ranked: nobody, one alone, all alike."""
    ranks = outcome.places.ranks[outcome.places.ranks > 0]
    if not len(ranks):
        yield Notice("nobody-ranked")
    elif len(ranks) == 1:
        yield Notice("one-entry", scores.entries.named(outcome.places.ranks > 0))
    elif ranks.max() == 1 and outcome.places.tied.any():
        yield Notice("all-tied")
