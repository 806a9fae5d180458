"""Judges' links: opened as often as one likes, used by a button only, never guessed, revoked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.database.models import Judge, JudgeLink, Login
from pipeline.database.opening import reading, writing
from pipeline.pages.access.links import revoke_link
from tests.pages.test_foundation import token_in

if TYPE_CHECKING:
    import httpx

    from tests.pages.conftest import Place

ZALO = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/111 Mobile Safari/537.36 Zalo android/23"


def press(client: httpx.Client, link: str, **fields: str) -> httpx.Response:
    """Open a link and press its button."""
    return client.post(link, data={"form_token": token_in(client.get(link)), **fields})


def logins(place: Place) -> int:
    """Count the browsers that were ever signed in."""
    with reading(place.engine) as session:
        return session.query(Login).count()


def test_opening_a_link_says_whose_it_is_and_signs_nobody_in(place: Place) -> None:
    link, before = place.link("gk1"), logins(place)
    with place.client() as client:
        for _ in range(3):
            page = client.get(link)
            assert "Nguyễn Thu Hà" in page.text
            assert "Tủ sách cộng đồng” 2026" in page.text
        assert client.head(link).status_code in {200, 405}
        assert client.get("/judging").status_code == 401
    assert logins(place) == before


def test_the_button_signs_in_under_a_new_token(place: Place) -> None:
    link = place.link("gk1")
    with place.client() as client:
        client.get(link)
        planted = client.cookies["lantoa"]
        assert press(client, link).headers["location"] == "/judging"
        assert client.cookies["lantoa"] != planted
        assert client.get("/judging").status_code == 200
        assert client.get(link).headers["location"] == "/judging"
    with place.client() as thief:
        thief.cookies.set("lantoa", planted)
        assert thief.get("/judging").status_code == 401


def test_only_hashes_of_links_and_cookies_are_kept(place: Place) -> None:
    link = place.link("gk2", pin="482913")
    with place.client() as client:
        press(client, link, pin="482913")
        secrets = {link.rpartition("/")[2], client.cookies["lantoa"], "482913"}
    with reading(place.engine) as session:
        rows = [*session.query(JudgeLink), *session.query(Login)]
        kept = " ".join(str(value) for row in rows for value in vars(row).values())
    assert not any(secret in kept for secret in secrets)


def test_a_renewed_or_revoked_link_opens_nothing_and_ends_its_logins(place: Place) -> None:
    first = place.link("gk3")
    with place.client() as client:
        press(client, first)
        second = place.link("gk3")
        assert client.get("/judging").status_code == 401
        assert client.get(first).status_code == 404
        press(client, second)
        assert client.get("/judging").status_code == 200
        with writing(place.engine) as session:
            revoke_link(session, session.query(Judge).filter_by(key="gk3").one(), "Lan", place.clock.now)
        assert client.get("/judging").status_code == 401
        assert client.get(second).status_code == 404


def test_a_pin_is_asked_for_and_a_link_is_blocked_after_five_wrong_ones(place: Place) -> None:
    link = place.link("gk4", pin="111222")
    with place.client() as client:
        for _ in range(4):
            assert press(client, link, pin="000000").status_code == 403
        assert press(client, link, pin=" 111222 ").status_code == 303
    with place.client() as client:
        for _ in range(5):
            assert press(client, link, pin="000000").status_code == 403
        page = client.get(link)
        assert "đã bị khoá" in page.text
        assert 'name="pin"' not in page.text
        fields = {"form_token": token_in(client.get("/sign-in")), "pin": "111222"}
        assert client.post(link, data=fields).status_code == 403
        assert client.get("/judging").status_code == 401


def test_links_are_not_guessed(place: Place) -> None:
    place.clock.pass_by(hours=20)
    with place.client() as client:
        codes = [client.get(f"/j/guess{number}").status_code for number in range(32)]
        assert codes == [404] * 30 + [429] * 2
        place.clock.pass_by(minutes=11)
        assert client.get(place.link("gk1")).status_code == 200


@pytest.mark.parametrize(("agent", "is_told"), [(ZALO, True), ("Mozilla/5.0 Chrome/140", False)])
def test_inside_an_app_one_is_told_how_to_open_ones_own_browser(
    place: Place, agent: str, is_told: bool
) -> None:
    place.clock.pass_by(days=1)
    with place.client() as client:
        page = client.get(place.link("gk1"), headers={"user-agent": agent}).text
    assert ("Đang mở trong Zalo" in page) is is_told
