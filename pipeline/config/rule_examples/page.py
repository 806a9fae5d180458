"""Write the reference of the rules: `python -m pipeline.config.rule_examples.page en > docs/rules.md`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.config.keys import Table, config_tables
from pipeline.config.reference import key_rows
from pipeline.config.rule_examples.ranking import numbers_of, ranked_figures
from pipeline.config.rule_examples.reading import RuleExample, Variant, base_rules, rule_examples
from pipeline.config.toml_writing import toml_value
from reports.catalogue import Catalogue, catalogue


def rules_page(language: str) -> str:
    """Return the reference as Markdown: every table of the rules with its keys and its examples."""
    words = catalogue("pipeline.config", language)
    examples = rule_examples()
    lines = [words.say("rules-reference"), *_bases(words)]
    for table in config_tables():
        if table.is_of_rules:
            lines += _section(words, table, examples, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _bases(words: Catalogue) -> Iterator[str]:
    for name, tables in base_rules().items():
        yield from (f"**{words.say(f'base.{name}')}**", "", "```toml", *_toml(tables), "```", "")


def _toml(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, table in tables.items():
        yield f"[{name}]"
        yield from (f"{key} = {toml_value(value)}" for key, value in table.items())


def _section(words: Catalogue, table: Table, examples: Sequence[RuleExample], language: str) -> Iterator[str]:
    place = ".".join(table.place[2:])
    yield f"## `[[{place}]]`" if table.is_list else f"## `[{place}]`"
    yield from ("", words.say(f"table.{table.name}"), "")
    yield from key_rows(words, table)
    yield ""
    for example in examples:
        if example.table == place:
            yield from _example(words, example, language)


def _example(words: Catalogue, example: RuleExample, language: str) -> Iterator[str]:
    keys = ", ".join(f"`{key}`" for key in example.keys)
    yield f"### {words.say('example-of', keys=keys, base=words.say(f'base.{example.base}'))}"
    yield from ("", example.words[language], "")
    yield from _given(words, example)
    heading = [words.say("column.rules"), "", *numbers_of(example)]
    yield from _table(heading, [row for one in example.variants for row in _rows(words, example, one)])


def _given(words: Catalogue, example: RuleExample) -> Iterator[str]:
    """Yield the table of what the entries have, then the readings where there are several of a count."""
    rows = {**example.given.get("counts", {}), **example.given.get("marks", {})}
    for name in ("unit", "group", "status", "submitted_at"):
        if name in example.given:
            rows[words.say(f"column.{name}")] = example.given[name]
    if rows:
        yield from _table(["", *numbers_of(example)], [[name, *map(str, row)] for name, row in rows.items()])
    readings = example.given.get("readings", ())
    if readings:
        heading = [
            words.say(f"column.{name}") for name in ("entry", "channel", "post", "metric", "hours", "count")
        ]
        yield from _table(heading, [list(map(str, row)) for row in readings])


def _rows(words: Catalogue, example: RuleExample, variant: Variant) -> Iterator[list[str]]:
    """Yield a row a figure; the settings stand in the first one."""
    settings = [f"`{key} = {toml_value(value)}`" for key, value in variant.settings.items()]
    told = "<br>".join(settings or [words.say("nothing-set")])
    for name, figures in ranked_figures(example, variant).items():
        yield [told, words.say(f"figure.{name}"), *figures]
        told = ""


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield "|" + " --- |" * len(heading)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


if __name__ == "__main__":
    sys.stdout.write(rules_page(sys.argv[1]))
