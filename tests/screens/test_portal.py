"""A party's own page: the whole path, seen from one side."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse

from evenhand.notices.queries import find_calendar_entry
from tests.cast import Town, tell_to_consent, tell_to_session
from tests.screens.portal_cast import Come, offer_times, read, tell_to_invitation


def test_the_other_side_says_yes_on_a_phone(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    browser = come("p2")
    home = read(browser.get("/portal/"))
    assert "It is your turn" in home and reverse("portal:consent") in home
    text = read(browser.get(reverse("portal:consent")))
    assert "Agreement to mediate" in text and "What is said stays in the room" in text
    once = re.search(r'name="once" value="([^"]+)"', text)
    assert once
    answer = browser.post(reverse("portal:consent"), {"once": once[1], "words": "I can come on Fridays."})
    assert answer.status_code == 303
    party = party_town.case.parties.get(seat="p2")
    assert (party.consent, party.consent_version) == ("given", "agreement_to_mediate@2026.11")
    again = browser.post(reverse("portal:consent"), {"once": once[1], "words": "I can come on Fridays."})
    assert again.status_code == 303 and party_town.case.consents.count() == 1
    assert "You have said yes" in read(browser.get(reverse("portal:consent")))


def test_the_other_side_says_no_and_hears_what_else_there_is(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    browser = come("p2")
    page = reverse("portal:act", args=["refuse_consent"])
    assert "Nothing is noted against you" in read(browser.get(page))
    assert browser.post(page, {}).status_code == 303
    assert party_town.case.parties.get(seat="p2").consent == "refused"
    home = read(browser.get("/portal/"))
    assert "What else you can do" in home and "You can go to court" in home
    assert "You have said no" in read(browser.get(reverse("portal:consent")))
    refused = browser.get(reverse("portal:act", args=["withdraw_consent"]))
    assert "This cannot be done now" in read(refused)
    home = read(browser.get(reverse("portal:home")))
    assert "You can say no." not in home and "nothing is held against you" in home


def test_a_yes_can_be_taken_back(party_town: Town, come: Come) -> None:
    tell_to_consent(party_town)
    browser = come("p1")
    assert "Stop taking part" in read(browser.get(reverse("portal:consent")))
    assert browser.post(reverse("portal:act", args=["withdraw_consent"]), {}).status_code == 303
    assert party_town.case.parties.get(seat="p1").consent == "withdrawn"


def test_times_are_ticked_and_nobody_else_sees_which(party_town: Town, come: Come) -> None:
    offer_times(party_town)
    browser, page = come("p1"), reverse("portal:times")
    text = read(browser.get(page))
    assert "Monday" in text and "At the centre" in text and 'value="s2"' in text
    nothing = browser.post(page, {})
    assert nothing.status_code == 409 and "This cannot be done now" in read(nothing)
    assert browser.post(page, {"suits": ["s2"]}).status_code == 303
    assert 'value="s2" checked' in read(browser.get(page))
    assert "checked" not in read(come("p2").get(page))
    assert come("p2").post(page, {"none_suit": "yes"}).status_code == 303
    assert "none of these suits you" in read(come("p2").get(page))


def test_a_session_goes_into_the_calendar_and_can_be_cancelled(party_town: Town, come: Come) -> None:
    offer_times(party_town)
    for name, answers in {"p1": {"party": "p1"}, "intake": {"party": "p2"}, "mediator": {}}.items():
        party_town.must(name, "answer_times", suits=["s2"], **answers)
    party_town.must("intake", "confirm_time", slot="s2")
    browser = come("p1")
    file = browser.get(reverse("portal:calendar"))
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content and b"Quill" not in file.content
    assert party_town.number.encode() not in file.content
    home = read(browser.get("/portal/"))
    assert "Put it in my calendar" in home and "I once taught the daughter" in home
    assert browser.post(reverse("portal:act", args=["cancel_session"]), {}).status_code == 303
    assert party_town.case.sessions.get().state == "cancelled"
    assert browser.get(reverse("portal:calendar")).status_code == 404


def test_another_mediator_can_be_asked_for(party_town: Town, come: Come) -> None:
    offer_times(party_town)
    browser, page = come("p2"), reverse("portal:act", args=["object_to_mediator"])
    assert "The other side is not told who asked" in read(browser.get(page))
    assert browser.post(page, {"words": ""}).status_code == 303
    assert party_town.case.assignments.get().state == "objected"
    assert "asked for another" not in read(come("p1").get(reverse("portal:record")))


def test_signing_the_last_signature_and_the_document(party_town: Town, come: Come) -> None:
    tell_to_session(party_town)
    came = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
    held = (party_town.at - timedelta(hours=1)).isoformat()
    party_town.must("mediator", "record_session", held_on=held, attendance=came, result="agreed", minutes=80)
    party_town.must(
        "mediator", "draft_terms", terms=[{"who": "p2", "what": "Dog in by ten.", "by": "2026-04-01"}]
    )
    browser, page = come("p1"), reverse("portal:agreement")
    assert "ask a lawyer" in read(browser.get(page)) and "I have read this and I sign" not in read(
        browser.get(page)
    )
    party_town.must("mediator", "advise_independently", how="in_session")
    text = read(browser.get(page))
    assert "Dog in by ten." in text and "Ignatius Bellweather" in text and "1 April 2026" in text
    assert browser.post(page, {}).status_code == 303
    assert come("p2").post(page, {}).status_code == 303
    party_town.must("mediator", "sign_agreement", form="portal")
    text = read(browser.get(page))
    assert "in force since" in text
    document = browser.get(reverse("portal:agreement_pdf"))
    assert document.content.startswith(b"%PDF") and "attachment" in document.headers["Content-Disposition"]


def test_the_calendar_entry_is_the_one_that_the_mails_carry(party_town: Town, come: Come) -> None:
    offer_times(party_town)
    for who, about in (("p1", {"party": "p1"}), ("p2", {"party": "p2"}), ("mediator", {})):
        party_town.must(who, "answer_times", suits=["s1"], **about)
    party_town.must("mediator", "confirm_time", slot="s1")
    mailed = find_calendar_entry(party_town.case)
    file = read(come("p1").get(reverse("portal:calendar")))
    assert mailed is not None and f"UID:{mailed.uid}" in file.replace("\r\n ", "")
    assert "Quill" not in file and "Bellweather" not in file and party_town.number not in file
