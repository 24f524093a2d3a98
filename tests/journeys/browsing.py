"""What people do in a browser: answer questions by their names, press buttons, log in, come back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.office import PASSWORD

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 375, "height": 740}
LAPTOP = {"width": 1280, "height": 900}
PATIENCE = 10_000


def open_window(browser: Browser, address: str, *, phone: bool = False, script: bool = True) -> Page:
    """A window of somebody's own: nothing in it is shared with anybody else's."""
    context: BrowserContext = browser.new_context(
        base_url=address,
        viewport=PHONE if phone else LAPTOP,  # type: ignore[arg-type]
        java_script_enabled=script,
        accept_downloads=True,
        locale="en-GB",
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def answer(page: Page, name: str, value: Any) -> None:
    """Answer one question, in whatever way the page asks it."""
    if isinstance(value, date):
        answer_date(page, name, value)
    elif isinstance(value, list | tuple):
        for one in value:
            page.check(f'[name="{name}"][value="{one}"]')
    else:
        answer_one(page, name, {True: "yes", False: "no"}.get(value, value))


def answer_date(page: Page, name: str, value: date) -> None:
    """A day in its boxes, and the time beside it where it is a moment."""
    for part in ("day", "month", "year"):
        page.fill(f'[name="{name}-{part}"]', str(getattr(value, part)))
    if isinstance(value, datetime):
        page.fill(f'[name="{name}-time"]', value.strftime("%H:%M"))


def answer_one(page: Page, name: str, value: Any) -> None:
    """Type, pick from a list, or tick."""
    box = page.locator(f'main [name="{name}"]').first
    kind = box.get_attribute("type") or ""
    if kind in {"radio", "checkbox"}:
        page.check(f'main [name="{name}"][value="{value}"]')
    elif page.locator(f'main select[name="{name}"]').count():
        page.select_option(f'main select[name="{name}"]', str(value))
    else:
        box.fill(str(value))


def fill_in(page: Page, **answers: Any) -> None:
    """Answer several; `__` stands for the hyphen in the names of rows."""
    for name, value in answers.items():
        answer(page, name.replace("__", "-"), value)


def press(page: Page, words: str = "") -> None:
    """Press a button of the page by its words, or the first there is, and wait for what comes."""
    main = page.locator("main")
    button = main.get_by_role("button", name=words) if words else main.locator("button.govuk-button").first
    with page.expect_navigation():
        button.first.click()


def expect_fine(page: Page) -> None:
    """No fault is shown, and the page is no refusal."""
    shown = page.locator(".govuk-error-summary, .eh-refusal")
    assert not shown.count(), (page.url, shown.first.inner_text())


def do_act(page: Page, number: str, act: str, *, party: str = "", **answers: Any) -> None:
    """Do one act on the desk as it is done there: from the case's page to the act's page, answer, send."""
    page.goto(f"/desk/cases/{number}/")
    here = page.locator(f'main a[href*="/acts/{act}/"]')
    assert here.count(), f"{act} is not offered: {page.locator('.eh-acts').inner_text()}"
    page.goto(f"/desk/cases/{number}/acts/{act}/" + (f"?party={party}" if party else ""))
    if party and page.locator('main [name="party"]').count():
        answer(page, "party", party)
    fill_in(page, **answers)
    press(page)
    expect_fine(page)
    assert f"/acts/{act}/" not in page.url, page.url


def log_in(page: Page, login: str) -> None:
    """Come in with a password."""
    page.goto("/accounts/login/")
    page.fill('[name="login"]', login)
    page.fill('[name="password"]', PASSWORD)
    press(page, "Log in")


def come_back(page: Page, code: str, pin: str) -> None:
    """A party comes back with code and PIN."""
    page.goto("/back/")
    page.fill('[name="code"]', code)
    page.fill('[name="pin"]', pin)
    press(page)


def read_main(page: Page) -> str:
    """The words of a page."""
    return page.locator("main").inner_text()
