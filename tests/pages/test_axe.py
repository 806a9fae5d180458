"""Every page by axe-core at both widths and in both languages, by keyboard alone, and light enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.pages.conftest import made_device
from tests.pages.sheets import FULL, await_saved, enter, fill, open_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

    from tests.pages.conftest import Place

MOST_BYTES = 60_000


def check(page: Page) -> None:
    """Fail on a violation, and on a page that is wider than the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not too_wide, page.url


def test_no_page_has_a_violation(browser: Browser, place: Place, width: int, language: str) -> None:
    with made_device(browser, place.address, width=width, language=language) as device:
        page = device.page
        for path in ("/", "/sign-in", "/nowhere", "/j/nobody", "/judging"):
            page.goto(path)
            check(page)
        page.goto(place.link("gk1", pin="123456"))
        check(page)
        enter(page, place)
        check(page)
        open_sheet(page, "01")
        check(page)
        fill(page, {"content": "41", "presentation": "20"})
        expect(page.locator(".refused")).to_have_count(1)
        check(page)
        page.click("details.recuse summary")
        check(page)
        open_sheet(page, "02")
        check(page)
        assert device.errors == []


def test_a_judge_marks_by_keyboard_alone(browser: Browser, place: Place) -> None:
    with made_device(browser, place.address, width=1280) as device:
        page = device.page
        enter(page, place, "gk2")
        open_sheet(page, "05")
        page.focus("[name=content]")
        for mark in FULL.values():
            page.keyboard.type(mark)
            page.keyboard.press("Tab")
        await_saved(page)
        page.keyboard.press("Tab")
        expect(page.locator("button[value=submit]")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**?done=sheet-submitted")


def test_a_sheet_is_light(browser: Browser, place: Place) -> None:
    with made_device(browser, place.address) as device:
        page = device.page
        answers: list[Response] = []
        enter(page, place, "gk2")
        path = open_sheet(page, "07")
        device.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it needs a function of ours
        page.goto(path, wait_until="networkidle")
        assert len(answers) >= 4
        assert sum(len(answer.body()) for answer in answers) < MOST_BYTES
