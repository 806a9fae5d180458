"""How a fault between the parts of the rules is put down, and the two that many keys share."""

from collections.abc import Iterator

from pydantic_core import InitErrorDetails

from scoring.rules.faults import rule_fault

Place = tuple[str | int, ...]


def detail(code: str, place: Place, found: object = None, **context: str) -> InitErrorDetails:
    """Put down one fault at its place; what was found there goes into its context."""
    if found is not None:
        context["found"] = str(found)
    return InitErrorDetails(type=rule_fault(code, **context), loc=place, input=found)


def needed_where(place: Place, value: object, holds: bool, setting: str) -> Iterator[InitErrorDetails]:
    """Ask for a key that is missing where a setting, written as in the file, holds and needs it."""
    if holds and _is_silent(value):
        yield detail("key-needed", place, because=setting)


def allowed_where(place: Place, value: object, holds: bool, setting: str) -> Iterator[InitErrorDetails]:
    """Refuse a key that would have no effect, since the setting without which it has none does not hold."""
    if not holds and not _is_silent(value):
        yield InitErrorDetails(type=rule_fault("key-unused", unless=setting), loc=place, input=value)


def exactly_where(place: Place, value: object, holds: bool, setting: str) -> Iterator[InitErrorDetails]:
    """Ask for a key where the setting holds and refuse it where it does not."""
    yield from needed_where(place, value, holds, setting)
    yield from allowed_where(place, value, holds, setting)


def _is_silent(value: object) -> bool:
    return value is None or value == () or value == {}
