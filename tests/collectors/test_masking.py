"""Keys and tokens in what platforms say."""

import pytest

from collectors.masking import masked

TOKEN = "EAAB/x+9 z"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Malformed access token EAAB/x+9 z.", "Malformed access token ***."),
        ("see https://a.example/?x=EAAB%2Fx%2B9%20z", "see https://a.example/?x=***"),
        ("see https://a.example/?x=EAAB%2Fx%2B9+z", "see https://a.example/?x=***"),
        ("https://a.example/v3?key=AIzaOTHER&part=x", "https://a.example/v3?key=***&part=x"),
        ("?access_token=abc|def&token_auth=ghi'", "?access_token=***&token_auth=***'"),
        ("a key is missing", "a key is missing"),
    ],
)
def test_secrets_are_taken_out(text: str, clean: str) -> None:
    assert masked(text, TOKEN) == clean


def test_long_messages_are_cut_and_no_secret_is_cut_in_two() -> None:
    assert masked("x" * 298 + TOKEN, TOKEN) == "x" * 298 + "**"


def test_an_empty_secret_masks_nothing() -> None:
    assert masked("abc", "") == "abc"
