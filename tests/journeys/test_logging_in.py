"""How staff come in where it is no demo: a password, and from the first day a second factor."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import log_in, open_window, press, read_main
from tests.journeys.office import PASSWORD
from tests.journeys.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STEP = 30


@pytest.fixture
def page(browser: Browser, place: Place) -> Iterator[Page]:
    """A window on the server that is no demo."""
    opened = open_window(browser, place.real.address)
    yield opened
    opened.context.close()


def count_code(secret: str, step: int) -> str:
    """The six digits of RFC 6238 that an authenticator app shows in one span of thirty seconds."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def send_code(page: Page, secret: str, words: str) -> None:
    """Type what the app shows now; where the span is about to end, what it shows next."""
    left = STEP - time.time() % STEP
    if left < 5:
        time.sleep(left)
    page.fill('[name="code"]', count_code(secret, int(time.time()) // STEP))
    press(page, words)


def add_app(page: Page) -> str:
    """Set up an authenticator app, once more with the password where the page wants it; its key."""
    if "/reauthenticate/" in page.url:
        page.fill('[name="password"]', PASSWORD)
        press(page, "Continue")
    secret = page.locator("main bdi.eh-number").inner_text().strip()
    send_code(page, secret, "Add it")
    return secret


def test_a_password_alone_opens_only_the_page_that_asks_for_more(page: Page) -> None:
    """The first login leads to the second factor and nowhere else; from then on both are asked for."""
    log_in(page, "mediator3")
    for address in ("/desk/", "/desk/cases/"):
        page.goto(address)
        assert "/accounts/" in page.url and page.url.endswith(("/totp/activate/", "%2Ftotp%2Factivate%2F"))
    secret = add_app(page)
    page.goto("/desk/")
    assert "My work" in read_main(page)
    page.goto("/accounts/logout/")
    press(page, "Log out")
    log_in(page, "mediator3")
    assert "/accounts/2fa/authenticate/" in page.url
    page.goto("/desk/")
    assert "/accounts/" in page.url
    page.goto("/accounts/2fa/authenticate/")
    page.fill('[name="code"]', "000000")
    press(page, "Log in")
    assert "/accounts/2fa/authenticate/" in page.url
    send_code(page, secret, "Log in")
    page.goto("/desk/")
    assert "My work" in read_main(page)
