"""What a ranking came to, as one text: every figure that decides, nothing personal."""

from typing import Any

from pipeline.database.digests import canonical
from scoring import RankedEntry, Ranking
from scoring.ranking import RankedUnit

FIGURES = ("judge_points", "engagement_points", "judge_part", "engagement_part", "total")


def result_text(ranking: Ranking) -> str:
    """Return the outcome as canonical JSON, entries and units in rank order."""
    return canonical(
        {
            "at": ranking.at.isoformat(),
            "entries": [_entry(entry) for entry in ranking.entries],
            "units": [_unit(unit) for unit in ranking.units],
        }
    )


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
        "side_awards": list(entry.side_awards),
        **figures,
        "counts": [[count.channel, count.metric, count.count] for count in entry.counts],
        "missing": list(entry.missing),
    }


def _unit(unit: RankedUnit) -> dict[str, Any]:
    total = None if unit.exact_total is None else str(unit.exact_total)
    return {"unit": unit.unit, "rank": unit.rank, "tied": unit.tied, "award": unit.award, "total": total}
