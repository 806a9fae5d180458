"""The fields of a sheet as a page shows them: what is stored, what was typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.pages.judges.opened import Opened
from pipeline.pages.judges.saving import COMMENT, Kept, Value
from pipeline.pages.rendering import mark_text
from reports.catalogue import Catalogue
from reports.figures import short_decimal_text
from scoring.rules.judging import Criterion

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field: `text` is what stands in it, `seen` what is stored, `note` what a judge should know."""

    key: str
    name: str
    part: str
    maximum: str
    text: str
    seen: str
    state: str
    note: str | None


def stored_text(value: Value, language: str) -> str:
    """Write a stored mark or comment as it stands in its field."""
    return value if isinstance(value, str) else mark_text(value, language)


def kept_words(kept: Kept, opened: Opened, words: Catalogue) -> str | None:
    """Say what became of a field, None where it was saved."""
    if kept.state == "saved":
        return None
    if kept.state == "conflict":
        stored = stored_text(kept.stored, words.language) or words.say("typed.empty")
        return words.say("typed.conflict", stored=stored)
    maxima = {criterion.key: criterion.maximum for criterion in opened.marking.criteria}
    maximum = short_decimal_text(maxima[kept.field], words.language)
    return words.say(f"typed.{kept.problem}", maximum=maximum)


def mark_fields(
    opened: Opened,
    words: Catalogue,
    typed: Mapping[str, str],
    kept: Iterable[Kept] = (),
    missing: Sequence[str] = (),
) -> Sequence[FieldWords]:
    """Return a field for each criterion; `typed` has what was typed and not saved."""
    notes = {each.field: (each.state, kept_words(each, opened, words)) for each in kept}
    notes |= {key: (MISSING, words.say("typed.missing")) for key in missing if key not in notes}
    parts = {part.key: part.name for part in opened.settings.parts}
    return [
        _field(criterion, opened, words, typed, parts, notes.get(criterion.key, ("", None)))
        for criterion in opened.marking.criteria
    ]


def comment_field(
    opened: Opened, words: Catalogue, typed: Mapping[str, str], kept: Iterable[Kept] = ()
) -> FieldWords:
    """Return the field of the comment."""
    found = next((each for each in kept if each.field == COMMENT), None)
    note = None if found is None else kept_words(found, opened, words)
    stored = opened.entry.comment
    return FieldWords(
        key=COMMENT,
        name=words.say("sheet.comment"),
        part="",
        maximum="",
        text=typed.get(COMMENT, stored),
        seen=stored,
        state="" if found is None else found.state,
        note=note,
    )


def _field(
    criterion: Criterion,
    opened: Opened,
    words: Catalogue,
    typed: Mapping[str, str],
    parts: Mapping[str, str],
    noted: tuple[str, str | None],
) -> FieldWords:
    stored = mark_text(opened.entry.marks.get(criterion.key), words.language)
    return FieldWords(
        key=criterion.key,
        name=criterion.name,
        part=parts.get(criterion.part or "", ""),
        maximum=short_decimal_text(criterion.maximum, words.language),
        text=typed.get(criterion.key, stored),
        seen=stored,
        state=noted[0],
        note=noted[1],
    )
