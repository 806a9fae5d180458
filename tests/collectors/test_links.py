"""Pasted links, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors import LinkError
from collectors.facebook import PLATFORM as FACEBOOK
from collectors.links import link_parts
from collectors.protocol import Platform
from collectors.website import PLATFORM as WEBSITE
from collectors.youtube import PLATFORM as YOUTUBE


@pytest.mark.parametrize(
    "link",
    [
        "https://hoctap.example/a/b?x=1&y=2#c",
        "http://hoctap.example/a/b/?x=1&y=2#c",
        "hoctap.example/a//b?x=1&y=2#c",
        "//hoctap.example/a/b?x=1&amp;y=2#c",
        "HTTPS://HOCTAP.example/a/b?x=1&amp;amp;y=2#c",
        "\ufeff  https://hoctap.example:443/a/%62?x=1&y=2#%63 \u200b\n",
    ],
)
def test_every_way_of_pasting_one_link_has_the_same_parts(link: str) -> None:
    parts = link_parts(link, "website")
    assert (parts.host, parts.path, parts.fragment) == ("hoctap.example", ("a", "b"), "c")
    assert parts.query == {"x": ["1"], "y": ["2"]}


def test_a_name_that_looks_like_an_html_sign_stays_a_name() -> None:
    assert link_parts("a.example/?a=1&copy=2&lt=3", "website").query == {
        "a": ["1"],
        "copy": ["2"],
        "lt": ["3"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "no",
        "javascript:alert(1)",
        "ftp://a.example/x",
        "mailto:a@b.example",
        "http://[",
        "a b.c/d",
    ],
)
def test_what_is_no_link_is_said_to_be_none(text: str) -> None:
    with pytest.raises(LinkError, match="not-a-link"):
        link_parts(text, "website")


@pytest.mark.parametrize("platform", [YOUTUBE, FACEBOOK, WEBSITE])
@given(link=st.text() | st.from_regex(r"(https?://)?(www\.)?(youtube|facebook|a)\.(com|vn)/\S*"))
def test_no_text_does_harm(platform: Platform, link: str) -> None:
    outcome: object
    try:
        outcome = platform.post_id_from_link(link)
    except LinkError as error:
        outcome = error.link == link and error.channel == platform.channel
    assert outcome


@pytest.mark.parametrize("levels", [4, 2400])
@pytest.mark.parametrize(
    ("platform", "begin", "level"),
    [
        (YOUTUBE, "https://youtube.com/", "?u=/"),
        (YOUTUBE, "https://youtube.com/", "?next=https://youtube.com/"),
        (YOUTUBE, "https://youtube.com/", "#/"),
        (FACEBOOK, "", "https://facebook.com/plugins/video.php?href="),
    ],
)
def test_links_that_lead_on_for_ever_are_followed_three_times(
    platform: Platform, begin: str, level: str, levels: int
) -> None:
    with pytest.raises(LinkError, match=r"no-post|not-a-link"):
        platform.post_id_from_link(begin + level * levels)
