"""Every code that can reach a person has its sentence in both languages, with the same places."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from string import Formatter

import pytest

import pipeline
from collectors import ProblemCode
from pipeline.cli.table import COMMANDS
from pipeline.config.wording import KINDS, LIMITS, PLAIN
from pipeline.database.problems import CODES
from pipeline.pages.words import ROOMS
from reports.catalogue import LANGUAGES, Catalogue, catalogue
from scoring import MISSING, NOTICES, RULE_FAULTS

CODE = re.compile(r"""\b(?:refused|failed|Fault|PydanticCustomError)\(\s*"([a-z0-9-]+)""")


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    """Return all sentences of the command line in one language."""
    rooms = [catalogue(room, request.param) for room in ("reports", "pipeline.sheets", "pipeline")]
    return rooms[0].joined(rooms[1]).joined(rooms[2])


@pytest.mark.parametrize("room", ["pipeline", "pipeline.pages", "pipeline.pages.organisers"])
def test_both_languages_have_the_same_keys_and_places(room: str) -> None:
    vietnamese, english = (
        {
            key.removesuffix(".other"): text
            for key, text in catalogue(room, language).templates.items()
            if not key.endswith(".one")
        }
        for language in ("vi", "en")
    )
    assert vietnamese.keys() == english.keys()
    assert {k: places(t) for k, t in vietnamese.items()} == {k: places(t) for k, t in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_room_has_another_sentence_for_a_key_of_another_room(language: str) -> None:
    rooms = [catalogue(room, language).templates for room in ROOMS]
    for one, other in combinations(rooms, 2):
        assert {key for key in one.keys() & other.keys() if one[key] != other[key]} == set()


def test_every_code_in_the_code_has_its_sentence(words: Catalogue) -> None:
    code = [path for path in Path(pipeline.__file__).parent.rglob("*.py") if path.name != "story.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in code)
    codes = {
        *CODE.findall(text),
        *CODES,
        *PLAIN.values(),
        *(code for code, _ in LIMITS.values()),
    }
    assert len(codes) > 30
    assert sorted(code for code in codes if not words.knows(f"fault.{code}")) == []


def test_every_rule_fault_has_its_sentence_and_only_places_that_are_given(words: Catalogue) -> None:
    given = {"file", "key", "value"}
    for code, parameters in RULE_FAULTS.items():
        assert places(words.templates[f"fault.{code}"]) <= {*given, *parameters}, code


def test_every_problem_notice_and_missing_code_has_its_sentence(words: Catalogue) -> None:
    keys = [f"problem.{code.value}" for code in ProblemCode]
    keys += [f"notice.{code}" for code in NOTICES]
    keys += [f"missing.{code}" for code in MISSING if "<" not in code]
    assert [key for key in keys if not words.knows(key)] == []


def test_every_kind_of_value_has_its_words(words: Catalogue) -> None:
    assert [kind for kind in (*KINDS.values(), "other-value") if not words.knows(f"kind.{kind}")] == []


def test_every_command_has_help_and_an_example_that_names_it(words: Catalogue) -> None:
    for command in COMMANDS:
        example = words.say(f"help.command.{command.name}.example")
        assert example.startswith("lantoa ")
        assert f" {command.name}" in example
        assert all(words.knows(f"help.argument.{argument.help_key}") for argument in command.arguments)
