"""What is published of a contest: its rules with the instants that they hang on, as one text."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from pipeline.config import ContestSettings
from pipeline.database.digests import digest
from scoring import canonical_json

INSTANTS = ("opens_at", "cut_off_at", "marks_due_at")


def published_text(settings: ContestSettings) -> str:
    """Return the rules and instants as canonical JSON; the same contest always gives the same text."""
    instants = (settings.opening, settings.cut_off, settings.marks_due)
    fields = {
        name: json.dumps(None if instant is None else instant.isoformat())
        for name, instant in zip(INSTANTS, instants, strict=True)
    }
    fields |= {"rules": canonical_json(settings), "time_zone": json.dumps(settings.time_zone)}
    return "{" + ",".join(f'"{name}":{fields[name]}' for name in sorted(fields)) + "}"


def published_digest(settings: ContestSettings) -> str:
    """Return the digest that names the rules and instants in reports and in the history."""
    return digest(published_text(settings))


def settings_from_published(text: str, draft: ContestSettings) -> ContestSettings:
    """Return the contest's settings under published rules; name and organiser stay those of the draft.

    Raises pydantic's ValidationError or ValueError where the text is no longer what was published.
    """
    published: dict[str, Any] = json.loads(text, parse_float=Decimal)
    instants = {name: _instant(published[name]) for name in INSTANTS}
    named = {"name": draft.name, "organiser": draft.organiser, "is_made_up": draft.is_made_up}
    return ContestSettings.model_validate(
        {**published["rules"], **named, **instants, "time_zone": published["time_zone"]}
    )


def opening_of(text: str) -> datetime:
    """Return the instant of the opening that a published text holds."""
    return datetime.fromisoformat(json.loads(text)["opens_at"])


def rule_differences(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return each key whose value differs between two published texts: (key, old, new), "–" for none."""
    before, after = (_flat(json.loads(text, parse_float=Decimal), "") for text in (old, new))
    return [
        (key, before.get(key, "–"), after.get(key, "–"))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _flat(value: object, key: str) -> dict[str, str]:
    if isinstance(value, dict):
        parts = [_flat(inner, f"{key}.{name}".strip(".")) for name, inner in value.items()]
    elif isinstance(value, list):
        parts = [_flat(inner, f"{key}[{place}]") for place, inner in enumerate(value, start=1)]
    else:
        return {key: "–" if value is None else str(value)}
    return {name: text for part in parts for name, text in part.items()}
