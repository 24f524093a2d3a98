"""The whole path in the browser, told twice: once agreed and kept, once refused by the other side."""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import press, read_main
from tests.journeys.fixtures import Window
from tests.journeys.place import Place
from tests.journeys.telling import (
    OTHER,
    RESIDENT,
    STORY,
    Story,
    ask_for_help,
    come_by_mail,
    offer_two_times,
    reach_both,
    return_to_page,
    say_yes,
    tick_times,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TERMS = ("Take the dog in by ten in the evening.", "Ring the bell before writing a complaint.")


@pytest.fixture
def story(place: Place, window: Window) -> Story:
    return Story(place, window)


def assert_holds_no_name(page: Page) -> None:
    """Neither side's name is anywhere in what the browser was sent."""
    content = page.content()
    assert not [name for whole in (RESIDENT, OTHER) for name in whole.split() if name in content]


def take_case_without_names(story: Story) -> None:
    """The mediator says yes before any name is shown."""
    story.do("coordinator", "assign_mediator", mediator=story.place.codes["mediator"])
    page = story.at("mediator")
    for address in ("/desk/", f"/desk/cases/{story.number}/"):
        page.goto(address)
        assert story.number in read_main(page)
        assert_holds_no_name(page)
    with page.expect_navigation():
        page.click('main button[value="no_conflict"]')
    page.goto(f"/desk/cases/{story.number}/")
    assert RESIDENT in read_main(page) and STORY in read_main(page)


def find_time(story: Story, resident: Page, other: Page) -> None:
    """Times are offered, everybody says which suit, and the one that suits all is confirmed."""
    offer_two_times(story)
    tick_times(resident, "s1", "s2")
    tick_times(other, "s2")
    story.do("mediator", "answer_times", suits=["s1", "s2"])
    story.do("coordinator", "confirm_time", slot="s2")
    for page in (resident, other):
        page.goto("/portal/")
        words = read_main(page)
        assert "Your session" in words and ("6:30 p.m." in words or "18:30" in words)


def agree(story: Story) -> None:
    """The session is over; what came of it is written down and everybody hears of advice."""
    story.do(
        "mediator",
        "record_session",
        attendance__0__value="came",
        attendance__1__value="came_late",
        result="agreed",
        minutes=80,
    )
    by = (story.now + timedelta(days=20)).date()
    story.do(
        "mediator",
        "draft_terms",
        terms__0__who="p2",
        terms__0__what=TERMS[0],
        terms__0__by=by,
        terms__1__who="p1",
        terms__1__what=TERMS[1],
    )
    story.do("mediator", "advise_independently", how="in_session")


def sign(story: Story, *sides: Page) -> None:
    """Both sides sign on their own pages, the mediator on the desk."""
    for page in sides:
        page.goto("/portal/agreement/")
        assert all(term in read_main(page) for term in TERMS)
        press(page, "I have read this and I sign")
    story.do("mediator", "sign_agreement", form="portal")
    sides[0].goto("/portal/agreement/")
    assert "in force since" in read_main(sides[0])


def check_document(page: Page) -> None:
    """The agreement as a document that a screen reader can read, with every term in it."""
    page.goto("/portal/agreement/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="The agreement, as a document (PDF)").click()
    file = coming.value.path().read_bytes()
    with pikepdf.open(io.BytesIO(file)) as document:
        root = document.Root
        assert root.MarkInfo.Marked and "/StructTreeRoot" in root
        assert str(root.Lang).startswith("en")
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]).strip()
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=file, capture_output=True, check=True
    ).stdout.decode()
    words = " ".join(text.split())
    assert all(term in words for term in TERMS) and RESIDENT in words and OTHER in words


def follow_up(story: Story, round_: str) -> None:
    """Promise by promise: is it kept?"""
    story.do("intake", "follow_up", round=round_, terms__0__value="kept", terms__1__value="kept")


def test_agreed_and_kept(story: Story, window: Window) -> None:
    """From a phone without script to an agreement that was kept."""
    resident, other = window(phone=True, script=False), window(phone=True)
    ask_for_help(story, resident)
    intake = story.at("intake")
    intake.goto("/desk/")
    assert story.number in read_main(intake)
    reach_both(story)
    story.do("intake", "invite_party", party="p2", how="email")
    come_by_mail(story, other)
    say_yes(other)
    return_to_page(story, resident)
    say_yes(resident)
    take_case_without_names(story)
    find_time(story, resident, other)
    story.wait(9)
    agree(story)
    sign(story, resident, other)
    check_document(other)
    story.wait(31)
    follow_up(story, "day_30")
    story.wait(60)
    follow_up(story, "day_90")
    story.do("coordinator", "close_case", outcome="settled")
    for page in (resident, other):
        page.goto("/portal/")
        assert "The case is closed" in read_main(page)
        page.goto("/portal/agreement/")
        assert "in force since" in read_main(page) and all(term in read_main(page) for term in TERMS)
    story.place.ask("verify")


WHY_NOT = "I do not want to sit in a room with that family."


def test_refused_by_the_other_side(story: Story, window: Window) -> None:
    """A no is a full answer: it ends the mediation, and nobody on the other side reads why."""
    resident, other = window(phone=True, script=False), window(phone=True)
    ask_for_help(story, resident)
    reach_both(story)
    story.do("intake", "invite_party", party="p2", how="email")
    come_by_mail(story, other)
    other.goto("/portal/consent/")
    other.get_by_role("button", name="No, I do not want to").click()
    other.fill('[name="words"]', WHY_NOT)
    press(other, "No, thank you")
    other.goto("/portal/consent/")
    assert "You have said no" in read_main(other)
    office = story.at("intake")
    office.goto(f"/desk/cases/{story.number}/?timeline=all")
    assert WHY_NOT in read_main(office)
    story.do("intake", "tell_routes", how="letter")
    story.do("coordinator", "close_case", outcome="refused")
    return_to_page(story, resident)
    for place in ("", "consent/", "times/", "messages/", "papers/", "record/"):
        resident.goto(f"/portal/{place}")
        content = resident.content()
        assert WHY_NOT not in content and "that family" not in content, place
    resident.goto("/portal/")
    assert "What else you can do" in read_main(resident)
    assert WHY_NOT not in "".join(str(mail) for mail in story.place.post.taken)
    story.place.ask("verify")
