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
        ("Malformed access token eaab/X+9 Z.", "Malformed access token ***."),
        (r'{"said": "EAAB\/x+9 z"}', '{"said": "***"}'),
        (r"EAAB\u002fx\u002B9\u0020z", "***"),
        ("?x=eaab%2fX%2b9%20z", "?x=***"),
        ("?x=EAAB%252Fx%252B9%2520z", "?x=***"),
        ("EAAB&#47;x&#x2B;9 z", "***"),
        ('{"access_token": "other", "n": 1}', '{"access_token": "***", "n": 1}'),
        (r"{\"refresh_token\":\"other\"}", r"{\"refresh_token\":\"***\"}"),
    ],
)
def test_secrets_are_taken_out(text: str, clean: str) -> None:
    assert masked(text, TOKEN) == clean


def test_long_messages_are_cut_and_no_secret_is_cut_in_two() -> None:
    assert masked("x" * 118 + TOKEN, TOKEN) == "x" * 118 + "**"


def test_an_empty_secret_masks_nothing() -> None:
    assert masked("abc", "") == "abc"
