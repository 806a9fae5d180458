"""What every page has: its protection, its language, its faults, its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pipeline.config.web import WebSection
from pipeline.faults import Refused
from pipeline.pages.serving import serving
from tests.pages.conftest import PASSWORD

if TYPE_CHECKING:
    import httpx

    from tests.pages.conftest import Place


def token_in(page: httpx.Response) -> str:
    """Return the token of the forms of a page."""
    found = re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)
    assert found
    return found[1]


def sign_in(
    client: httpx.Client, name: str, password: str = PASSWORD, path: str = "/sign-in"
) -> httpx.Response:
    """Fill in the form of the sign-in page."""
    fields = {"form_token": token_in(client.get(path)), "name": name, "password": password}
    return client.post(path, data=fields)


def test_every_answer_is_protected_and_kept_by_nobody(place: Place) -> None:
    with place.client() as client:
        for path in ("/", "/sign-in", "/nowhere", "/health"):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe-inline" not in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cache-control"] == "no-store"


def test_files_have_their_contents_in_their_names_and_are_kept_for_long(place: Place) -> None:
    with place.client() as client:
        style = re.search(r'href="(/static/style\.[0-9a-f]{12}\.css)"', client.get("/").text)
        assert style
        answer = client.get(style[1])
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert client.get("/static/style.css").status_code == 404
        assert client.get("/static/..%2Fsite.py").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", ""])
def test_a_foreign_host_is_refused(place: Place, host: str) -> None:
    with place.client() as client:
        assert client.get("/", headers={"host": host}).status_code in {400, 421}


def test_the_language_is_chosen_by_a_switch_and_stays(place: Place) -> None:
    with place.client() as client:
        assert '<html lang="vi">' in client.get("/").text
        assert '<html lang="en">' in client.get("/?language=en").text
        assert '<html lang="en">' in client.get("/sign-in").text
        assert '<html lang="en">' in client.get("/sign-in?language=xx").text


def test_users_sign_in_and_out_under_a_token_that_nobody_planted(place: Place) -> None:
    place.user("Lan")
    with place.client() as client:
        client.get("/sign-in")
        planted = client.cookies["lantoa"]
        answer = sign_in(client, "Lan")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert client.cookies["lantoa"] != planted
        contests = client.get("/contests")
        assert "Tủ sách cộng đồng" in contests.text
        with place.client() as other:
            other.cookies.set("lantoa", planted)
            assert other.get("/contests").status_code == 303
        kept = client.cookies["lantoa"]
        client.post("/sign-out", data={"form_token": token_in(contests)})
        client.cookies.set("lantoa", kept)
        assert client.get("/contests").headers["location"] == "/sign-in?next=/contests"


def test_a_login_ends_by_itself(place: Place) -> None:
    place.user("Ngọc")
    with place.client() as client:
        sign_in(client, "Ngọc")
        place.clock.pass_by(hours=11)
        assert client.get("/contests").status_code == 200
        place.clock.pass_by(hours=1)
        assert client.get("/contests").status_code == 303


def test_after_signing_in_one_goes_to_no_other_site(place: Place) -> None:
    place.user("Bình")
    for path in ("//evil.example", "/%5Cevil.example", "https://evil.example", "javascript:1", "/%0d%0aX: 1"):
        with place.client() as client:
            assert sign_in(client, "Bình", path=f"/sign-in?next={path}").headers["location"] == "/"


def test_passwords_are_not_guessed(place: Place) -> None:
    place.user("Hoa")
    with place.client() as client:
        codes = [sign_in(client, "Hoa", f"guess {number}").status_code for number in range(12)]
        assert codes == [401] * 10 + [429] * 2
        assert sign_in(client, "Hoa").status_code == 429
        place.clock.pass_by(minutes=6)
        assert sign_in(client, "Hoa").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "", "sec-fetch-site": "cross-site"},
        {"origin": "", "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(place: Place, headers: dict[str, str]) -> None:
    with place.client() as client:
        fields = {"form_token": token_in(client.get("/sign-in")), "name": "x", "password": "y"}
        client.headers.pop("origin")
        sent = {name: value for name, value in headers.items() if value}
        assert client.post("/sign-in", data=fields, headers=sent).status_code == 403


def test_a_form_without_its_token_is_refused(place: Place) -> None:
    with place.client() as client, place.client() as other:
        client.get("/sign-in")
        others = token_in(other.get("/sign-in"))
        for token in ("", "x", others, "ă"):
            fields = {"form_token": token, "name": "x", "password": "y"}
            assert client.post("/sign-in", data=fields).status_code == 403


def test_the_address_must_be_known_where_all_of_the_machine_listens(place: Place) -> None:
    everywhere = WebSection(host="0.0.0.0", port=0)  # noqa: S104 - refused before anything is bound
    with pytest.raises(Refused, match="public-url-missing"), serving(place.workplace, everywhere):
        pass
