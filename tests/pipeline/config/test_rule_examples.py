"""The small contests of docs/rules.md come to the figures that stand there by hand, and forget no option."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from pipeline.config.rule_examples import RuleExample, Variant, rule_examples
from pipeline.config.rule_examples.page import rules_page
from pipeline.config.rule_examples.ranking import ranked_figures
from pipeline.config.wording import model_in
from scoring import Rules

DOCS = Path(__file__).parents[3] / "docs"
CASES = [(example, variant) for example in rule_examples() for variant in example.variants]
CHANGES_NO_RANK = "flags"
SAME_AS_OF_ALL = "engagement.rules.scale"
"""Its values are shown at `engagement.scale`."""


@pytest.mark.parametrize(
    ("example", "variant"), CASES, ids=lambda one: str(dict(getattr(one, "settings", {}))) or one.table
)
def test_the_figures_are_those_that_were_worked_out_by_hand(example: RuleExample, variant: Variant) -> None:
    found = ranked_figures(example, variant)
    for name, figures in variant.figures.items():
        assert list(map(_plain, found[name])) == [_plain(str(figure)) for figure in figures]


def _plain(text: str) -> Decimal | str:
    """Read `100` and `100.00` as the same number."""
    return Decimal(text) if text.replace(".", "").isdecimal() else text


@pytest.mark.parametrize(("language", "file"), [("en", "rules.md"), ("vi", "the-le.md")])
def test_the_page_in_docs_is_the_one_that_the_code_makes(language: str, file: str) -> None:
    assert (DOCS / file).read_text(encoding="utf-8") == rules_page(language)


def _options(model: type[BaseModel], place: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every key of the rules with the values that it may have, none where they are not listed."""
    for name, field in model.model_fields.items():
        inner = model_in(field.annotation)
        if inner is not None:
            yield from _options(inner, f"{place}{name}.")
        else:
            yield f"{place}{name}", tuple(_values(field.annotation))


def _values(annotation: object) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from _values(inner)


def _set(value: Any, place: str) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - any value of a TOML file
    if isinstance(value, dict):
        yield place, None
        for key, inner in value.items():
            yield from _set(inner, f"{place}.{key}".removeprefix("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from _set(inner, place)
    else:
        yield place, value


def test_every_key_and_every_value_has_an_example() -> None:
    shown = {pair for _, variant in CASES for pair in map(_hashable, _set(dict(variant.settings), ""))}
    keys = {place for place, _ in shown}
    for place, values in _options(Rules):
        if not place.startswith(CHANGES_NO_RANK):
            assert place in keys
            assert place == SAME_AS_OF_ALL or {(place, value) for value in values} <= shown


def _hashable(pair: tuple[str, object]) -> tuple[str, object]:
    return pair[0], pair[1] if isinstance(pair[1], str) else None
