"""What a new config says: a contest that begins today, in the words of a language."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

OPEN_FOR = timedelta(days=60)
MARKED_FOR = timedelta(days=5)
CLOSES = time(17)


def beginning_words(language: str) -> Mapping[str, Any]:
    """Return the names that a new config and its sheets bear in a language."""
    text = files("pipeline.operations").joinpath("beginning", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def beginning_values(language: str, now: datetime) -> Mapping[str, Any]:
    """Return the values of a new config, nested as the file is; `now` is local to where the contest is."""
    words = beginning_words(language)
    return {
        "language": language,
        "database": {"url": "sqlite:///lantoa.db"},
        "schedule": {"nightly_at": time(2)},
        "reports": {"folder": "reports-output"},
        "facebook": {"graph_version": "v26.0"},
        "contests": {words["contest"]: _contest(words, now)},
    }


def _contest(words: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    opens_at = datetime.combine(now, time.min)
    cut_off_at = datetime.combine(now + OPEN_FOR, CLOSES)
    return {
        "name": words["name"],
        "organiser": words["organiser"],
        "time_zone": "Asia/Ho_Chi_Minh",
        "opens_at": opens_at,
        "cut_off_at": cut_off_at,
        "marks_due_at": cut_off_at + MARKED_FOR,
        "counts": {
            "window": "cut-off",
            "between_readings": "interpolate",
            "posts": "sum",
            "channels": ["youtube", "facebook", "website"],
        },
        "engagement": {
            "weight": 30,
            "mode": "points",
            "points": {"views": Decimal("0.01"), "likes": 1, "shares": 2},
            "scale": "share-of-best",
        },
        "judging": {
            "weight": 70,
            "aggregate": "mean",
            "minimum_judges": 3,
            "criteria": words["criteria"],
        },
        "total": {
            "combine": "weighted",
            "digits": 2,
            "rank_on": "exact",
            "ties": ["judges", "criterion:content", "engagement", "metric:shares", "submitted_at"],
        },
        "awards": words["awards"],
    }
