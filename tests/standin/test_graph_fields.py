"""The `fields` parameter: the texts that real clients send, and texts that cannot be read."""

import pytest

from pipeline.demo.standin.graph_fields import FieldAsked, FieldSyntaxError, fields_from_text


def test_modifiers_and_nested_fields_are_read_in_order() -> None:
    text = "id,reactions.limit(0).summary(total_count).as(all),from{name,picture.type(large){url}},shares"
    assert fields_from_text(text) == (
        FieldAsked("id"),
        FieldAsked("reactions", {"limit": "0", "summary": "total_count", "as": "all"}),
        FieldAsked(
            "from", {}, (FieldAsked("name"), FieldAsked("picture", {"type": "large"}, (FieldAsked("url"),)))
        ),
        FieldAsked("shares"),
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [("id,", 3), ("id,,shares", 3), ("from{name", 9), ("id}", 2), ("id.limit(", 2), ("", 0)],
)
def test_a_text_that_cannot_be_read_names_the_place(text: str, place: int) -> None:
    with pytest.raises(FieldSyntaxError, match="unexpected text") as caught:
        fields_from_text(text)
    assert caught.value.place == place
