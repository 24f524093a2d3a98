"""Accounts, erasing by two people, letters: the office's pages that are about no case, or about its number only."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import authenticate

from evenhand.notices.sending import send_due_notices
from evenhand.record.queries import verify_record
from tests.cast import SAFE, Town, tell_to_consent
from tests.screens.desk_cast import enter, find_once, read, visit


def find_password(page: Any) -> str:
    return read(page).split("First password:")[1].split()[0]


def test_an_account_is_added_with_a_password_shown_once(desk_town: Town, rf: Any) -> None:
    client = enter(desk_town, "coordinator")
    page = client.post("/desk/people/", {"name": "Ada Novak", "username": "ada", "role": "mediator"})
    password = find_password(page)
    assert authenticate(rf.post("/"), username="ada", password=password) is not None
    again = read(client.get("/desk/people/"))
    assert "Ada Novak" in again and password not in again


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "username": "ada", "role": "mediator"}, "Enter the name"),
        ({"name": "Ada", "username": "A B", "role": "mediator"}, "letters from a to z"),
        ({"name": "Ada", "username": "intake", "role": "mediator"}, "already"),
        ({"name": "Ada", "username": "ada", "role": "director"}, "Choose a role"),
        ({"name": "Ada", "username": "ada", "role": "coordinator"}, "Choose a role"),
    ],
)
def test_a_wrong_account_is_refused_beside_its_box(desk_town: Town, typed: dict[str, str], said: str) -> None:
    page = enter(desk_town, "coordinator").post("/desk/people/", typed)
    assert page.status_code == 422 and said in read(page)


def test_an_account_is_closed_once_its_cases_are_handed_over(desk_town: Town) -> None:
    desk_town.open()
    client = enter(desk_town, "coordinator")
    close = f"/desk/people/{desk_town.code('intake')}/close/"
    assert "Hand them to somebody else" in read(client.post(close, follow=True))
    desk_town.must("coordinator", "hand_over", worker=desk_town.code("intake2"))
    worker = enter(desk_town, "intake")
    assert client.post(close).status_code == 303
    assert worker.get("/desk/").status_code == 302
    assert verify_record().first_bad is None


def test_nobody_closes_their_own_account_or_a_second_persons(desk_town: Town) -> None:
    client = enter(desk_town, "coordinator")
    for name in ("coordinator", "director", "outsider"):
        assert client.post(f"/desk/people/{desk_town.code(name)}/close/").status_code == 404


@pytest.mark.parametrize("name", ["intake", "mediator", "director"])
def test_accounts_are_the_coordinators(desk_town: Town, name: str) -> None:
    client = enter(desk_town, name)
    assert client.get("/desk/people/").status_code == 404
    assert client.post("/desk/people/", {"name": "x", "username": "xxx", "role": "intake"}).status_code == 404


def test_a_case_is_erased_by_two_people_who_see_its_number_only(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    desk_town.must("coordinator", "request_erasure", why="They asked for it.")
    answer = f"/desk/erasures/{desk_town.number}/"
    mine = enter(desk_town, "coordinator")
    assert "You asked for this yourself" in read(mine.get("/desk/erasures/"))
    mine.post(answer, {"answer": "approve", "once": "1"})
    assert desk_town.case.state == "open"
    director = enter(desk_town, "director")
    page = director.get("/desk/erasures/")
    words = read(page)
    assert desk_town.number in words and "Quill" not in words and "They asked for it" not in words
    assert director.post(answer, {"answer": "approve", "once": find_once(page)}).status_code == 303
    assert desk_town.case.state == "erased"
    assert desk_town.number not in read(director.get("/desk/erasures/"))
    assert visit(desk_town, "coordinator").status_code == 404


def test_a_second_person_may_keep_the_case(desk_town: Town) -> None:
    desk_town.open()
    desk_town.must("coordinator", "request_erasure", why="They asked for it.")
    director = enter(desk_town, "director")
    director.post(f"/desk/erasures/{desk_town.number}/", {"answer": "decline", "words": "A claim runs."})
    assert desk_town.case.state == "open"
    assert "Nobody has asked to erase" in read(director.get("/desk/erasures/"))


def test_erasing_a_foreign_case_or_answering_nonsense_is_not_there(desk_town: Town) -> None:
    desk_town.open()
    director = enter(desk_town, "director")
    for number, answer in (("AAAA-BBBB-CCCC", "approve"), (desk_town.number, "nonsense")):
        assert director.post(f"/desk/erasures/{number}/", {"answer": answer}).status_code == 404


def test_letters_are_printed_and_marked_as_done(desk_town: Town) -> None:
    desk_town.open(safe_contact="letter", your_email=None, your_address="4 Weir Lane")
    tell_more(desk_town)
    client = enter(desk_town, "coordinator")
    page = client.get("/desk/letters/")
    assert desk_town.number in read(page)
    letter = next(row for row in desk_town.case.notices.all() if row.state == "letter_due" and row.seat)
    pdf = client.get(f"/desk/cases/{desk_town.number}/letters/{letter.pk}/")
    assert pdf.content.startswith(b"%PDF-") and pdf["Content-Disposition"].startswith("attachment")
    done = f"/desk/cases/{desk_town.number}/letters/{letter.pk}/done/"
    assert client.get(done).status_code == 405
    assert client.post(done).status_code == 303
    letter.refresh_from_db()
    assert letter.state == "made"


def tell_more(town: Town) -> None:
    """As far as the first notice to somebody who wants letters."""
    town.must("intake", "screen_party", party="p1", **SAFE)
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    town.must("intake", "invite_party", party="p2", how="letter")
    send_due_notices(at=town.at)
