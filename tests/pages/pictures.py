"""Take the pictures of docs/judges.md from running pages: `python -m tests.pages.pictures`."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.pages.conftest import made_device, served
from tests.pages.sheets import FULL, await_saved, enter, fill, open_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.pages.conftest import Place

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def take(browser: Browser, place: Place, language: str) -> None:
    """Take the link, the list and a sheet as a phone shows them."""
    with made_device(browser, place.address, language=language) as device:
        page = device.page
        page.goto(place.link("gk1"))
        _picture(page, "link", language)
        enter(page, place)
        for number in ("02", "07"):
            open_sheet(page, number)
            fill(page, FULL)
            await_saved(page, language)
        page.goto("/judging")
        _picture(page, "list", language)
        open_sheet(page, "11")
        fill(page, {"content": "34", "presentation": "26,5"})
        await_saved(page, language)
        page.evaluate("scrollTo(0, 420)")
        _picture(page, "sheet", language)


def _picture(page: Page, name: str, language: str) -> None:
    page.screenshot(path=IMAGES / f"judge-{name}-{language}.png")


def main() -> None:
    """Take all pictures in both languages, each from a contest of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in ("vi", "en"):
            with TemporaryDirectory() as folder:
                url = f"sqlite:///{Path(folder) / 'lantoa.db'}"
                with served(Path(folder), url) as place:
                    take(browser, place, language)
        browser.close()


if __name__ == "__main__":
    main()
