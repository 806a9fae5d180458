"""The one step that other rooms call: a contest's frames and rules in, its ranking out."""

from collections.abc import Iterator

from scoring.awarding import award_notices, awarded
from scoring.contest import ContestData
from scoring.count_notices import count_notices
from scoring.engagement import decides_nothing
from scoring.listing import ranked_entries
from scoring.placing import Places, placed
from scoring.ranking import Notice, Ranking
from scoring.rules import Rules
from scoring.scores import Scores, scored
from scoring.ties import rank_keys


def rank(data: ContestData, rules: Rules) -> Ranking:
    """Apply the rules to a contest; raises ScoringError where a frame does not keep to its columns.

    The order of rows in the frames changes nothing.
    """
    scores = scored(data, rules)
    places = placed(rank_keys(scores, rules), scores.ranked, scores.entries.statuses)
    return Ranking(
        data.at,
        ranked_entries(scores, places, awarded(places.ranks, rules.awards), rules),
        tuple((column.channel, column.metric) for column in scores.columns),
        tuple(_notices(scores, places, rules)),
    )


def _notices(scores: Scores, places: Places, rules: Rules) -> Iterator[Notice]:
    if not scores.entries.size:
        yield Notice("no-entries")
        return
    if not scores.ranked.any():
        yield Notice("nobody-ranked")
    if rules.total.combine == "sum" and any(
        part and part.weight for part in (rules.judging, rules.engagement)
    ):
        yield Notice("weights-unused")
    yield from count_notices(scores.posts, scores.columns, scores.entries, rules)
    yield from _engagement_notices(scores, rules)
    yield from _judging_notices(scores, rules)
    yield from award_notices(places, rules.awards, scores.entries)


def _engagement_notices(scores: Scores, rules: Rules) -> Iterator[Notice]:
    if rules.engagement and scores.raw_engagement:
        scale = rules.engagement.scale
        if decides_nothing(scores.raw_engagement, scores.entries.competing, scale):
            yield Notice("metric-decided-nothing", (), {"scale": scale})


def _judging_notices(scores: Scores, rules: Rules) -> Iterator[Notice]:
    if not rules.judging or not scores.judged:
        return
    named = scores.entries.named
    if scores.judged.incomplete_sheets:
        count = str(scores.judged.incomplete_sheets)
        yield Notice("incomplete-sheets", named(scores.judged.has_incomplete), {"count": count})
    if few := named(scores.judged.has_too_few):
        yield Notice("too-few-judges", few, {"minimum": str(rules.judging.minimum_judges)})
