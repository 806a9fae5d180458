"""What the Graph API's headers tell of the allowance; the bodies are those of its documentation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.facebook.usage import minutes_to_regain_access, used_percent

PAGE = (
    '{"112130216863063":[{"type":"pages","call_count":1,"total_cputime":1,"total_time":1,'
    '"estimated_time_to_regain_access":0}],"10153848260347724":[{"type":"ads_management","call_count":97,'
    '"total_cputime":23,"total_time":23,"estimated_time_to_regain_access":19}]}'
)


@pytest.mark.parametrize(
    ("headers", "percent", "minutes"),
    [
        ({"x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}'}, 28, None),
        ({"x-business-use-case-usage": PAGE}, 97, 19),
        ({"x-app-usage": '{"call_count":99}', "x-business-use-case-usage": PAGE}, 99, 19),
        ({}, 0, None),
        ({"x-app-usage": "[]", "x-business-use-case-usage": "{"}, 0, None),
        ({"x-app-usage": '{"call_count":"many","total_time":-4}'}, 0, None),
        ({"x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":99999999}]}'}, 0, None),
    ],
)
def test_the_largest_use_and_the_longest_wait_are_told(
    headers: dict[str, str], percent: int, minutes: int | None
) -> None:
    assert (used_percent(headers), minutes_to_regain_access(headers)) == (percent, minutes)


@given(st.text() | st.from_regex(r"\{\"a\":[\[{\d\"]{1,6}"))
def test_no_header_does_harm(text: str) -> None:
    headers = {"x-app-usage": text, "x-business-use-case-usage": text}
    assert used_percent(headers) >= 0
    assert minutes_to_regain_access(headers) is None or minutes_to_regain_access(headers)
