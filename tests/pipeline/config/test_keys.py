"""Every key that the config knows is explained, and the references in docs are those that the code makes."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.keys import config_tables
from pipeline.config.reference import reference
from pipeline.config.settings import ConfigFile
from pipeline.config.toml_writing import toml_value
from reports.catalogue import LANGUAGES, catalogue

DOCS = Path(__file__).parents[3] / "docs"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.decimals(allow_nan=False, allow_infinity=False, places=9),
        TEXTS,
        st.dates(),
        st.datetimes(timezones=st.sampled_from([None, UTC])),
    ),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_key_has_its_sentence(language: str) -> None:
    words = catalogue("pipeline.config", language)
    tables = list(config_tables())
    names = [f"table.{table.name}" for table in tables if table.place]
    names += [f"key.{table.name}.{key.name}".replace("..", ".") for table in tables for key in table.keys]
    assert len(names) > 60
    assert [name for name in names if not words.knows(name)] == []


def test_no_sentence_is_left_of_a_key_that_is_gone() -> None:
    tables = list(config_tables())
    known = {f"key.{table.name}.{key.name}".replace("..", ".") for table in tables for key in table.keys}
    known |= {f"table.{table.name}" for table in tables}
    said = catalogue("pipeline.config", "en").templates
    assert [name for name in said if name.startswith(("key.", "table.")) and name not in known] == []


def test_both_languages_say_the_same_things() -> None:
    vietnamese, english = (catalogue("pipeline.config", language).templates for language in ("vi", "en"))
    assert vietnamese.keys() == english.keys()


def test_no_section_is_forgotten() -> None:
    sections = set(ConfigFile.model_fields) - {"language", "demo"} | {"youtube", "facebook", "website"}
    assert {table.place[0] for table in config_tables() if table.place} == sections


@pytest.mark.parametrize(("language", "file"), [("en", "config.md"), ("vi", "cau-hinh.md")])
def test_the_reference_in_docs_is_the_one_that_the_code_makes(language: str, file: str) -> None:
    assert (DOCS / file).read_text(encoding="utf-8") == reference(language)


@given(VALUES)
def test_what_is_written_is_read_back_the_same(value: object) -> None:
    assert tomllib.loads(f"x = {toml_value(value)}", parse_float=Decimal)["x"] == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (time(2), '"02:00"'),
        (date(2024, 9, 1), "2024-09-01"),
        (datetime(2024, 10, 31, 17, tzinfo=UTC).replace(tzinfo=None), "2024-10-31T17:00:00"),
        (Path("a") / "b", '"a/b"'),
        ({"views": Decimal("0.01")}, "{ views = 0.01 }"),
    ],
)
def test_values_are_written_as_people_write_them(value: object, text: str) -> None:
    assert toml_value(value) == text
