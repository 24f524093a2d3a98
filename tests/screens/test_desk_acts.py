"""Doing acts in the browser: what was typed comes back, a second press does nothing, a no cites its article."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand.record.queries import list_events
from tests.cast import Town, tell_to_agreement, tell_to_consent, tell_to_session
from tests.screens.desk_cast import FORM, SAFE_FORM, enter, find_once, read


def act(town: Town, code: str, query: str = "") -> str:
    return f"/desk/cases/{town.number}/acts/{code}/{query}"


def open_by_hand(town: Town, client: Client) -> None:
    """A case opened through the page of intake."""
    once = find_once(client.get("/desk/cases/new/"))
    response = client.post("/desk/cases/new/", {**FORM, "once": once})
    assert response.status_code == 303
    town.number = response["Location"].split("/")[3]


def test_intake_opens_a_case_and_says_what_happens_next(desk_town: Town) -> None:
    client = enter(desk_town, "intake")
    open_by_hand(desk_town, client)
    words = read(client.get(f"/desk/cases/{desk_town.number}/?opened=yes"))
    assert "The case is open" in words and desk_town.number in words and "Next:" in words


def test_intake_pressed_twice_opens_one_case(desk_town: Town) -> None:
    client = enter(desk_town, "intake")
    once = find_once(client.get("/desk/cases/new/"))
    places = {client.post("/desk/cases/new/", {**FORM, "once": once})["Location"] for _ in range(2)}
    assert len(places) == 1 and desk_town.centre.case_set.count() == 1


def test_intake_gives_back_everything_that_was_typed(desk_town: Town) -> None:
    client = enter(desk_town, "intake")
    typed = {**FORM, "story": "", "your_phone": "nonsense", "received_on-day": "31", "received_on-month": "2"}
    typed |= {"received_on-year": "2026", "safe_words": "Only before noon", "support": ["companion"]}
    page = client.post("/desk/cases/new/", typed)
    html = page.content.decode()
    assert page.status_code == 422 and desk_town.centre.case_set.count() == 0
    for kept in ("Rosa Quill", "nonsense", "Only before noon", 'value="31"', "Ignatius Bellweather"):
        assert kept in html
    words = read(page)
    assert "What happened? Enter an answer" in words and "Enter a real date" in words
    assert 'href="#q-story"' in html


def test_an_act_is_done_and_leads_back_to_the_case(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    page = client.get(act(desk_town, "screen_party", "?party=p1"))
    assert 'value="p1" checked' in page.content.decode()
    response = client.post(act(desk_town, "screen_party"), {**SAFE_FORM, "once": find_once(page)})
    assert response.status_code == 303 and response["Location"] == f"/desk/cases/{desk_town.number}/"
    assert desk_town.case.parties.get(seat="p1").suitability == "suitable"
    assert "Done: Screen one party alone" in read(client.get(response["Location"]))


def test_a_second_press_has_one_effect(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    once = find_once(client.get(act(desk_town, "write_note")))
    for _ in range(2):
        assert client.post(act(desk_town, "write_note"), {"words": "Once.", "once": once}).status_code == 303
    assert desk_town.case.notes.count() == 1
    page = client.post(act(desk_town, "write_note"), {"words": "Twice.", "once": once})
    assert page.status_code == 200 and "Twice." in read(page) and "sent before" in read(page)
    assert desk_town.case.notes.count() == 1


def test_faults_stand_beside_their_cause_and_in_the_summary(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    page = client.post(act(desk_town, "screen_party"), {**SAFE_FORM, "afraid": "", "words": "Kept words"})
    words, html = read(page), page.content.decode()
    assert page.status_code == 422
    assert "what the other side might do? Choose one of the answers" in words
    assert 'href="#q-afraid"' in html and "Kept words" in html and 'id="q-afraid-error"' in html


def test_a_rule_that_refuses_says_so_with_its_article_and_keeps_the_words(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    typed = {**SAFE_FORM, "alone": "no", "words": "Her brother is listening."}
    page = client.post(act(desk_town, "screen_party"), typed)
    words = read(page)
    assert page.status_code == 422 and "This cannot be done now" in words
    assert "every side is screened alone" in words and "Her brother is listening." in words


def test_an_act_that_is_shut_says_why_instead_of_asking(desk_town: Town) -> None:
    desk_town.open()
    page = enter(desk_town, "intake").get(act(desk_town, "invite_party"))
    words = read(page)
    assert "This cannot be done now" in words and "Send" not in words
    assert "eh-form--dense" not in page.content.decode()


@pytest.mark.parametrize("code", ["assign_mediator", "write_caucus_note", "nonsense", "open_case"])
def test_an_act_that_is_not_the_workers_is_not_there(desk_town: Town, code: str) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    assert client.get(act(desk_town, code)).status_code == 404
    assert client.post(act(desk_town, code), {"words": "x"}).status_code == 404


def test_reading_a_page_changes_nothing(desk_town: Town) -> None:
    tell_to_agreement(desk_town)
    before = len(list_events(desk_town.case.pk))
    client = enter(desk_town, "coordinator")
    for code in ("close_case", "request_erasure", "correct_session", "write_note", "hand_over"):
        assert client.get(act(desk_town, code)).status_code == 200
    assert len(list_events(desk_town.case.pk)) == before


def test_times_are_typed_in_the_centres_zone_and_bad_cells_are_named(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    desk_town.must("coordinator", "assign_mediator", mediator=desk_town.code("mediator"))
    desk_town.must("mediator", "answer_conflict_check", answer="no_conflict")
    client = enter(desk_town, "mediator")
    row = {"times-0-starts-day": "6", "times-0-starts-month": "7", "times-0-starts-year": "2026"}
    row |= {"times-0-starts-time": "18:30", "times-0-place": "centre", "minutes": "90"}
    bad = {**row, "times-1-starts-day": "7", "times-1-place": "online"}
    page = client.post(act(desk_town, "offer_times"), bad)
    assert page.status_code == 422 and "q-times-1-starts" in page.content.decode()
    assert 'value="18:30"' in page.content.decode()
    assert client.post(act(desk_town, "offer_times"), row).status_code == 303
    assert desk_town.case.offers.get().slots[0]["starts"].startswith("2026-07-06T17:30")


def test_a_file_is_attached_and_asked_for_again_after_a_fault(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    file = SimpleUploadedFile("wall.txt", b"a crack", content_type="text/plain")
    page = client.post(act(desk_town, "attach_file"), {"file": file, "title": "", "shared": "office"})
    assert page.status_code == 422 and "Choose the file again" in read(page)
    file = SimpleUploadedFile("wall.txt", b"a crack", content_type="text/plain")
    typed = {"file": file, "title": "Crack in the wall", "shared": "office"}
    assert client.post(act(desk_town, "attach_file"), typed).status_code == 303
    assert "Crack in the wall" in read(client.get(f"/desk/cases/{desk_town.number}/papers/"))


def test_the_mediator_signs_after_both_sides_have(desk_town: Town) -> None:
    tell_to_session(desk_town)
    came = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
    held = desk_town.at.isoformat()
    desk_town.must("mediator", "record_session", held_on=held, attendance=came, result="agreed")
    desk_town.must("mediator", "draft_terms", terms=[{"who": "p2", "what": "Take the dog in by ten."}])
    desk_town.must("mediator", "advise_independently", how="in_session")
    for seat in ("p1", "p2"):
        desk_town.must("intake", "sign_agreement", party=seat, form="paper")
    client = enter(desk_town, "mediator")
    page = client.get(act(desk_town, "sign_agreement"))
    assert "Take the dog in by ten." in read(page) and 'name="party"' not in page.content.decode()
    assert client.post(act(desk_town, "sign_agreement"), {"form": "portal"}).status_code == 303
    assert desk_town.case.agreements.get().in_force_at is not None


def test_attendance_and_promises_are_asked_person_by_person(desk_town: Town) -> None:
    tell_to_session(desk_town)
    client = enter(desk_town, "mediator")
    page = client.get(act(desk_town, "record_session"))
    assert "Rosa Quill" in read(page) and 'name="attendance-1-party" value="p2"' in page.content.decode()
    typed = {"held_on-day": "10", "held_on-month": "3", "held_on-year": "2026", "held_on-time": "10:00"}
    typed |= {"attendance-0-party": "p1", "attendance-0-value": "came", "attendance-1-party": "p2"}
    typed |= {"attendance-1-value": "absent", "result": "no_show"}
    assert client.post(act(desk_town, "record_session"), typed).status_code == 303
    assert desk_town.case.sessions.get().state == "missed"
