"""Write a config that is right as it stands and explains every key, from the models that will check it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import PydanticUndefined

from pipeline.config.keys import ANY_CONTEST, Key, Table, config_tables
from pipeline.config.secret_files import usual_file
from pipeline.config.toml_writing import toml_value
from reports.catalogue import Catalogue

WIDTH = 100

SAMPLES: Mapping[str, object] = {
    "logs.folder": Path("logs"),
    "mail.host": "smtp.example",
    "mail.port": 587,
    "mail.from": "lantoa@example.vn",
    "mail.to": ["ban-to-chuc@example.vn"],
    "mail.user": "lantoa@example.vn",
    "youtube.api_address": "https://youtube.googleapis.com/",
    "youtube.analytics_address": "https://youtubeanalytics.googleapis.com/",
    "youtube.token_address": "https://oauth2.googleapis.com/token",
    "youtube.consent_address": "https://accounts.google.com/o/oauth2/auth",
    "youtube.channel_id": "UCxxxxxxxxxxxxxxxxxxxxxx",
    "facebook.app_id": "1234567890",
    "facebook.graph_address": "https://graph.facebook.com/",
    "website.token_address": "https://oauth2.googleapis.com/token",
    "website.ga4_address": "https://analyticsdata.googleapis.com/",
    "website.ga4_property": "123456789",
    "facebook.page_id": "100064000000001",
    "website.matomo_address": "https://stats.example/",
    "website.matomo_site_id": 1,
    "website.counted_from": date(2026, 1, 1),
    "website.hosts": ["example.vn", "www.example.vn"],
    "web.public_url": "https://lantoa.example.vn",
}
"""What may stand behind a key that is silent by default."""

Values = Mapping[str, Any]


def config_text(words: Catalogue, values: Values) -> str:
    """Return the text of a config with these values; a key without one stands there as a comment.

    `values` is nested as the file is; `words` are the sentences of `pipeline.config`. Of a contest's rules
    only what has a value is told, since most choices exclude each other; a contest's table that has no
    values is left out, since its presence alone would mean something.
    """
    lines = _comment(words.say("head"))
    for table in config_tables():
        for place, items in _filled(table, values) if table.keys else ():
            lines += _table_lines(words, table, place, items)
    return "\n".join(lines) + "\n"


def _filled(table: Table, values: Values) -> Iterator[tuple[str, Sequence[Values]]]:
    """Yield each place of the file at which the table stands, with its values there."""
    places: list[tuple[tuple[str, ...], Any]] = [((), values)]
    for step in table.place:
        places = [
            ((*place, name), found.get(name))
            for place, found in places
            if isinstance(found, Mapping)
            for name in (found if step == ANY_CONTEST else [step])
        ]
    for place, found in places:
        if found is not None or table.place[0] != "contests":
            yield ".".join(place), found if table.is_list else [found or {}]


def _table_lines(words: Catalogue, table: Table, place: str, items: Sequence[Values]) -> Iterator[str]:
    heading = f"[[{place}]]" if table.is_list else f"[{place}]"
    for number, item in enumerate(items):
        yield ""
        if place and number == 0 and words.knows(f"table.{table.name}"):
            yield from _comment(words.say(f"table.{table.name}"))
        if place:
            yield heading
        for key in table.keys:
            yield from _key_lines(words, table, key, item, is_first=number == 0)


def _key_lines(words: Catalogue, table: Table, key: Key, values: Values, *, is_first: bool) -> Iterator[str]:
    name = f"{table.name}.{key.name}".removeprefix(".")
    if key.name not in values and (table.is_of_rules or not is_first):
        return
    if is_first and words.knows(f"key.{name}"):
        yield from _comment(words.say(f"key.{name}"))
    if key.name in values:
        yield f"{key.name} = {toml_value(values[key.name])}"
    elif key.variable is not None:
        yield from _comment(words.say("secret", variable=key.variable))
        yield f'# {key.name}_file = "{usual_file(table.name, key.name)}"'
    else:
        yield f"# {key.name} = {toml_value(_silent(name, key))}"


def _silent(name: str, key: Key) -> object:
    default = key.field.default
    return SAMPLES.get(name, "…") if default in (None, PydanticUndefined, ()) else default


def _comment(sentence: str) -> list[str]:
    return textwrap.wrap(
        sentence,
        WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )
