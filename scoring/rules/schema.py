"""Write the JSON schema of the rules: `python -m scoring.rules.schema > docs/rules.schema.json`.

It knows the form of every table and which keys need or exclude each other; what is added up or looked up over
several tables (weights that make 100, channels that are named but not counted) only `Rules` itself checks.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from scoring.rules.contest import Rules
from scoring.rules.dependencies import DEPENDENCIES, Dependency

Schema = dict[str, Any]


class _PlainNumbers(GenerateJsonSchema):
    """Decimals are numbers, as in a TOML file, and never text."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        names = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
        limits = {names[name]: float(schema[name]) for name in names if name in schema}  # type: ignore[literal-required]
        return {"type": "number", **limits}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out is left out: a TOML file knows no null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Tell a default only where there is one."""
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value is not None}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Tell what the names in a table may be."""
        names = self.generate_inner(schema["keys_schema"])
        return {**super().dict_schema(schema), "propertyNames": names}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        """The key itself is title enough."""
        return False


def rules_schema() -> Schema:
    """Return the JSON schema (draft 2020-12) of a contest's rules."""
    schema = Rules.model_json_schema(schema_generator=_PlainNumbers)
    conditions = [condition for one in DEPENDENCIES for condition in _conditions(one)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "allOf": conditions,
        "anyOf": [{"required": ["judging"]}, {"required": ["engagement"]}],
    }


def _conditions(one: Dependency) -> Sequence[Schema]:
    """Ask for the key where the setting holds, and refuse it where it does not."""
    *table, key = one.key
    there = _below(table, {"required": [key]})
    holds = _holds(one)
    needed = {"if": _both(holds, _below(table, {})), "then": there}
    unused = {"if": there, "then": holds}
    return [*([needed] if one.is_needed else []), unused]


def _holds(one: Dependency) -> Schema:
    *table, key = one.setting
    meant: Schema = {"properties": {key: {"enum": list(one.values)}}} if one.values else {}
    if not one.is_default:
        meant["required"] = [key]
    return _below(table, meant, is_required=not one.is_default)


def _both(one: Schema, other: Schema) -> Schema:
    return {"allOf": [one, other]}


def _below(path: Sequence[str], schema: Schema, *, is_required: bool = True) -> Schema:
    """Put a schema at its place within nested tables, which must be there; `*` is any item of a list."""
    for step in reversed(path):
        if step == "*":
            schema = {"contains": schema}
        else:
            required: Mapping[str, Any] = {"required": [step]} if is_required else {}
            schema = {**required, "properties": {step: schema}}
    return schema


if __name__ == "__main__":
    sys.stdout.write(json.dumps(rules_schema(), indent=2, ensure_ascii=False) + "\n")
