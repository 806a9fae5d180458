"""Both languages say the same things, with the same places to fill."""

import unicodedata
from string import Formatter

import pytest

from reports.catalogue import LANGUAGES, Catalogue, catalogue

PLURALS = ("one", "other")


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _base(key: str) -> str:
    head, _, last = key.rpartition(".")
    return head if last in PLURALS else key


def _places_by_key(language: str) -> dict[str, set[str]]:
    templates = catalogue("reports", language).templates
    return {_base(key): _places(template) for key, template in templates.items()}


def test_both_languages_have_the_same_keys_and_places() -> None:
    assert _places_by_key("vi") == _places_by_key("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_composed_unicode_without_spaces_at_its_ends(language: str) -> None:
    for template in catalogue("reports", language).templates.values():
        assert template == unicodedata.normalize("NFC", template).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_plain_names(language: str) -> None:
    places = set().union(*_places_by_key(language).values())
    assert all(place.isidentifier() for place in places)


def test_vietnamese_has_no_plural_of_its_own() -> None:
    assert not [key for key in catalogue("reports", "vi").templates if key.endswith(".one")]


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 post"), ("1", "1 post"), (0, "0 posts"), (21, "21 posts")]
)
def test_one_and_other_are_told_apart_by_the_count(count: object, said: str) -> None:
    words = Catalogue("en", {"read.one": "{count} post", "read.other": "{count} posts"})
    assert words.say("read", count=count) == said


def test_a_place_may_be_called_key() -> None:
    assert Catalogue("en", {"x": "the {key}"}).say("x", key="door") == "the door"


def test_an_unknown_sentence_or_place_is_an_error() -> None:
    words = Catalogue("en", {"x": "{place}"})
    with pytest.raises(KeyError, match="nothing"):
        words.say("nothing")
    with pytest.raises(KeyError, match="place"):
        words.say("x")


def test_another_language_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="fr"):
        catalogue("reports", "fr")


def test_joined_catalogues_know_the_sentences_of_both() -> None:
    joined = Catalogue("en", {"a": "first", "b": "old"}).joined(
        Catalogue("en", {"b": "new", "c.other": "last"})
    )
    assert [joined.say("a"), joined.say("b"), joined.say("c")] == ["first", "new", "last"]
    assert joined.knows("c")
    assert not joined.knows("d")
