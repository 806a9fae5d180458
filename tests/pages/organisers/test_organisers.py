"""What organisers do by pages: who may, importing with a preview, an entry's life, judges' links."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from pipeline.database.marks import Hand
from pipeline.database.models import Entry, EntryStage, Judge, JudgeLink, ScoreSheet
from pipeline.database.opening import reading, writing
from pipeline.pages.judges.sheets import submit
from tests.pages.contest import CONTEST
from tests.pages.test_foundation import sign_in, token_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.pages.conftest import Place

BASE = f"/contests/{CONTEST}"
PAGES = ("", "/entries", "/entries/1", "/posting", "/judges")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def people(place: Place) -> Place:
    """Add one user of each role."""
    for role in ("viewer", "secretary", "organiser"):
        place.user(role, role)
    return place


@contextmanager
def signed_in(place: Place, role: str) -> Iterator[httpx.Client]:
    with place.client() as client:
        assert sign_in(client, role).status_code == 303
        yield client


def sent(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    token = token_in(client.get(f"{BASE}/entries"))
    return client.post(BASE + path, data={"form_token": token, **fields})


def uploaded(client: httpx.Client, form: str, content: bytes, name: str = "a.csv") -> httpx.Response:
    token = token_in(client.get(f"{BASE}/entries"))
    return client.post(f"{BASE}/import/{form}", data={"form_token": token}, files={"file": (name, content)})


def test_pages_are_for_those_who_are_signed_in(people: Place) -> None:
    with people.client() as client:
        for page in (*PAGES, "/import/entries", "/export/marks.csv"):
            assert client.get(BASE + page).status_code == 303


@pytest.mark.parametrize("language", ["vi", "en"])
def test_viewers_see_every_page_and_change_nothing(people: Place, language: str) -> None:
    with signed_in(people, "viewer") as client:
        for page in PAGES:
            assert client.get(f"{BASE}{page}?language={language}").status_code == 200, page
        assert client.get(f"{BASE}/import/entries").status_code == 403
        for path in ("", "/entries", "/entries/1", "/judges", "/import/entries"):
            assert sent(client, path, do="invite").status_code == 403, path


def test_unknown_contests_entries_and_forms_are_not_found(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        for path in ("/contests/x", f"{BASE}/entries/999", f"{BASE}/import/x", f"{BASE}/export/x.csv"):
            assert client.get(path).status_code == 404, path
        assert client.get(f"{BASE}/export/marks.exe").status_code == 404


def test_a_file_is_shown_before_it_is_taken_in(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        content = f'number,title,unit\n50,"{SCRIPT}",P. Mới\n'.encode()
        preview = uploaded(client, "entries", content)
        assert preview.status_code == 200
        assert SCRIPT not in preview.text
        assert "P. Mới" in preview.text
        assert _numbers(people).isdisjoint({"50"})
        upload = re.search(r'name="upload" value="([^"]+)"', preview.text)
        assert upload
        assert sent(client, "/import/entries", upload=upload[1]).status_code == 303
        assert "50" in _numbers(people)
        assert sent(client, "/import/entries", upload=upload[1]).status_code == 422
        assert SCRIPT not in client.get(f"{BASE}/entries").text


def test_bad_cells_are_marked_and_nothing_is_taken_in(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        answer = uploaded(client, "entries", b"number,title,unit\n60,,P. A\n61,T,P. B\n")
        assert answer.status_code == 422
        assert answer.text.count('<td class="bad"') == 1
        assert 'name="upload"' not in answer.text
        assert _numbers(people).isdisjoint({"60", "61"})


def test_files_that_are_no_spreadsheets_are_refused_in_words(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        for content in (b"PK\x03\x04 broken", b"\x00\x01", b"%PDF-1.7"):
            assert uploaded(client, "entries", content, "../../a.xlsx").status_code == 422


def test_exports_run_no_formula(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        assert sent(client, "/entries", number="70", title="=HYPERLINK(1)", unit="P. A").status_code == 303
        export = client.get(f"{BASE}/export/entries.csv").content.decode("utf-8-sig")
        titles = [row[1] for row in csv.reader(export.splitlines())]
        assert "'=HYPERLINK(1)" in titles


def test_what_is_received_gets_a_number_and_a_return_needs_a_reason(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        for entry in (1, 2):
            assert sent(client, f"/entries/{entry}", do="received").status_code == 303
        assert sent(client, "/entries/1", do="verified", channel="youtube").status_code == 303
        assert sent(client, "/entries/1", do="verified", channel="elsewhere").status_code == 400
        assert sent(client, "/entries/1", do="returned").status_code == 422
        assert sent(client, "/entries/1", do="returned", reason="thiếu tệp").status_code == 303
    with reading(people.engine) as session:
        stages = session.query(EntryStage).order_by(EntryStage.id).all()
        told = [(one.entry_id, one.stage, one.receipt) for one in stages]
    assert told == [(1, "received", 1), (2, "received", 2), (1, "verified", None), (1, "returned", None)]


def test_a_reading_by_hand_is_checked_as_in_a_spreadsheet(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        at = {"do": "reading", "channel": "youtube", "taken_at": "03/11/2026 09:00"}
        assert sent(client, "/entries/1", **at, views="1234").status_code == 303
        assert sent(client, "/entries/1", **at, views="-1").status_code == 422
        assert "1.234" in client.get(f"{BASE}/entries/1").text


def test_links_are_made_shown_once_and_revoked(people: Place) -> None:
    with signed_in(people, "secretary") as client:
        made = sent(client, "/judges", do="invite", judge="gk2")
        assert f"{people.address}/j/" in made.text
        assert "<svg" in made.text
        assert "/j/" not in client.get(f"{BASE}/judges").text
        assert sent(client, "/judges", do="revoke", judge="gk2").status_code == 303
        assert sent(client, "/judges", do="reopen", judge="gk2", number="01").status_code == 422
    with reading(people.engine) as session:
        link = session.query(JudgeLink).join(Judge).filter(Judge.key == "gk2").one()
        assert (link.made_by, link.revoked_by) == ("secretary", "secretary")


def test_a_sheet_that_was_handed_in_is_opened_again_with_a_reason(people: Place) -> None:
    with writing(people.engine) as session:
        judge = session.query(Judge).filter(Judge.key == "gk1").one().id
        entry = session.query(Entry).filter(Entry.number == "02").one().id
        submit(session, judge, entry, Hand(people.clock.now, "gk1", "page"))
    asked = {"do": "reopen", "judge": "gk1", "number": "02"}
    with signed_in(people, "secretary") as client:
        assert sent(client, "/judges", **asked).status_code == 422, "a reason is needed"
        assert sent(client, "/judges", **asked, reason="Ghi nhầm").status_code == 303
        assert sent(client, "/judges", **asked, reason="Ghi nhầm").status_code == 422, "it is open now"
        assert sent(client, "/judges", **asked | {"number": "99"}, reason="x").status_code == 404
    with reading(people.engine) as session:
        sheet = session.query(ScoreSheet).one()
        assert (sheet.submitted_at, sheet.reopened_by, sheet.reopen_reason) == (None, "secretary", "Ghi nhầm")


def _numbers(place: Place) -> set[str]:
    with reading(place.engine) as session:
        return {entry.number for entry in session.query(Entry)}
