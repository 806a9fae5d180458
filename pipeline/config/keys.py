"""All tables and keys that the config knows, read off the models that check it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from collectors import Platform
from collectors.settings import PlatformSettings
from pipeline.config.platforms import installed_platforms
from pipeline.config.secrets import model_secrets, secret_fields
from pipeline.config.settings import ConfigFile
from pipeline.config.wording import model_in

OWN_PLATFORMS = ("youtube", "facebook", "website")
INTERNAL = frozenset({"demo"})
"""Tables that only Lantoa itself writes."""

ANY_CONTEST = "*"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `variable` is the environment variable of a secret, which the config names only a file for."""

    name: str
    field: FieldInfo
    variable: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its place (`("contests", "*", "counts")`, empty for the file's head) and its keys.

    `is_list` marks one that may stand several times, as `[[…]]`.
    """

    place: tuple[str, ...]
    keys: tuple[Key, ...]
    is_list: bool = False

    @property
    def name(self) -> str:
        """The place as messages name it: `contests.counts`, and `` for the file's head."""
        return ".".join(step for step in self.place if step != ANY_CONTEST)

    @property
    def is_of_rules(self) -> bool:
        """Whether the table is one of those that make up a contest's rules."""
        return self.place[:2] == ("contests", ANY_CONTEST) and len(self.place) > 2


def config_tables() -> Iterator[Table]:
    """Yield every table in the order of the file: the head, our own sections, the platforms, a contest."""
    head, *sections = _tables(ConfigFile, (), is_list=False)
    yield head
    yield from (table for table in sections if table.place[0] != "contests")
    platforms = installed_platforms()
    for channel in (*OWN_PLATFORMS, *sorted(platforms.keys() - set(OWN_PLATFORMS))):
        yield _platform_table(platforms[channel])
    yield from (table for table in sections if table.place[0] == "contests")


def _platform_table(platform: Platform) -> Table:
    """Return a platform's table, its own keys before those that every platform has."""
    variables = dict(secret_fields(platform))
    fields = platform.settings_model.model_fields
    names = sorted(fields, key=lambda name: name in PlatformSettings.model_fields)
    keys = (Key(name, fields[name], variables.get(name)) for name in names)
    return Table((platform.channel,), tuple(keys))


def _tables(model: type[BaseModel], place: tuple[str, ...], *, is_list: bool) -> Iterator[Table]:
    inner = {name: model_in(field.annotation) for name, field in model.model_fields.items()}
    variables = dict(model_secrets(model))
    keys = [
        Key(field.alias or name, field, variables.get(name))
        for name, field in model.model_fields.items()
        if inner[name] is None
    ]
    yield Table(place, tuple(keys), is_list)
    for name, found in inner.items():
        if found is not None and name not in INTERNAL:
            step = (name, ANY_CONTEST) if name == "contests" else (name,)
            yield from _tables(found, (*place, *step), is_list=_is_tuple(model.model_fields[name]))


def _is_tuple(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple
