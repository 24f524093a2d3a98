"""The page of a case: who sees what of it, and that everybody else sees the same nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand.desk.events import DETAILS, TITLES
from evenhand.record.tags import Tag
from tests.cast import SAFE, Town, tell_to_agreement, tell_to_consent, tell_to_session, tell_to_the_end
from tests.screens.desk_cast import enter, read, visit

pytestmark = pytest.mark.slow

SECRET = "He waits for me on the stairs."
PARTS = ["", "papers/", "meetings/", "screening/", "acts/write_note/", "agreement.pdf"]


def screen_with_words(town: Town) -> None:
    """A screening whose answers nobody but the office may read."""
    answers = {
        **SAFE,
        "afraid": "often",
        "words": SECRET,
        "outcome": "with_safeguards",
        "safeguards": ["shuttle"],
    }
    town.must("intake", "screen_party", party="p1", **answers)


def test_the_page_shows_who_what_when_and_why_not(desk_town: Town) -> None:
    desk_town.open()
    words = read(visit(desk_town, "intake"))
    for said in ("Rosa Quill", "barks until three", "One quiet night", "+44 20 7946 0018", "First contact"):
        assert said in words
    assert "has not been screened alone" in words and "every side is screened alone" in words
    assert "Case opened" in words and "Joined the case" in words


def test_the_timeline_tells_contact_notes_and_messages_with_their_readers(desk_town: Town) -> None:
    desk_town.open()
    desk_town.must(
        "intake", "log_contact", party="p2", method="phone", reached="no_answer", words="Rang twice."
    )
    desk_town.must("intake", "write_note", words="Room 2 is free.")
    desk_town.must("p1", "send_message", party="p1", words="May my sister come?")
    words = read(visit(desk_town, "intake"))
    for said in ("Phone call", "No answer", "Rang twice.", "Room 2 is free.", "May my sister come?"):
        assert said in words
    assert "Rosa Quill and our staff" in words
    papers = read(visit(desk_town, "intake", "papers/"))
    assert "May my sister come?" in papers and "Room 2 is free." in papers


def test_screening_answers_reach_intake_on_their_own_page_and_the_mediator_never(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    screen_with_words(desk_town)
    desk_town.must("coordinator", "assign_mediator", mediator=desk_town.code("mediator"))
    desk_town.must("mediator", "answer_conflict_check", answer="no_conflict")
    assert SECRET in read(visit(desk_town, "intake", "screening/"))
    assert SECRET not in read(visit(desk_town, "intake"))
    client = enter(desk_town, "mediator")
    assert client.get(f"/desk/cases/{desk_town.number}/screening/").status_code == 404
    page = read(client.get(f"/desk/cases/{desk_town.number}/"))
    assert "they never meet" in page and SECRET not in page and "Often" not in page
    for part in ("papers/", "meetings/", "caucus/"):
        assert SECRET not in read(client.get(f"/desk/cases/{desk_town.number}/{part}"))


def test_caucus_notes_are_their_mediators_alone(desk_town: Town) -> None:
    tell_to_session(desk_town)
    desk_town.must("mediator", "write_caucus_note", words="She would take half.")
    assert "She would take half." in read(visit(desk_town, "mediator", "caucus/"))
    for name in ("intake", "coordinator", "mediator2", "director"):
        assert visit(desk_town, name, "caucus/").status_code == 404
    assert "take half" not in read(visit(desk_town, "coordinator"))


@pytest.mark.parametrize("part", PARTS)
def test_foreign_unknown_and_erased_cases_answer_with_the_same_bytes(desk_town: Town, part: str) -> None:
    tell_to_consent(desk_town)
    number = desk_town.number
    client = enter(desk_town, "coordinator")
    unknown = client.get(f"/desk/cases/AAAA-BBBB-CCCC/{part}")
    foreign = enter(desk_town, "outsider").get(f"/desk/cases/{number}/{part}")
    desk_town.must("coordinator", "request_erasure", why="They asked.")
    desk_town.must("director", "approve_erasure")
    erased = client.get(f"/desk/cases/{number}/{part}")
    assert {unknown.status_code, foreign.status_code, erased.status_code} == {404}
    assert unknown.content == foreign.content == erased.content


@pytest.mark.parametrize("part", PARTS)
def test_a_visitor_is_sent_to_log_in(desk_town: Town, part: str) -> None:
    desk_town.open()
    response = Client().get(f"/desk/cases/{desk_town.number}/{part}")
    assert response.status_code == 302 and response["Location"].startswith("/accounts/login/")


def test_a_page_costs_a_bounded_number_of_queries(desk_town: Town) -> None:
    tell_to_agreement(desk_town)
    client = enter(desk_town, "intake")
    for part, most in (("", 18), ("papers/", 19), ("meetings/", 21), ("screening/", 16)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/desk/cases/{desk_town.number}/{part}").status_code == 200
        assert len(queries) <= most, part


def test_sessions_and_the_agreement_are_shown_and_the_pdf_is_an_attachment(desk_town: Town) -> None:
    tell_to_the_end(desk_town)
    words = read(visit(desk_town, "coordinator", "meetings/"))
    for said in ("Agreed on everything", "Came late", "Take the dog in by ten", "In force", "Kept"):
        assert said in words
    pdf = visit(desk_town, "coordinator", "agreement.pdf")
    assert pdf.content.startswith(b"%PDF-") and pdf["Content-Disposition"].startswith("attachment")
    assert "sandbox" in pdf["Content-Security-Policy"] and pdf["X-Content-Type-Options"] == "nosniff"


def test_the_offered_times_show_who_can_come(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    desk_town.must("coordinator", "assign_mediator", mediator=desk_town.code("mediator"))
    desk_town.must("mediator", "answer_conflict_check", answer="no_conflict")
    times = [{"starts": (desk_town.at + timedelta(days=7)).isoformat(), "place": "centre"}]
    desk_town.must("mediator", "offer_times", times=times, minutes=90)
    desk_town.must("p1", "answer_times", party="p1", suits=["s1"])
    words = read(visit(desk_town, "intake", "meetings/"))
    assert "Can come" in words and "Has not answered" in words


def test_files_go_out_as_attachments_and_only_to_their_readers(desk_town: Town) -> None:
    tell_to_session(desk_town)
    file = {"name": "a.txt", "content_type": "text/plain", "content": b"<script>alert(1)</script>"}
    desk_town.must("intake", "attach_file", file=file, title="For the office", shared="office")
    ref = desk_town.case.documents.get().pk
    got = visit(desk_town, "intake", f"documents/{ref}/")
    assert got.content == b"<script>alert(1)</script>" and got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"] and got["X-Content-Type-Options"] == "nosniff"
    assert visit(desk_town, "mediator", f"documents/{ref}/").status_code == 404
    assert "For the office" not in read(visit(desk_town, "mediator", "papers/"))


def test_a_code_and_pin_are_given_by_post_alone(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "intake")
    way = f"/desk/cases/{desk_town.number}/way-in/p1/"
    assert client.get(way).status_code == 405
    page = client.post(way)
    assert page.status_code == 200 and "PIN" in read(page)
    assert client.post(f"/desk/cases/{desk_town.number}/way-in/p7/").status_code == 404


def test_the_office_reads_how_it_ended_and_what_the_check_for_ties_found(desk_town: Town) -> None:
    tell_to_the_end(desk_town)
    words = read(visit(desk_town, "coordinator"))
    assert "How it ended · Settled" in words or "How it ended Settled" in words
    assert "Ties checked" in words and "none found" in words
    assert "none found" not in read(visit(desk_town, "mediator"))


def test_every_kind_of_entry_has_a_name() -> None:
    hidden = {"caucus:note:written", "case:key:destroyed"}
    cases = {tag.value for tag in Tag if not tag.value.startswith("centre:")}
    assert cases - hidden == set(TITLES) and set(DETAILS) <= set(TITLES)
