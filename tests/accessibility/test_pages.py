"""Nobody is kept out by how a page is made: axe and the W3C's checker find nothing, and 320 px are enough.

Each page is drawn once in each language, and looked at in both widths and both lights. Rules about words and
roles answer alike in light and dark, and colours alike in every language; neither is asked more often than
it takes, so that the whole takes two minutes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.accessibility.pages import Pages, list_pages
from tests.journeys.browsing import LAPTOP, PHONE, come_back, fill_in, log_in, open_window, press
from tests.journeys.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TOOLS = Path(__file__).resolve().parents[2] / ".check/pages/node_modules"
AXE = TOOLS / "axe-core/axe.min.js"
VNU = TOOLS / "vnu-jar/build/dist/vnu.jar"
LANGUAGES = ("en", "zh-hans", "ar")
STAGES = ("invited", "asked", "times", "agreed")
READERS = (
    "visitor",
    "asked side",
    "side with times",
    "side that agreed",
    "intake",
    "coordinator",
    "mediator",
    "director",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
Look = tuple[dict[str, int], str, str, list[str]]
EVERY_LOOK: tuple[Look, ...] = (
    (LAPTOP, "light", "tag", RULES),
    (LAPTOP, "dark", "rule", OF_COLOUR),
    (PHONE, "dark", "rule", OF_COLOUR),
    (PHONE, "light", "tag", RULES),
)
TWO_LOOKS: tuple[Look, ...] = ((LAPTOP, "light", "tag", RULES), (PHONE, "dark", "tag", RULES))
RUN = """async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations']})
  return found.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target + ' '
    + (node.any[0] || node.all[0] || node.none[0] || {}).message).join(' | '))
}"""
# Colours fade from light to dark; what is read is where they end.
SETTLE = "() => document.getAnimations().forEach((one) => one.finish())"
NARROW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def told(place: Place) -> dict[str, dict[str, Any]]:
    """A case at each stage that has pages of its own."""
    missing = [str(tool) for tool in (AXE, VNU) if not tool.exists()]
    assert not missing, f"run tests/accessibility/install.sh first: {missing} are not there"
    return {stage: place.ask("tell", stage=stage) for stage in STAGES}


@pytest.fixture(params=READERS)
def reader(
    request: pytest.FixtureRequest, browser: Browser, place: Place, told: dict[str, dict[str, Any]]
) -> Iterator[tuple[Page, Pages]]:
    """A window in which one reader has come in, and the pages they look at."""
    pages = next(one for one in list_pages(told) if one.name == request.param)
    page = open_window(browser, place.demo.address)
    if pages.login:
        log_in(page, pages.login)
    elif pages.seat:
        come_back(page, *told[pages.stage][pages.seat])
    yield page, pages
    page.context.close()


def speak(context: BrowserContext, address: str, language: str) -> None:
    """Choose a language as the menu does."""
    context.add_cookies([{"name": "language", "value": language, "url": address}])


def look_at(page: Page, looks: tuple[Look, ...] = EVERY_LOOK) -> list[str]:
    """Everything that is wrong with the page as it stands, in both widths and both lights."""
    faults = []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, light, kind, rules in looks:
        page.set_viewport_size(width)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
        page.evaluate(SETTLE)
        found = page.evaluate(RUN, {"type": kind, "values": rules})
        faults += [f"{page.url} {width['width']} {light}: {one}" for one in found]
    page.set_viewport_size({"width": 320, "height": 700})
    over = page.evaluate(NARROW)
    return faults + ([f"{page.url} 320: {over} px too wide"] if over > 0 else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(reader: tuple[Page, Pages], place: Place, language: str) -> None:
    """Every page of this reader in this language."""
    page, pages = reader
    speak(page.context, place.demo.address, language)
    faults = []
    for path in pages.paths:
        answered = page.goto(path)
        assert answered and answered.status in {200, 404}, (path, answered and answered.status)
        assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        faults += look_at(page, EVERY_LOOK if language == "en" else TWO_LOOKS)
    assert not faults, "\n".join(faults)


def test_a_page_with_mistakes_is_as_good(place: Place, browser: Browser) -> None:
    """Faults are named beside the boxes and in the summary, in both lights."""
    page = open_window(browser, place.demo.address)
    faults = []
    for path in ("/help/name/", "/help/contact/", "/back/"):
        page.goto(path)
        if path == "/help/contact/":
            fill_in(page, your_phone="twelve", your_email="nowhere")
        press(page)
        assert page.locator(".govuk-error-summary").count()
        faults += look_at(page)
    page.context.close()
    assert not faults, "\n".join(faults)


def test_the_html_of_every_page_is_sound(
    browser: Browser, place: Place, told: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """What the server sends, read by the W3C's checker."""
    java = shutil.which("java")
    assert java, "Java is needed: apt-get install default-jre-headless"
    names = {}
    for pages in list_pages(told):
        page = open_window(browser, place.demo.address)
        if pages.login:
            log_in(page, pages.login)
        elif pages.seat:
            come_back(page, *told[pages.stage][pages.seat])
        for path in pages.paths:
            file = tmp_path / f"{len(names)}.html"
            file.write_bytes(page.request.get(path).body())
            names[file.name] = f"{pages.name} {path}"
        page.context.close()
    command = [java, "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "json", str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    found = json.loads(said)["messages"]
    faults = {f"{names[Path(one['url']).name]}: {one['message']}" for one in found}
    assert not faults, "\n".join(sorted(faults))
