"""A party's own page: the whole path seen from one side, and nothing of the other side's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evenhand.access.limits import BUCKETS
from evenhand.cases.entrance import give_way_in
from tests.cast import (
    SAFE,
    Town,
    build_town,
    tell_to_agreement,
    tell_to_consent,
    tell_to_session,
)

MOST_BYTES = 45_000
SECRETS = (
    "+44 20 7946 0018",  # the first side's phone
    "rosa.quill@example.org",
    "Every night the dog next door barks",
    "One quiet night",
    "Screened words nobody else may read",
    "A note of the office",
    "A note of the mediator",
)
PAGES = ("home", "consent", "times", "agreement", "messages", "documents", "record")
Come = Callable[[str], Client]


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    BUCKETS.forget()
    found = build_town()
    for module in ("evenhand.portal.page", "evenhand.public.entering", "evenhand.public.reminders"):
        monkeypatch.setattr(f"{module}.read_now", lambda: found.at)
    return found


@pytest.fixture
def come(town: Town) -> Come:
    """A browser in which somebody has come in with their code and PIN."""

    def come_in(seat: str) -> Client:
        browser = Client()
        way = give_way_in(number=town.number, seat=seat, at=town.at)
        answer = browser.post(reverse("public:come_back"), {"code": way.code, "pin": way.pin})
        assert answer.status_code == 303
        return browser

    return come_in


def read(answer: Any) -> str:
    return str(answer.content.decode())


def tell_to_invitation(town: Town) -> None:
    town.open()
    town.must("intake", "screen_party", party="p1", words="Screened words nobody else may read", **SAFE)
    town.must("intake", "write_note", words="A note of the office")
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    town.must("intake", "screen_party", party="p2", **SAFE)
    town.must("intake", "invite_party", party="p2", how="letter")


def test_the_other_side_says_yes_on_a_phone(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    browser = come("p2")
    home = read(browser.get("/portal/"))
    assert "It is your turn" in home and reverse("portal:consent") in home
    text = read(browser.get(reverse("portal:consent")))
    assert "Agreement to mediate" in text and "What is said stays in the room" in text
    once = re.search(r'name="once" value="([^"]+)"', text)
    assert once
    answer = browser.post(reverse("portal:consent"), {"once": once[1], "words": "I can come on Fridays."})
    assert answer.status_code == 303
    party = town.case.parties.get(seat="p2")
    assert (party.consent, party.consent_version) == ("given", "agreement_to_mediate@2026.11")
    again = browser.post(reverse("portal:consent"), {"once": once[1], "words": "I can come on Fridays."})
    assert again.status_code == 303 and town.case.consents.count() == 1
    assert "You have said yes" in read(browser.get(reverse("portal:consent")))


def test_the_other_side_says_no_and_hears_what_else_there_is(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    browser = come("p2")
    page = reverse("portal:act", args=["refuse_consent"])
    assert "Nothing is noted against you" in read(browser.get(page))
    assert browser.post(page, {}).status_code == 303
    assert town.case.parties.get(seat="p2").consent == "refused"
    home = read(browser.get("/portal/"))
    assert "What else you can do" in home and "You can go to court" in home
    assert "You have said no" in read(browser.get(reverse("portal:consent")))
    refused = browser.get(reverse("portal:act", args=["withdraw_consent"]))
    assert "This cannot be done now" in read(refused)


def test_a_yes_can_be_taken_back(town: Town, come: Come) -> None:
    tell_to_consent(town)
    browser = come("p1")
    assert "Stop taking part" in read(browser.get(reverse("portal:consent")))
    assert browser.post(reverse("portal:act", args=["withdraw_consent"]), {}).status_code == 303
    assert town.case.parties.get(seat="p1").consent == "withdrawn"


def offer_times(town: Town) -> None:
    tell_to_consent(town)
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    answer = {"answer": "disclose", "words": "I once taught the daughter of one side."}
    town.must("mediator", "answer_conflict_check", **answer)
    starts = town.at + timedelta(days=7)
    times = [{"starts": (starts + timedelta(days=day)).isoformat(), "place": "centre"} for day in range(2)]
    town.must("mediator", "offer_times", times=times, minutes=90)


def test_times_are_ticked_and_nobody_else_sees_which(town: Town, come: Come) -> None:
    offer_times(town)
    browser, page = come("p1"), reverse("portal:times")
    text = read(browser.get(page))
    assert "Monday" in text and "At the centre" in text and 'value="s2"' in text
    nothing = browser.post(page, {})
    assert nothing.status_code == 409 and "This cannot be done now" in read(nothing)
    assert browser.post(page, {"suits": ["s2"]}).status_code == 303
    assert 'value="s2" checked' in read(browser.get(page))
    other = read(come("p2").get(page))
    assert "checked" not in other


def test_a_session_goes_into_the_calendar_and_can_be_cancelled(town: Town, come: Come) -> None:
    offer_times(town)
    for name, answers in {"p1": {"party": "p1"}, "intake": {"party": "p2"}, "mediator": {}}.items():
        town.must(name, "answer_times", suits=["s2"], **answers)
    town.must("intake", "confirm_time", slot="s2")
    browser = come("p1")
    file = browser.get(reverse("portal:calendar"))
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content and b"Quill" not in file.content
    assert town.number.encode() not in file.content
    home = read(browser.get("/portal/"))
    assert "Put it in my calendar" in home and "I once taught the daughter" in home
    assert browser.post(reverse("portal:act", args=["cancel_session"]), {}).status_code == 303
    assert town.case.sessions.get().state == "cancelled"
    assert browser.get(reverse("portal:calendar")).status_code == 404


def test_another_mediator_can_be_asked_for(town: Town, come: Come) -> None:
    offer_times(town)
    browser, page = come("p2"), reverse("portal:act", args=["object_to_mediator"])
    assert "The other side is not told who asked" in read(browser.get(page))
    assert browser.post(page, {"words": ""}).status_code == 303
    assert town.case.assignments.get().state == "objected"
    assert "asked for another" not in read(come("p1").get(reverse("portal:record")))


def test_signing_the_last_signature_and_the_document(town: Town, come: Come) -> None:
    tell_to_session(town)
    came = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
    held = (town.at - timedelta(hours=1)).isoformat()
    town.must("mediator", "record_session", held_on=held, attendance=came, result="agreed", minutes=80)
    town.must("mediator", "draft_terms", terms=[{"who": "p2", "what": "Dog in by ten.", "by": "2026-04-01"}])
    browser, page = come("p1"), reverse("portal:agreement")
    assert "ask a lawyer" in read(browser.get(page)) and "I have read this and I sign" not in read(
        browser.get(page)
    )
    town.must("mediator", "advise_independently", how="in_session")
    text = read(browser.get(page))
    assert "Dog in by ten." in text and "Ignatius Bellweather" in text and "1 April 2026" in text
    assert browser.post(page, {}).status_code == 303
    assert come("p2").post(page, {}).status_code == 303
    town.must("mediator", "sign_agreement", form="portal")
    text = read(browser.get(page))
    assert "in force since" in text
    document = browser.get(reverse("portal:agreement_pdf"))
    assert document.content.startswith(b"%PDF") and "attachment" in document.headers["Content-Disposition"]


def test_a_message_stays_between_one_side_and_the_office(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    first, page = come("p1"), reverse("portal:messages")
    empty = first.post(page, {"words": ""})
    assert empty.status_code == 422 and "q-words-error" in read(empty)
    assert first.post(page, {"words": "Please only call before noon."}).status_code == 303
    town.must("intake", "send_message", party="p1", words="We will, Rosa.")
    text = read(first.get(page))
    assert "Please only call before noon." in text and "We will, Rosa." in text
    second = come("p2")
    for place in PAGES[4:]:
        assert "before noon" not in read(second.get(reverse(f"portal:{place}")))


def test_papers_are_shared_or_not(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    first, second, page = come("p1"), come("p2"), reverse("portal:documents")
    for title, shared in (("My private diary", "office"), ("Photo of the wall", "case")):
        file = SimpleUploadedFile("my name.txt", b"what it says", content_type="text/plain")
        answer = first.post(page, {"file": file, "title": title, "shared": shared})
        assert answer.status_code == 303, read(answer)
    assert {"My private diary", "Photo of the wall"} <= set(
        re.findall(r"<bdi>([^<]+)</bdi>", read(first.get(page)))
    )
    other = read(second.get(page))
    assert "Photo of the wall" in other and "diary" not in other
    hidden = town.case.documents.get(shared=False)
    assert second.get(reverse("portal:document", args=[hidden.pk])).status_code == 404
    file = first.get(reverse("portal:document", args=[hidden.pk]))
    assert file.content == b"what it says" and file.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_file_that_is_not_what_it_says_is_refused_beside_its_box(town: Town, come: Come) -> None:
    town.open()
    file = SimpleUploadedFile("a.pdf", b"MZ not a pdf", content_type="application/pdf")
    answer = come("p1").post(reverse("portal:documents"), {"file": file, "title": "A", "shared": "office"})
    assert answer.status_code == 422 and "q-file-error" in read(answer) and 'value="A"' in read(answer)


def test_nothing_of_the_other_side_is_in_any_byte(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    tell = town.must
    tell("p1", "send_message", party="p1", words="Every night the dog next door barks, I told you.")
    browser = come("p2")
    addresses = [reverse(f"portal:{name}") for name in PAGES if name != "agreement"]
    addresses += [reverse("portal:act", args=[act]) for act in ("refuse_consent", "withdraw_consent")]
    record = read(browser.get(reverse("portal:record")))
    receipts = re.findall(r'href="(/portal/record/\d+/receipt.json)"', record)
    assert receipts
    for address in addresses + receipts:
        content = browser.get(address).content
        assert not [secret for secret in SECRETS if secret.encode() in content], address
    assert "Rosa Quill" in read(browser.get("/portal/"))


def test_receipts_of_office_entries_are_not_there(town: Town, come: Come) -> None:
    from evenhand.record.queries import list_entries

    tell_to_invitation(town)
    browser = come("p2")
    for entry in list_entries(town.case.id, ["office", "p1"]):
        assert browser.get(reverse("portal:receipt", args=[entry.pk])).status_code == 404


def test_acts_of_the_office_are_no_pages_of_a_party(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    browser = come("p1")
    for act in ("screen_party", "write_note", "close_case", "assign_mediator", "request_erasure", "nonsense"):
        page = reverse("portal:act", args=[act])
        assert browser.get(page).status_code == browser.post(page, {}).status_code == 404


def test_nobody_speaks_for_the_other_side(town: Town, come: Come) -> None:
    tell_to_invitation(town)
    come("p1").post(reverse("portal:consent"), {"party": "p2"})
    consents = dict(town.case.parties.values_list("seat", "consent"))
    assert consents == {"p1": "given", "p2": ""}


def test_every_page_is_small_and_kept_nowhere(town: Town, come: Come) -> None:
    tell_to_agreement(town)
    for seat in ("p1", "p2"):
        browser = come(seat)
        for name in PAGES:
            answer = browser.get(reverse(f"portal:{name}"))
            assert answer.status_code == 200 and len(answer.content) < MOST_BYTES, name
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert read(answer).count("<h1") == 1
            assert "data-exit" in read(answer)


def test_a_page_closes_after_a_quarter_of_an_hour(
    town: Town, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evenhand.calendars.clock import read_machine

    town.open()
    browser = come("p1")
    later = read_machine() + timedelta(minutes=16)
    monkeypatch.setattr("evenhand.access.gate.read_machine", lambda: later)
    answer = browser.get("/portal/")
    assert answer.status_code == 302 and answer.headers["Location"] == reverse("public:come_back")
    monkeypatch.undo()


def test_leaving_leaves_nothing(town: Town, come: Come) -> None:
    town.open()
    browser = come("p1")
    assert browser.post(reverse("portal:leave")).status_code == 303
    assert browser.get("/portal/").headers["Location"] == reverse("public:come_back")


def test_an_erased_case_shows_the_way_in_like_any_other(town: Town, come: Come) -> None:
    town.open()
    browser = come("p1")
    town.must("coordinator", "request_erasure", why="Both sides asked for it.")
    town.must("director", "approve_erasure")
    assert browser.get("/portal/").headers["Location"] == reverse("public:come_back")


def test_staff_have_no_page_here(town: Town) -> None:
    browser = Client()
    browser.force_login(town.people["coordinator"])
    session = browser.session
    session["second_factor"] = True
    session.save()
    assert browser.get("/portal/").status_code == 404
