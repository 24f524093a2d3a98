"""Ask for help in nine pages; back, forward, another language and two presses lose nothing and double nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evenhand.access.limits import BUCKETS
from evenhand.access.queries import find_centre
from evenhand.public.help_pages import PAGES
from tests.cast import STORY, Town, build_town

MOST_BYTES = 45_000
ANSWERS: dict[str, dict[str, Any]] = {
    "language": {"language": "en"},
    "about": {"category": "neighbours"},
    "story": {"story": STORY},
    "wish": {"wish": "One quiet night."},
    "other": {"other_name": "Ignatius Bellweather", "other_contact": "27 Cooper Lane"},
    "name": {"your_name": "Rosa Quill"},
    "safe": {"safe_contact": "phone", "safe_words": "Only before noon"},
    "contact": {"your_phone": "+44 20 7946 0018"},
    "support": {"support": ["interpreter", "step_free"], "under_18": "no"},
}


@pytest.fixture
def town(db: None) -> Town:
    BUCKETS.forget()
    return build_town()


@pytest.fixture
def visitor(town: Town) -> Client:
    return Client()


def page(place: str) -> str:
    return reverse("public:help_page", args=[place])


def fill_in(visitor: Client, **changed: dict[str, Any]) -> None:
    for place, answers in {**ANSWERS, **changed}.items():
        answer = visitor.post(page(place), answers)
        assert answer.status_code == 303 and "again" not in answer.headers["Location"], place


def list_cases() -> Any:
    centre: Any = find_centre()
    return centre.case_set.all()


def read(answer: Any) -> str:
    return str(answer.content.decode())


def test_nine_pages_at_most_each_with_one_heading(visitor: Client) -> None:
    assert len(PAGES) <= 9
    for one in PAGES:
        answer = visitor.get(page(one.place))
        assert answer.status_code == 200
        assert read(answer).count("<h1") == 1 and len(answer.content) < MOST_BYTES


def test_the_whole_way_to_a_case(visitor: Client) -> None:
    fill_in(visitor)
    check = read(visitor.get(reverse("public:help_check")))
    assert STORY in check and "An interpreter, A way in with no steps" in check
    sent = visitor.post(reverse("public:help_check"), follow=True)
    assert sent.status_code == 200
    case = list_cases().get()
    assert (case.channel, case.category, case.parties.count()) == ("web", "neighbours", 2)
    words = read(sent)
    assert case.number in words
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}</bdi>", words)
    assert re.search(r"<bdi>\d{6}</bdi>", words)
    assert read(visitor.get(reverse("public:help_sent"))) == words or "We have it" in words


def test_the_code_and_pin_of_the_last_page_open_the_page(visitor: Client) -> None:
    fill_in(visitor)
    words = read(visitor.post(reverse("public:help_check"), follow=True))
    code = re.search(r"<bdi>([0-9A-Z-]{14})</bdi>", words)
    pin = re.search(r"<bdi>(\d{6})</bdi>", words)
    assert code and pin
    other = Client()
    assert other.get("/portal/").headers["Location"] == reverse("public:come_back")
    wrong = other.post(reverse("public:come_back"), {"code": code[1], "pin": "12"})
    assert wrong.status_code == 422 and b"do not open a page" in wrong.content
    right = other.post(reverse("public:come_back"), {"code": code[1].lower(), "pin": pin[1]})
    assert right.status_code == 303 and right.headers["Location"] == "/portal/"
    assert other.get("/portal/").status_code == 200


def test_sending_twice_opens_one_case(visitor: Client) -> None:
    fill_in(visitor)
    cookies = {name: morsel.value for name, morsel in visitor.cookies.items()}
    first = visitor.post(reverse("public:help_check"))
    again = visitor.post(reverse("public:help_check"))
    assert first.status_code == again.status_code == 303
    assert again.headers["Location"] == reverse("public:help_sent")
    assert list_cases().count() == 1 and cookies


def test_the_same_draft_sent_at_once_from_two_tabs_is_one_case(visitor: Client) -> None:
    from evenhand.public import draft as drafts

    fill_in(visitor)
    kept = visitor.session[drafts.DRAFT]
    half = visitor.cookies[drafts.COOKIE].value
    visitor.post(reverse("public:help_check"))
    session = visitor.session
    session[drafts.DRAFT] = kept
    session.save()
    visitor.cookies[drafts.COOKIE] = half
    assert visitor.post(reverse("public:help_check")).status_code == 303
    assert list_cases().count() == 1


def test_back_reload_and_another_language_keep_what_was_typed(visitor: Client) -> None:
    fill_in(visitor)
    assert STORY in read(visitor.get(page("story")))
    visitor.post(reverse("public:set_language"), {"language": "zh-hans", "next": page("story")})
    chinese = read(visitor.get(page("story")))
    assert STORY in chinese and "事情的经过" in chinese
    assert 'value="phone" checked' in read(visitor.get(page("safe")))


def test_a_change_leads_back_to_the_answers(visitor: Client) -> None:
    fill_in(visitor)
    answer = visitor.post(page("name") + "?change", {"your_name": "Rosa Q."})
    assert answer.headers["Location"] == reverse("public:help_check")
    assert "Rosa Q." in read(visitor.get(reverse("public:help_check")))


def test_a_fault_stands_beside_its_box_and_the_words_come_back(visitor: Client) -> None:
    words = read(visitor.post(page("name"), {"your_name": "  "}, follow=True))
    assert 'href="#q-your_name"' in words and 'id="q-your_name-error"' in words
    typed = {"your_phone": "+44 not a number", "your_email": "rosa at example"}
    answer = visitor.post(page("contact"), typed)
    assert answer.status_code == 303, "a page that was posted to cannot be gone back to"
    words = read(visitor.get(answer.headers["Location"]))
    assert "+44 not a number" in words and "rosa at example" in words and "q-your_email-error" in words
    assert "+44 not a number" in read(visitor.get(page("contact")))


def test_a_safe_way_needs_what_it_takes(visitor: Client) -> None:
    visitor.post(page("safe"), {"safe_contact": "phone"})
    answer = visitor.post(page("contact"), {"your_email": "rosa.quill@example.org"}, follow=True)
    assert b"You chose this as the safe way" in answer.content


def test_what_is_missing_is_said_before_it_is_sent(visitor: Client) -> None:
    visitor.post(page("wish"), {"wish": "Quiet."})
    answer = visitor.post(reverse("public:help_check"), follow=True)
    assert list_cases().count() == 0
    assert page("story") + "?change" in read(answer)


@pytest.mark.parametrize("place", [one.place for one in PAGES])
def test_nonsense_is_never_a_crash(visitor: Client, place: str) -> None:
    one = next(one for one in PAGES if one.place == place)
    for typed in ("\x00\ufffe", "\u202e" * 9, "x" * 40_000, "<script>alert(1)</script>"):
        answer = visitor.post(page(place), dict.fromkeys(one.codes, typed), follow=True)
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    visitor.post(reverse("public:help_check"))
    assert list_cases().count() == 0


def test_nothing_typed_lies_readable_anywhere(visitor: Client, keys: Path) -> None:
    fill_in(visitor)
    session = visitor.session
    assert STORY not in str(dict(session)) and "Rosa" not in str(dict(session))
    for value in session.values():
        assert "barks" not in str(value)


def test_what_was_typed_can_be_deleted(visitor: Client) -> None:
    fill_in(visitor)
    visitor.post(reverse("public:help_forget"))
    assert STORY not in read(visitor.get(page("story")))


def test_another_browser_with_the_same_session_reads_nothing(visitor: Client) -> None:
    """The session alone, as it lies in the database or in a backup, does not open the draft."""
    fill_in(visitor)
    del visitor.cookies["draft"]
    assert STORY not in read(visitor.get(page("story")))


def test_too_many_tries_must_wait(visitor: Client) -> None:
    answers = [
        visitor.post(reverse("public:come_back"), {"code": "0000", "pin": "1"}).status_code for _ in range(31)
    ]
    assert answers[:30] == [422] * 30 and answers[30] == 429
