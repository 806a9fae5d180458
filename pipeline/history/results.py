"""What a ranking came to, as one text: every figure that a report prints, nothing personal."""

from typing import Any

from pipeline.history.canonical import canonical
from scoring import RankedEntry, Ranking

FIGURES = ("judge_points", "engagement_points", "judge_part", "engagement_part", "total")


def result_text(ranking: Ranking) -> str:
    """Return the outcome as canonical JSON, entries in rank order."""
    return canonical({"at": ranking.at.isoformat(), "entries": [_entry(entry) for entry in ranking.entries]})


def _entry(entry: RankedEntry) -> dict[str, Any]:
    figures = {
        name: None if getattr(entry, name) is None else f"{getattr(entry, name):f}" for name in FIGURES
    }
    return {
        "number": entry.number,
        "status": entry.status,
        "rank": entry.rank,
        "tied": entry.tied,
        "award": entry.award,
        **figures,
        "counts": [[count.channel, count.metric, count.count] for count in entry.counts],
        "missing": list(entry.missing),
    }
