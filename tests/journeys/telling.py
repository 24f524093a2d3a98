"""The acts of a story as people do them in the browser; a test puts them in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.journeys.browsing import answer, come_back, do_act, fill_in, press, read_main
from tests.journeys.fixtures import Window
from tests.journeys.place import Place, find_path

LONDON = ZoneInfo("Europe/London")
RESIDENT, OTHER = "Rosa Quill", "Ignatius Bellweather"
STORY = "Every night the dog next door barks until three and my children cannot sleep."
OTHER_MAIL = "ignatius.bellweather@example.org"
HELP: dict[str, dict[str, Any]] = {
    "language": {"language": "en"},
    "about": {"category": "neighbours"},
    "story": {"story": STORY},
    "wish": {"wish": "One quiet night."},
    "other": {"other_name": OTHER, "other_contact": "27 Cooper Lane"},
    "name": {"your_name": RESIDENT},
    "safe": {"safe_contact": "phone", "safe_words": "Only before noon"},
    "contact": {"your_phone": "+44 20 7946 0018"},
    "support": {"support": ["none"], "under_18": False},
}
SAFE = {
    "alone": True,
    "afraid": "no",
    "threatened": "no",
    "hurt": "no",
    "controlled": "no",
    "free_to_say_no": "yes",
    "outcome": "suitable",
}


@dataclass
class Story:
    """One dispute in the browser: the windows of its people, its number, and the two sides' ways in."""

    place: Place
    window: Window
    number: str = ""
    code: str = ""
    pin: str = ""
    windows: dict[str, Page] = field(default_factory=dict)

    def at(self, login: str) -> Page:
        """The window of somebody of the staff, logged in."""
        if login not in self.windows:
            self.windows[login] = self.window(login)
        return self.windows[login]

    @property
    def now(self) -> datetime:
        """The present of the centre, in its own zone."""
        return datetime.fromisoformat(self.place.ask("now")).astimezone(LONDON)

    def do(self, login: str, act: str, **answers: Any) -> None:
        """Do an act on the desk as somebody."""
        do_act(self.at(login), self.number, act, **answers)

    def wait(self, days: int) -> None:
        """Let days pass, and what is due with them."""
        self.place.ask("move", days=days)


def ask_for_help(story: Story, page: Page) -> None:
    """A resident's nine pages, the check, and what they write down."""
    page.goto("/")
    page.get_by_role("link", name="Ask for help").first.click()
    page.get_by_role("button", name="Start now").click()
    for where, answers in HELP.items():
        assert page.url.endswith(f"/help/{where}/"), page.url
        fill_in(page, **answers)
        press(page)
    assert STORY in read_main(page)
    press(page, "Send")
    words = read_main(page)
    assert "We have it" in words
    story.code = _find(r"\b([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\b", words)
    story.pin = _find(r"\b(\d{6})\b", words)
    story.number = page.locator("main .eh-number").first.inner_text().strip()


def _find(pattern: str, words: str) -> str:
    found = re.search(pattern, words)
    assert found, words
    return found[1]


def reach_both(story: Story) -> None:
    """The office calls each side alone, asks what makes it safe, and learns how to reach the other side."""
    story.do("intake", "log_contact", party="p1", method="phone", reached="reached")
    story.do("intake", "screen_party", party="p1", **SAFE)
    story.do("intake", "correct_party", party="p2", email=OTHER_MAIL)
    story.do(
        "intake", "log_contact", party="p2", method="phone", reached="left_message", words="A child answered."
    )
    story.do("intake", "log_contact", party="p2", method="phone", reached="reached")
    story.do("intake", "screen_party", party="p2", words="Feels watched from the window.", **SAFE)


def read_pin(story: Story, seat: str) -> str:
    """The PIN, read out to one side from the worker's screen."""
    page = story.at("intake")
    page.goto(f"/desk/cases/{story.number}/")
    with page.expect_navigation():
        page.click(f'form[action$="/way-in/{seat}/"] button')
    return _find(r"\b(\d{6})\b", read_main(page))


def come_by_mail(story: Story, page: Page) -> str:
    """The other side opens the link in the mail, and types the PIN that the worker told them."""
    mail = story.place.read_mail_to(OTHER_MAIL)
    assert not [word for word in (RESIDENT, OTHER, "dog", "neighbour") if word.lower() in mail.lower()], mail
    link = _find(r"(http://localhost:\d+/portal/enter/\S+)", mail)
    pin = read_pin(story, "p2")
    page.goto(find_path(link))
    fill_in(page, pin=pin)
    press(page)
    assert "It is your turn" in read_main(page)
    return mail


def say_yes(page: Page) -> None:
    """Read what mediation is, and agree to it."""
    page.goto("/portal/consent/")
    press(page, "Yes, I want to take part")
    assert "You have said yes" in read_main(page)


def offer_two_times(story: Story) -> None:
    """Two times in a week, from the mediator; everybody says which suit."""
    first = (story.now + timedelta(days=7)).replace(hour=18, minute=0, second=0, microsecond=0)
    second = first + timedelta(days=1, minutes=30)
    story.do(
        "mediator",
        "offer_times",
        times__0__starts=first,
        times__0__place="centre",
        times__1__starts=second,
        times__1__place="online",
        minutes=90,
    )


def tick_times(page: Page, *slots: str) -> None:
    """A side ticks the times that suit."""
    page.goto("/portal/times/")
    answer(page, "suits", slots)
    press(page)
    assert "We have your answer" in read_main(page)


def return_to_page(story: Story, page: Page) -> None:
    """The resident comes back with what they wrote down."""
    come_back(page, story.code, story.pin)
    assert RESIDENT in read_main(page)
