"""A judge's journeys in a real browser: nothing typed is lost, nothing is overwritten, nothing is doubled."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import made_device
from tests.pages.sheets import (
    FULL,
    await_saved,
    changes_of,
    enter,
    fill,
    open_sheet,
    record_changes,
    stored_marks,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.pages.conftest import Device, Place

STORED = {
    "content": Decimal("35.5"),
    "presentation": Decimal(27),
    "creativity": Decimal("18.25"),
    "technique": Decimal(9),
}


@pytest.mark.parametrize(("width", "language", "judge"), [(360, "vi", "gk3"), (1280, "en", "gk4")])
def test_a_judge_marks_every_entry_and_hands_in(
    browser: Browser, place: Place, width: int, language: str, judge: str
) -> None:
    with made_device(browser, place.address, width=width, language=language) as device:
        page = device.page
        enter(page, place, judge)
        asked = page.locator(".entries li").count()
        assert asked == (20 if judge == "gk3" else 21)
        page.click("a.button.large")
        for _ in range(asked):
            fill(page, FULL)
            expect(page.locator("[data-total]")).to_have_text("89,75" if language == "vi" else "89.75")
            number = page.text_content("h1 .number")
            page.click("button[value=submit]")
            expect(page.locator(f'h1 .number:text-is("{number}")')).to_have_count(0)
        page.wait_for_url("**/judging?done=sheet-submitted")
        expect(page.locator(".badge.submitted")).to_have_count(asked)
        expect(page.locator("#progress")).to_contain_text(str(asked))
        assert device.errors == []
    assert stored_marks(place.engine, judge, "07") == STORED
    assert changes_of(place.engine, judge, "07", "content") == [Decimal("35.5")]
    assert record_changes(place.engine, f"{judge} 07")[0][0] == "sheet"


def test_marks_typed_without_a_line_are_sent_when_it_is_back_even_after_a_reload(
    device: Device, place: Place
) -> None:
    page, context = device.page, device.context
    enter(page, place)
    path = open_sheet(page, "01")
    page.fill("[name=content]", "30")
    context.set_offline(True)
    fill(page, {"presentation": "20", "creativity": "15"})
    page.fill("[name=technique]", "7,5")
    expect(page.locator("[data-trouble]")).to_contain_text("Chưa gửi được vì mất mạng")
    assert stored_marks(place.engine, "gk1", "01").get("presentation") is None
    context.set_offline(False)
    page.goto(path)
    await_saved(page)
    assert stored_marks(place.engine, "gk1", "01") == {
        "content": 30,
        "presentation": 20,
        "creativity": 15,
        "technique": Decimal("7.5"),
    }
    assert changes_of(place.engine, "gk1", "01", "content") == [30]


def test_the_line_comes_back_while_the_page_is_open(device: Device, place: Place) -> None:
    enter(device.page, place)
    open_sheet(device.page, "02")
    device.context.set_offline(True)
    fill(device.page, {"content": "31"})
    expect(device.page.locator("[data-status]")).to_have_text("chưa gửi")
    device.context.set_offline(False)
    await_saved(device.page)
    expect(device.page.locator("[data-trouble]")).to_be_hidden()
    assert stored_marks(place.engine, "gk1", "02") == {"content": 31}


def test_an_answer_that_got_lost_is_no_conflict(device: Device, place: Place) -> None:
    """The server has stored the mark, but the browser never learns of it; then the judge changes the mark."""
    page = device.page
    enter(page, place)
    open_sheet(page, "03")

    def lose_answer(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/marks", lose_answer, times=1)
    fill(page, {"content": "22"})
    expect(page.locator("[data-status]")).to_have_text("chưa gửi")
    page.fill("[name=content]", "23")
    page.press("[name=content]", "Tab")
    await_saved(page)
    assert changes_of(place.engine, "gk1", "03", "content") == [22, 23]


def test_a_session_that_ends_while_typing_loses_nothing(device: Device, place: Place) -> None:
    page = device.page
    enter(page, place, "gk2")
    path = open_sheet(page, "04")
    place.clock.pass_by(days=-40)
    link = place.link("gk2")
    fill(page, {"content": "33", "_comment": "Lời dẫn hay"})
    expect(page.locator("[data-trouble]")).to_contain_text("mở lại đường dẫn riêng")
    page.goto(path)
    expect(page.locator("h1")).to_contain_text("mở lại đường dẫn riêng")
    page.goto(link)
    page.click("form button.large")
    page.wait_for_url("**/judging")
    expect(page.locator(".points")).to_have_text("33")
    assert stored_marks(place.engine, "gk2", "04") == {"content": 33}
    page.goto(path)
    expect(page.locator("[name=_comment]")).to_have_value("Lời dẫn hay")


def test_another_judge_on_the_same_device_sends_nothing_of_the_first(device: Device, place: Place) -> None:
    page, context = device.page, device.context
    enter(page, place, "gk1")
    open_sheet(page, "05")
    other = context.new_page()
    enter(other, place, "gk4")
    fill(page, {"content": "11"})
    expect(page.locator("[data-trouble]")).to_contain_text("giám khảo khác")
    other.goto("/judging")
    assert stored_marks(place.engine, "gk1", "05") == {}
    assert Decimal(11) not in changes_of(place.engine, "gk4", "05", "content")
    enter(page, place, "gk1")
    expect(page.locator('.entries a:has(.number:text-is("05")) .points')).to_have_text("11")


def test_two_devices_never_overwrite_each_other(device: Device, place: Place, browser: Browser) -> None:
    phone = device.page
    link = place.link("gk1")
    with made_device(browser, place.address, width=1280, language="vi") as laptop:
        for page in (phone, laptop.page):
            page.goto(link)
            page.click("form button.large")
            page.wait_for_url("**/judging")
            open_sheet(page, "06")
        fill(phone, {"content": "30", "technique": "8"})
        await_saved(phone)
        fill(laptop.page, {"content": "35", "technique": "9"})
        content, technique = (
            laptop.page.locator(f"[data-field={name}]") for name in ("content", "technique")
        )
        expect(content.locator("[data-note]")).to_contain_text("Trên máy khác đã lưu: 30. Ở đây ghi: 35.")
        assert stored_marks(place.engine, "gk1", "06") == {"content": 30, "technique": 8}
        content.get_by_text("Lấy 35").click()
        technique.get_by_text("Giữ 8").click()
        await_saved(laptop.page)
        expect(laptop.page.locator("[name=technique]")).to_have_value("8")
        assert laptop.errors == []
    assert stored_marks(place.engine, "gk1", "06") == {"content": 35, "technique": 8}
    assert changes_of(place.engine, "gk1", "06", "content") == [30, 35]


def test_two_tabs_show_the_same(device: Device, place: Place) -> None:
    first = device.page
    enter(first, place)
    path = open_sheet(first, "07")
    second = device.context.new_page()
    second.goto(path)
    fill(first, {"content": "12"})
    await_saved(first)
    expect(second.locator("[name=content]")).to_have_value("12")
    fill(second, {"content": "13"})
    await_saved(second)
    expect(first.locator("[name=content]")).to_have_value("13")
    fill(first, {"content": "14"})
    await_saved(first)
    assert changes_of(place.engine, "gk1", "07", "content") == [12, 13, 14]


def test_a_double_click_hands_in_once_and_the_back_button_shows_the_locked_sheet(
    device: Device, place: Place
) -> None:
    page = device.page
    enter(page, place)
    path = open_sheet(page, "08")
    fill(page, FULL)
    page.dblclick("button[value=submit]")
    page.wait_for_url("**?done=sheet-submitted")
    page.go_back()
    page.wait_for_url(f"**{path}")
    expect(page.locator(".notice.good")).to_contain_text("Phiếu đã nộp")
    expect(page.locator("[name=content]")).to_have_attribute("readonly", "")
    assert len(record_changes(place.engine, "gk1 08")) == 1


def test_a_sheet_with_a_missing_mark_is_not_handed_in(device: Device, place: Place) -> None:
    page = device.page
    enter(page, place)
    open_sheet(page, "09")
    fill(page, {"content": "30", "presentation": "x", "creativity": "21"})
    expect(page.locator("[data-field=presentation] [data-note]")).to_contain_text("không phải là điểm")
    expect(page.locator("[data-field=creativity] [data-note]")).to_contain_text("từ 0 đến 20")
    fill(page, {"presentation": "25", "creativity": "19"})
    await_saved(page)
    page.click("button[value=submit]")
    expect(page.locator("[role=alert]")).to_contain_text("còn tiêu chí chưa có điểm")
    expect(page.locator("[data-field=technique] [data-note]")).to_contain_text("chưa có điểm")
    assert record_changes(place.engine, "gk1 09") == []


def test_the_page_closes_when_the_deadline_passes(device: Device, place: Place) -> None:
    page = device.page
    place.clock.pass_by(hours=53, seconds=-4)
    enter(page, place)
    path = open_sheet(page, "10")
    page.fill("[name=content]", "30")
    expect(page.locator("[data-trouble]")).to_contain_text("Đã hết hạn chấm")
    expect(page.locator("[name=content]")).to_have_attribute("readonly", "")
    assert stored_marks(place.engine, "gk1", "10") == {"content": 30}
    place.clock.pass_by(seconds=5)
    page.goto(path)
    expect(page.locator(".notice.warn").first).to_contain_text("Đã hết hạn chấm lúc 17:00 ngày 05/11/2026")
    expect(page.locator("button[value=submit]")).to_have_count(0)


def test_nothing_is_taken_after_the_deadline(device: Device, place: Place) -> None:
    page = device.page
    enter(page, place)
    open_sheet(page, "11")
    place.clock.pass_by(hours=53, seconds=1)
    fill(page, {"content": "30"})
    expect(page.locator("[data-trouble]")).to_contain_text("không nhận thêm điểm nào nữa")
    assert stored_marks(place.engine, "gk1", "11") == {}


def test_steppers_and_keys_change_a_mark_within_its_limits(device: Device, place: Place) -> None:
    page = device.page
    enter(page, place)
    open_sheet(page, "12")
    page.fill("[name=technique]", "9,5")
    more = page.locator("[data-field=technique] [data-step='0.5']")
    more.click(click_count=3)
    expect(page.locator("[name=technique]")).to_have_value("10")
    page.press("[name=technique]", "ArrowDown")
    expect(page.locator("[name=technique]")).to_have_value("9,5")
    page.press("[name=technique]", "Tab")
    await_saved(page)
    assert stored_marks(place.engine, "gk1", "12") == {"technique": Decimal("9.5")}


def test_marking_works_without_any_script(browser: Browser, place: Place) -> None:
    with made_device(browser, place.address, script=False) as device:
        page = device.page
        enter(page, place)
        path = open_sheet(page, "13")
        for name, mark in FULL.items():
            page.fill(f"[name={name}]", mark)
        page.fill("[name=content]", "400")
        page.click("button[value=save]")
        expect(page.locator("[data-field=content] [data-note]")).to_contain_text("từ 0 đến 40")
        assert stored_marks(place.engine, "gk1", "13") == {k: v for k, v in STORED.items() if k != "content"}
        page.fill("[name=content]", "35,5")
        page.click("button[value=submit]")
        page.wait_for_url("**?done=sheet-submitted")
        page.goto(path)
        expect(page.locator("[name=content]")).to_have_attribute("readonly", "")
    assert stored_marks(place.engine, "gk1", "13") == STORED


def test_a_judge_recuses_with_a_reason_and_may_take_it_back(device: Device, place: Place) -> None:
    page = device.page
    enter(page, place)
    open_sheet(page, "14")
    page.click("details.recuse summary")
    page.fill("[name=reason]", "Tôi là thầy cũ của nhóm")
    page.click("button[value=recuse]")
    expect(page.locator(".notice").nth(1)).to_contain_text("Lý do: Tôi là thầy cũ của nhóm")
    expect(page.locator("#sheet")).to_have_count(0)
    page.click("button[value=take-back]")
    expect(page.locator("#sheet")).to_have_count(1)
    assert [row[0] for row in record_changes(place.engine, "gk1 14")] == ["recusal", "recusal"]


def test_unsent_marks_are_taken_along_out_of_an_app(device: Device, place: Place, browser: Browser) -> None:
    own = device.page
    agent = "Mozilla/5.0 (Linux; Android 12) Chrome/111 Mobile Safari/537.36 Zalo android/23"
    link = place.link("gk1")
    with made_device(browser, place.address, agent=agent) as zalo:
        zalo.context.grant_permissions(["clipboard-read", "clipboard-write"])
        zalo.page.goto(link)
        zalo.page.click("form button.large")
        open_sheet(zalo.page, "15")
        zalo.context.set_offline(True)
        fill(zalo.page, {"content": "29,5"})
        zalo.page.click("[data-carry]")
        address = zalo.page.evaluate("navigator.clipboard.readText()")
    own.goto(address)
    expect(own.locator("h1")).to_contain_text("mở lại đường dẫn riêng")
    own.goto(link)
    own.click("form button.large")
    expect(own.locator("[data-brought]")).to_contain_text("15: 29,5")
    assert stored_marks(place.engine, "gk1", "15") == {}
    own.click("[data-take]")
    expect(own.locator('.entries a:has(.number:text-is("15")) .points')).to_have_text("29,5")
    assert stored_marks(place.engine, "gk1", "15") == {"content": Decimal("29.5")}
