"""Sentences in the reader's language: TOML catalogues of templates, one file a language.

A template is text with `{name}` places; a table with `one` and `other` is chosen by the parameter `count`
(Vietnamese has only `other`). Catalogues of two packages can be joined.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language, by dotted key."""

    language: str
    templates: Mapping[str, str]

    def say(self, key: str, /, **parameters: object) -> str:
        """Return the sentence of a key with its places filled; raises KeyError for an unknown key or place.

        >>> Catalogue("en", {"read.one": "{count} post", "read.other": "{count} posts"}).say("read", count=2)
        '2 posts'
        """
        template = self.templates.get(key)
        if template is None:
            template = self.templates[f"{key}.{'one' if self._is_one(key, parameters) else 'other'}"]
        return template.format_map(parameters)

    def knows(self, key: str) -> bool:
        """Tell whether there is a sentence for the key."""
        return key in self.templates or f"{key}.other" in self.templates

    def joined(self, other: "Catalogue") -> "Catalogue":
        """Return a catalogue with the sentences of both, the other's where both have one."""
        return Catalogue(self.language, {**self.templates, **other.templates})

    def _is_one(self, key: str, parameters: Mapping[str, object]) -> bool:
        return str(parameters.get("count")) == "1" and f"{key}.one" in self.templates


@cache
def catalogue(package: str, language: str) -> Catalogue:
    """Read `messages/<language>.toml` of a package; raises FileNotFoundError for another language."""
    text = files(package).joinpath("messages", f"{language}.toml").read_text(encoding="utf-8")
    return Catalogue(language, dict(_flattened(tomllib.loads(text), "")))


def _flattened(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
