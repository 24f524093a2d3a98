"""What people meet on the way: a wrong PIN, a double press, a mistake, the way out, another language, no mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import come_back, fill_in, press, read_main
from tests.journeys.fixtures import Window
from tests.journeys.keyboard import pick, press_key_on, type_into
from tests.journeys.place import Place
from tests.journeys.telling import HELP, STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ELSEWHERE = "https://www.wikipedia.org/"


@pytest.fixture(scope="module")
def invited(place: Place) -> dict[str, Any]:
    """A case in which the other side was asked and has not answered."""
    found: dict[str, Any] = place.ask("tell", stage="invited")
    return found


def test_a_wrong_pin_opens_nothing_and_the_right_one_does(window: Window, invited: dict[str, Any]) -> None:
    """The code stays in its box, the PIN does not."""
    page = window(phone=True)
    code, pin = invited["p2"]
    come_back(page, code, "000000" if pin != "000000" else "111111")
    assert "do not open a page" in read_main(page)
    assert page.input_value('[name="code"]') == code and page.input_value('[name="pin"]') == ""
    page.goto("/portal/")
    assert page.url.endswith("/back/")
    come_back(page, code.lower().replace("-", " "), pin)
    assert page.url.endswith("/portal/") and "It is your turn" in read_main(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_double_press_opens_one_case(window: Window, place: Place, script: bool) -> None:
    """With script the second press is held back; without it the server knows both for one."""
    page = window(script=script)
    for where, answers in HELP.items():
        page.goto(f"/help/{where}/")
        fill_in(page, **answers)
        press(page)
    before = place.ask("count")
    page.locator("main").get_by_role("button", name="Send").dblclick(no_wait_after=True)
    page.wait_for_url("**/help/sent/")
    assert "We have it" in read_main(page)
    assert place.ask("count") == before + 1


def test_a_double_press_on_the_desk_writes_one_note(window: Window, invited: dict[str, Any]) -> None:
    """Staff press twice, too."""
    page = window("intake", script=False)
    page.goto(f"/desk/cases/{invited['number']}/acts/write_note/")
    fill_in(page, words="The gate sticks; ring twice.")
    page.locator("main button.govuk-button").dblclick(no_wait_after=True)
    page.wait_for_url(f"**/desk/cases/{invited['number']}/")
    page.goto(f"/desk/cases/{invited['number']}/?timeline=all")
    assert page.content().count("The gate sticks; ring twice.") == 1


def test_a_mistake_is_said_beside_its_box_and_nothing_typed_is_lost(window: Window, place: Place) -> None:
    """Quick intake with a number that is none, and no name."""
    page, before = window("intake"), place.ask("count")
    page.goto("/desk/cases/new/")
    fill_in(page, your_phone="twelve", other_name="Ignatius Bellweather", story=STORY, category="neighbours")
    press(page)
    assert page.locator(".govuk-error-summary a[href='#q-your_phone']").count()
    assert (
        page.locator("#q-your_phone-error").is_visible() and page.locator("#q-your_name-error").is_visible()
    )
    assert page.input_value('[name="your_phone"]') == "twelve"
    assert page.input_value('[name="story"]') == STORY
    assert page.input_value('[name="other_name"]') == "Ignatius Bellweather"
    assert place.ask("count") == before
    fill_in(page, your_phone="+44 20 7946 0018", your_name="Rosa Quill")
    press(page)
    assert "The case is open" in read_main(page) and place.ask("count") == before + 1


def leave_by(page: Page, way: str) -> None:
    """Leave in one of the ways there are, for a page that stands in for the one outside."""
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>News</title>", content_type="text/html"))
    if way == "click":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(ELSEWHERE)


@pytest.mark.parametrize("way", ["click", "escape"])
def test_the_way_out_is_quick_and_the_way_back_leads_elsewhere(
    window: Window, invited: dict[str, Any], way: str
) -> None:
    """Somebody comes into the room."""
    page = window(phone=True)
    page.goto("/procedures/")
    come_back(page, *invited["p1"])
    page.goto("/portal/messages/")
    assert "before noon" in read_main(page)
    leave_by(page, way)
    page.go_back()
    assert "/portal/messages/" not in page.url and "before noon" not in page.content()


@pytest.mark.parametrize("script", [True, False])
def test_another_language_in_the_middle_keeps_the_page_and_the_words(window: Window, script: bool) -> None:
    """The same question in Chinese, and what was written before still there."""
    page = window(phone=True, script=script)
    for where in ("language", "about", "story"):
        page.goto(f"/help/{where}/")
        fill_in(page, **HELP[where])
        press(page)
    page.goto("/help/story/")
    page.locator("header summary").first.click()
    with page.expect_navigation():
        page.locator('header button[name="language"][value="zh-hans"]').click()
    assert page.url.endswith("/help/story/") and page.get_attribute("html", "lang") == "zh-hans"
    assert page.input_value('[name="story"]') == STORY


def answer_by_keys(page: Page, name: str, value: Any) -> None:
    """One question, however it is asked."""
    box = page.locator(f'main [name="{name}"]').first
    if (
        box.get_attribute("type") in {"radio", "checkbox"}
        or page.locator(f'main select[name="{name}"]').count()
    ):
        pick(page, name, value)
    else:
        type_into(page, name, value)


def test_asking_for_help_without_a_mouse(window: Window, place: Place) -> None:
    """Tab, arrows, space and Enter are enough, and the focus can always be seen."""
    page, before = window(), place.ask("count")
    page.goto("/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    press_key_on(page, "main a.govuk-button--start")
    for where, answers in HELP.items():
        page.wait_for_url(f"**/help/{where}/")
        for name, value in answers.items():
            answer_by_keys(page, name, {False: "no"}.get(value, value) if isinstance(value, bool) else value)
        press_key_on(page, "main form button.govuk-button")
    page.wait_for_url("**/help/check/")
    press_key_on(page, 'main form[action="/help/check/"] button')
    page.wait_for_url("**/help/sent/")
    assert place.ask("count") == before + 1


def test_a_case_of_somebody_else_is_not_there(window: Window, invited: dict[str, Any]) -> None:
    """A foreign number and one that never was answer alike, to the byte; a side sees nothing of the desk."""
    mediator = window("mediator2")
    found = [
        mediator.request.get(f"/desk/cases/{number}/") for number in (invited["number"], "AAAA-BBBB-CCCC")
    ]
    assert [one.status for one in found] == [404, 404]
    assert found[0].body() == found[1].body()
    side = window()
    come_back(side, *invited["p1"])
    for address in ("/desk/", f"/desk/cases/{invited['number']}/"):
        answered = side.goto(address)
        assert answered and answered.status == 404
