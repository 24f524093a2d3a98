"""Getting about without a mouse: only keys are pressed here, and the focus is followed as a reader follows it."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_TABS = 60
IS_SEEN = """() => {
  const on = document.activeElement
  const drawn = (one, pseudo) => {
    const style = getComputedStyle(one, pseudo)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  }
  const near = [on, on.nextElementSibling].filter(Boolean)
  return near.some((one) => ['', '::before', '::after'].some((pseudo) => drawn(one, pseudo || null)))
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what is meant; it must show where it is."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            assert page.evaluate(IS_SEEN), f"the focus does not show on {selector}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def press_key_on(page: Page, selector: str) -> None:
    """Go to a link or a button and press Enter."""
    tab_to(page, selector)
    page.keyboard.press("Enter")


def type_into(page: Page, name: str, words: str) -> None:
    """Go to a box and type."""
    tab_to(page, f'main [name="{name}"]')
    page.keyboard.type(str(words))


def pick(page: Page, name: str, value: str | list[str]) -> None:
    """Go to circles or a list and move with the arrows, or to boxes and tick with the space bar."""
    if isinstance(value, list):
        for one in value:
            tab_to(page, f'main [name="{name}"][value="{one}"]')
            page.keyboard.press("Space")
        return
    tab_to(page, f'main [name="{name}"]')
    if not page.locator(f'main select[name="{name}"]').count():
        page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not lead to {value}")
