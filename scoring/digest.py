"""Rules as one text that does not depend on how they were written, and its digest."""

import json
from decimal import Decimal
from hashlib import sha256

from scoring.rules import Rules


def canonical_json(rules: Rules) -> str:
    """Return the rules as JSON with sorted keys and shortest decimals, without what is as by default.

    A key that later versions add leaves the text of earlier rules, and so their digest, as it is.
    Only what `Rules` itself holds is written, whatever a subclass adds. Read it back with
    `Rules.model_validate(json.loads(text, parse_float=Decimal))`.
    """
    return _json(rules.model_dump(include=set(Rules.model_fields), exclude_defaults=True))


def rules_digest(rules: Rules) -> str:
    """Return the SHA-256 of the canonical JSON in UTF-8, as hexadecimal digits."""
    return sha256(canonical_json(rules).encode()).hexdigest()


def _json(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{_json(key)}:{_json(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, tuple):
        return "[" + ",".join(map(_json, value)) + "]"
    if isinstance(value, Decimal):
        return _shortest(value)
    return json.dumps(value, ensure_ascii=False)


def _shortest(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
