"""Pages of a party: small, kept nowhere, closed by themselves, and never a crash."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Town, tell_to_agreement, tell_to_the_end
from tests.screens.portal_cast import MOST_BYTES, PAGES, Come, read, tell_to_invitation


def test_every_page_is_small_and_kept_nowhere(party_town: Town, come: Come) -> None:
    tell_to_agreement(party_town)
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
    party_town: Town, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evenhand.access.gate import read_machine

    party_town.open()
    browser = come("p1")
    later = read_machine() + timedelta(minutes=16)
    monkeypatch.setattr("evenhand.access.gate.read_machine", lambda: later)
    answer = browser.get("/portal/")
    assert answer.status_code == 302 and answer.headers["Location"] == reverse("public:come_back")
    monkeypatch.undo()


def test_leaving_leaves_nothing(party_town: Town, come: Come) -> None:
    party_town.open()
    browser = come("p1")
    assert browser.post(reverse("portal:leave")).status_code == 303
    assert browser.get("/portal/").headers["Location"] == reverse("public:come_back")


def test_an_erased_case_shows_the_way_in_like_any_other(party_town: Town, come: Come) -> None:
    party_town.open()
    browser = come("p1")
    party_town.must("coordinator", "request_erasure", why="Both sides asked for it.")
    party_town.must("director", "approve_erasure")
    assert browser.get("/portal/").headers["Location"] == reverse("public:come_back")


def test_staff_have_no_page_here(party_town: Town) -> None:
    browser = Client()
    browser.force_login(party_town.people["coordinator"])
    session = browser.session
    session["second_factor"] = True
    session.save()
    assert browser.get("/portal/").status_code == 404


def test_a_closed_case_can_still_be_read(party_town: Town, come: Come) -> None:
    tell_to_the_end(party_town)
    browser = come("p2")
    for name in PAGES:
        assert browser.get(reverse(f"portal:{name}")).status_code == 200
    home = read(browser.get("/portal/"))
    assert "The case is closed" in home and "If a promise is not kept" in home
    assert browser.post(reverse("portal:messages"), {"words": "Thank you."}).status_code == 303


def test_nonsense_is_never_a_crash(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    browser = come("p2")
    for typed in ("\x00", "\u202e", "x" * 40_000, "<script>alert(1)</script>"):
        sent = {
            "words": typed,
            "once": typed,
            "suits": typed,
            "none_suit": typed,
            "title": typed,
            "file": typed,
        }
        for name in ("consent", "times", "messages", "documents"):
            answer = browser.post(reverse(f"portal:{name}"), sent)
            assert answer.status_code < 500 and b"<script>alert" not in answer.content
        assert browser.post(reverse("portal:act", args=["object_to_mediator"]), sent).status_code < 500
