"""What judges and strangers must not be able to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pipeline.database.models import Entry, Mark, ScoreSheet
from pipeline.database.opening import reading, writing
from tests.pages.sheets import stored_marks
from tests.pages.test_foundation import sign_in, token_in
from tests.pages.test_links import press

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.pages.conftest import Place

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def judge(place: Place) -> Iterator[httpx.Client]:
    """Return the browser of the judge gk3, who belongs to the unit of entry 03."""
    with place.client() as client:
        press(client, place.link("gk3"))
        yield client


def path_of(place: Place, number: str) -> str:
    """Return the address of an entry's sheet."""
    with reading(place.engine) as session:
        entry_id = session.scalars(select(Entry.id).where(Entry.number == number)).one()
    return f"/judging/{entry_id}"


def marked(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Send marks as the script does."""
    here = client.get("/judging/here").json()
    seen = {f"seen-{name}": "" for name in fields}
    sent = {"form_token": here["form_token"], "_judge": here["judge"], **seen, **fields}
    return client.post(f"{path}/marks", data=sent, headers={"accept": "application/json"})


def test_an_entry_of_the_judges_own_unit_is_neither_listed_nor_opened_nor_marked(
    place: Place, judge: httpx.Client
) -> None:
    own = path_of(place, "03")
    assert "Tủ sách mười cô gái Lam Hạ" not in judge.get("/judging").text
    assert judge.get(own).status_code == 404
    assert marked(judge, own, content="40").status_code == 404
    assert stored_marks(place.engine, "gk3", "03") == {}


@pytest.mark.parametrize(
    "path", ["/judging/999999", "/judging/0", "/judging/x", "/judging/99999999999999999999"]
)
def test_a_sheet_that_is_not_there_is_not_found(judge: httpx.Client, path: str) -> None:
    assert judge.get(path).status_code == 404


def test_neither_others_marks_nor_engagement_are_shown(place: Place, judge: httpx.Client) -> None:
    with place.client() as other:
        press(other, place.link("gk2"))
        marked(other, path_of(place, "01"), content="37.125", _comment="Bí mật của gk2")
    pages = judge.get("/judging").text + judge.get(path_of(place, "01")).text
    assert "37,125" not in pages
    assert "Bí mật" not in pages


def test_a_sheet_is_always_the_signed_in_judges_whatever_is_sent(place: Place, judge: httpx.Client) -> None:
    path, here = path_of(place, "02"), judge.get("/judging/here").json()
    fields = {
        "form_token": here["form_token"],
        "_judge": "1",
        "judge": "1",
        "content": "1",
        "seen-content": "",
    }
    answer = judge.post(f"{path}/marks", data=fields, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["codes"]) == (422, ["other-judge"])
    judge.post(path, data={**fields, "_do": "save"})
    assert stored_marks(place.engine, "gk1", "02") == {}
    assert stored_marks(place.engine, "gk3", "02") == {"content": 1}


def test_forged_marks_are_not_taken(place: Place, judge: httpx.Client) -> None:
    path, token = path_of(place, "04"), token_in(judge.get(path_of(place, "04")))
    fields = {"content": "1", "seen-content": "", "_do": "save"}
    assert judge.post(path, data={**fields, "form_token": "x"}).status_code == 403
    foreign = {"origin": "https://evil.example"}
    assert judge.post(path, data={**fields, "form_token": token}, headers=foreign).status_code == 403
    assert judge.post(f"{path}/recusal", data={"reason": "x"}).status_code == 403
    assert judge.post("/judging", data={}).status_code == 403
    assert stored_marks(place.engine, "gk3", "04") == {}


def test_judges_open_no_page_of_users_and_users_none_of_judges(place: Place, judge: httpx.Client) -> None:
    assert judge.get("/contests").status_code == 403
    place.user("Minh")
    with place.client() as user:
        sign_in(user, "Minh")
        assert user.get("/judging").status_code == 401
        assert user.get(path_of(place, "01")).status_code == 401


def test_what_a_judge_writes_is_shown_as_text(place: Place, judge: httpx.Client) -> None:
    path = path_of(place, "05")
    assert marked(judge, path, _comment=SCRIPT).status_code == 200
    page = judge.get(path).text
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    "typed", ["-1", "40.0000001", "41", "1e1", "NaN", "١", "40; DROP", "٠", "1.000", "=1", "9" * 99]
)
def test_what_is_no_mark_is_not_stored(place: Place, judge: httpx.Client, typed: str) -> None:
    answer = marked(judge, path_of(place, "06"), content=typed)
    assert answer.json()["fields"]["content"]["state"] == ("refused" if typed != "1.000" else "saved")
    with writing(place.engine) as session:
        for mark in session.scalars(select(Mark).where(Mark.criterion == "content")):
            assert mark.value is None or 0 <= mark.value <= 40


def test_a_submitted_sheet_takes_nothing_more(place: Place, judge: httpx.Client) -> None:
    path = path_of(place, "07")
    full = {"content": "30", "presentation": "20", "creativity": "10", "technique": "5"}
    marked(judge, path, **full)
    token = token_in(judge.get(path))
    assert judge.post(path, data={"form_token": token, "_do": "submit"}).status_code == 303
    later = marked(judge, path, content="40")
    assert (later.status_code, later.json()["codes"]) == (422, ["sheet-submitted"])
    recusal = judge.post(f"{path}/recusal", data={"form_token": token, "_do": "recuse", "reason": "x"})
    assert recusal.status_code == 422
    assert stored_marks(place.engine, "gk3", "07")["content"] == 30
    with reading(place.engine) as session:
        assert session.query(ScoreSheet).filter(ScoreSheet.submitted_at.is_not(None)).count() == 1


def test_after_the_deadline_no_way_is_left_open(place: Place, judge: httpx.Client) -> None:
    path, token = path_of(place, "08"), token_in(judge.get("/judging"))
    place.clock.pass_by(hours=53, seconds=1)
    assert marked(judge, path, content="1").json()["codes"] == ["marking-closed"]
    for address, fields in (
        (path, {"content": "1", "seen-content": "", "_do": "save"}),
        (path, {"_do": "submit"}),
        (f"{path}/recusal", {"_do": "recuse", "reason": "x"}),
        ("/judging", {}),
    ):
        answer = judge.post(address, data={"form_token": token, **fields})
        assert answer.status_code == 422
        assert "Đã hết hạn chấm" in answer.text
    assert stored_marks(place.engine, "gk3", "08") == {}


def test_a_fault_shows_no_traceback_and_a_huge_body_is_refused(place: Place, judge: httpx.Client) -> None:
    assert judge.post("/sign-in", content=b"x" * (26 * 2**20)).status_code == 413
    answer = judge.get("/judging/1/marks")
    assert answer.status_code in {404, 405}
    assert "Traceback" not in answer.text
