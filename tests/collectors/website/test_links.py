"""Addresses of a website's pages."""

import pytest

from collectors import LinkError, LinkFault
from collectors.website import PLATFORM

PAGE = "hoctap.phuly.example/tu-sách/châu-sơn"


@pytest.mark.parametrize(
    "link",
    [
        "https://hoctap.phuly.example/tu-sách/châu-sơn",
        "http://www.hoctap.phuly.example/tu-sách/châu-sơn/",
        "HTTPS://HOCTAP.phuly.example/tu-sách//châu-sơn?utm_source=zalo&amp;fbclid=x#xem",
        "//hoctap.phuly.example/tu-s%C3%A1ch/ch%C3%A2u-s%C6%A1n",
        "hoctap.phuly.example/tu-s%c3%a1ch/ch%c3%a2u-s%c6%a1n/#",
        "https://hoctap.phuly.example/tu-sa\u0301ch/cha\u0302u-so\u031bn",
        "https://hoctap.phuly.example:443/tu-sa%CC%81ch/cha%CC%82u-so%CC%9Bn",
    ],
)
def test_every_way_of_writing_one_page_is_one_page(link: str) -> None:
    assert PLATFORM.post_id_from_link(link) == PAGE


def test_the_case_of_a_path_counts() -> None:
    assert PLATFORM.post_id_from_link("https://a.example/Bai") != PLATFORM.post_id_from_link(
        "https://a.example/bai"
    )


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("https://hoctap.phuly.example", LinkFault.NO_POST),
        ("https://hoctap.phuly.example/?p=12", LinkFault.NO_POST),
        ("https://hoctap.phuly.example/index.php?id=12", LinkFault.NO_POST),
        ("https://www.youtube.com/watch?v=92HWiOdpY2s", LinkFault.WRONG_SITE),
        ("https://youtu.be/92HWiOdpY2s", LinkFault.WRONG_SITE),
        ("https://m.facebook.com/watch/?v=12", LinkFault.WRONG_SITE),
        ("https://www.tiktok.com/@phuly/video/12", LinkFault.WRONG_SITE),
        ("https://zalo.me/12", LinkFault.WRONG_SITE),
        ("/tu-sach/chau-son", LinkFault.NOT_A_LINK),
    ],
)
def test_what_names_no_page_is_refused(link: str, fault: LinkFault) -> None:
    with pytest.raises(LinkError, match=fault.value):
        PLATFORM.post_id_from_link(link)
