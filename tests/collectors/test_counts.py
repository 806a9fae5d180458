"""Counts as platforms write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.counts import NotACountError, count_from_value

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("9", 9),
        (10, 10),
        ("0", 0),
        (0, 0),
        ("2147483648", 2147483648),
        ("9223372036854775807", 9223372036854775807),
        (9223372036854775807, 9223372036854775807),
        (None, None),
    ],
)
def test_strings_and_numbers_are_counts_up_to_what_is_kept(value: object, count: int | None) -> None:
    assert count_from_value(value) == count


@pytest.mark.parametrize(
    "value",
    [
        -1,
        "-1",
        "9223372036854775808",
        2**63,
        "1.2K",
        "1.234",
        "269 036 248",
        "",
        " 9",
        "٣",
        "²",
        9.0,
        True,
        [],
        {},
        "9" * 5000,
    ],
)
def test_what_is_no_count_is_refused(value: object) -> None:
    with pytest.raises(NotACountError, match="not a count"):
        count_from_value(value)


@given(JSON_VALUES)
def test_no_value_becomes_a_negative_or_another_count(value: object) -> None:
    try:
        count = count_from_value(value)
    except NotACountError:
        return
    assert (count is None) == (value is None)
    assert count is None or (count >= 0 and str(count) == str(value).lstrip("0").rjust(1, "0"))
