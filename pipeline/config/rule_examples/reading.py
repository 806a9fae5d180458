"""Read the examples: plain values, and the rules that each variant makes of the base."""

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files
from typing import Any

from scoring import Rules

FIGURES = ("total", "rank", "award", "side_awards", "engagement_rank")
"""What a variant may say of every entry."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One setting of the rules and the figures that it gives, each with a value an entry.

    `settings` are what differs from the base, at dotted keys.
    """

    settings: Mapping[str, Any]
    rules: Rules
    figures: Mapping[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One small contest: the keys that it shows, what it was given, and its variants.

    `given` are the columns of the contest as the file has them; `words` the sentence in each language.
    """

    table: str
    keys: tuple[str, ...]
    base: str
    words: Mapping[str, str]
    given: Mapping[str, Any]
    variants: tuple[Variant, ...] = field(default=())

    @property
    def size(self) -> int:
        """How many entries there are."""
        columns = [*self.given.get("counts", {}).values(), *self.given.get("marks", {}).values()]
        return len(columns[0]) if columns else len({row[0] for row in self.given["readings"]})


def rule_examples() -> tuple[RuleExample, ...]:
    """Return all examples in the order of the rules."""
    text = files("pipeline.config.rule_examples").joinpath("examples.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text, parse_float=Decimal)
    return tuple(_example(table, content["base"]) for table in content["example"])


def base_rules() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of each base."""
    text = files("pipeline.config.rule_examples").joinpath("examples.toml").read_text(encoding="utf-8")
    bases: Mapping[str, Mapping[str, Any]] = tomllib.loads(text, parse_float=Decimal)["base"]
    return bases


def _example(table: Mapping[str, Any], bases: Mapping[str, Any]) -> RuleExample:
    own = ("table", "keys", "base", "vi", "en", "variants")
    return RuleExample(
        table["table"],
        tuple(table["keys"]),
        table["base"],
        {language: table[language] for language in ("vi", "en")},
        {name: value for name, value in table.items() if name not in own},
        tuple(_variant(one, bases[table["base"]]) for one in table["variants"]),
    )


def _variant(table: Mapping[str, Any], base: Mapping[str, Any]) -> Variant:
    rules = deepcopy(dict(base))
    for key in table.get("unset", ()):
        holder, last = _holder(rules, key)
        del holder[last]
    for key, value in table["set"].items():
        holder, last = _holder(rules, key)
        holder[last] = value
    figures = {name: table[name] for name in FIGURES if name in table}
    return Variant(table["set"], Rules.model_validate(rules), figures)


def _holder(rules: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
    *path, last = key.split(".")
    for step in path:
        rules = rules.setdefault(step, {})
    return rules, last
