"""A browser, a centre in processes of its own, and a window for each person.

Both folders of browser tests import these; the browser and the centre behind them are made once in a run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.journeys.browsing import CHROMIUM, FLAGS, log_in, open_window
from tests.journeys.place import Place, open_place

Window = Callable[..., Page]


@functools.cache
def open_browser() -> tuple[Playwright, Browser]:
    """Debian's Chromium, with a profile of its own that is thrown away."""
    driver = sync_playwright().start()
    return driver, driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def close_browser() -> None:
    """End the browser and its driver."""
    driver, browser = open_browser()
    browser.close()
    driver.stop()


@pytest.fixture(scope="session")
def place(request: pytest.FixtureRequest) -> Place:
    """The centre of this run."""
    made = open_place.cache_info().currsize
    found = open_place()
    if not made:
        request.config.add_cleanup(found.close)
    return found


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Browser:
    """The browser of this run."""
    made = open_browser.cache_info().currsize
    found = open_browser()[1]
    if not made:
        request.config.add_cleanup(close_browser)
    return found


@pytest.fixture
def window(browser: Browser, place: Place) -> Iterator[Window]:
    """Opens a window on the demo's server; all of them close when the test ends."""
    opened: list[Page] = []

    def open_one(login: str = "", *, phone: bool = False, script: bool = True) -> Page:
        page = open_window(browser, place.demo.address, phone=phone, script=script)
        opened.append(page)
        if login:
            log_in(page, login)
        return page

    yield open_one
    for page in opened:
        page.context.close()
