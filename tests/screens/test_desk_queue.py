"""The queue: what waits for whom, in which order, at what cost; and finding words without a register."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import SAFE, Town, tell_to_consent, tell_to_the_end
from tests.screens.desk_cast import enter, read


def test_the_queue_says_what_to_do_by_when_and_under_which_rule(desk_town: Town) -> None:
    desk_town.open()
    page = enter(desk_town, "intake").get("/desk/")
    words = read(page)
    assert desk_town.number in words and "Reach the sides" in words
    assert "14 days left" in words and "First contact in 14 days" in words
    assert f"/desk/cases/{desk_town.number}/acts/log_contact/" in page.content.decode()


def test_no_name_and_no_story_stands_in_the_queue(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    for name in ("intake", "coordinator", "mediator"):
        page = enter(desk_town, name).get("/desk/").content.decode()
        assert "Quill" not in page and "Bellweather" not in page and "barks" not in page


def test_what_is_overdue_stands_first(desk_town: Town) -> None:
    desk_town.open()
    first = desk_town.number
    desk_town.wait(days=20)
    desk_town.open()
    words = read(enter(desk_town, "intake").get("/desk/"))
    assert words.index(first) < words.index(desk_town.number)
    assert "6 days late" in words or "5 days late" in words or "4 days late" in words


@pytest.mark.parametrize("name", ["intake", "coordinator"])
def test_the_queue_costs_six_queries_whatever_its_length(desk_town: Town, name: str) -> None:
    for _ in range(3):
        desk_town.open()
    client = enter(desk_town, name)
    with CaptureQueriesContext(connection) as few:
        client.get("/desk/")
    for _ in range(12):
        desk_town.open()
    with CaptureQueriesContext(connection) as many:
        client.get("/desk/")
    assert len(few) == len(many) <= 6


def test_filters_live_in_the_address_and_work_on_the_server(desk_town: Town) -> None:
    desk_town.open(category="debt")
    debt = desk_town.number
    desk_town.open(category="school")
    client = enter(desk_town, "intake")
    words = read(client.get("/desk/?category=debt"))
    assert debt in words and desk_town.number not in words
    assert desk_town.number not in read(client.get("/desk/?late=yes"))
    assert client.get("/desk/?sort=age&stage=nonsense&page=99").status_code == 200


def test_another_workers_case_is_not_in_my_queue(desk_town: Town) -> None:
    desk_town.open("coordinator")
    assert desk_town.number not in read(enter(desk_town, "intake").get("/desk/"))
    assert desk_town.number not in read(enter(desk_town, "outsider").get("/desk/"))


def test_open_and_closed_cases_are_listed_apart(desk_town: Town) -> None:
    tell_to_the_end(desk_town)
    client = enter(desk_town, "coordinator")
    assert desk_town.number not in read(client.get("/desk/cases/"))
    closed = read(client.get("/desk/cases/?state=closed"))
    assert desk_town.number in closed and "Settled" in closed


def test_words_are_found_in_own_open_cases_only(desk_town: Town) -> None:
    desk_town.open(story="The pear tree drops its leaves on our side.")
    mine = desk_town.number
    desk_town.open("coordinator", story="A pear was thrown.")
    theirs = desk_town.number
    page = enter(desk_town, "intake").post("/desk/find/", {"words": "PEAR"})
    words = read(page)
    assert mine in words and "pear tree drops" in words
    assert theirs not in words


def test_a_name_is_never_found(desk_town: Town) -> None:
    desk_town.open()
    page = enter(desk_town, "intake").post("/desk/find/", {"words": "Quill"})
    assert desk_town.number not in read(page)


def test_a_mediator_finds_only_in_cases_they_have_taken(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    desk_town.must("coordinator", "assign_mediator", mediator=desk_town.code("mediator"))
    client = enter(desk_town, "mediator")
    assert desk_town.number not in read(client.post("/desk/find/", {"words": "dog"}))
    desk_town.must("mediator", "answer_conflict_check", answer="no_conflict")
    assert desk_town.number in read(client.post("/desk/find/", {"words": "dog"}))


def test_the_mediator_is_asked_without_names_and_answers_in_one_press(desk_town: Town) -> None:
    safeguards = {"outcome": "with_safeguards", "safeguards": ["breaks"]}
    tell_to_consent(desk_town)
    desk_town.must("intake", "screen_party", party="p2", **{**SAFE, **safeguards})
    desk_town.must("coordinator", "assign_mediator", mediator=desk_town.code("mediator"))
    client = enter(desk_town, "mediator")
    for page in (client.get("/desk/"), client.get(f"/desk/cases/{desk_town.number}/")):
        words = read(page)
        assert "Neighbours" in words and "Breaks whenever they ask" in words and "English" in words
        assert "Quill" not in words and "Bellweather" not in words and "barks" not in words
    answer = f"/desk/cases/{desk_town.number}/acts/answer_conflict_check/"
    response = client.post(answer, {"answer": "no_conflict", "once": "a"})
    assert response.status_code == 303 and desk_town.case.assignments.get().state == "accepted"
    assert "Rosa Quill" in read(client.get(response["Location"]))


def test_a_mediator_who_declines_is_led_back_to_their_work(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    desk_town.must("coordinator", "assign_mediator", mediator=desk_town.code("mediator"))
    client = enter(desk_town, "mediator")
    answer = f"/desk/cases/{desk_town.number}/acts/answer_conflict_check/"
    response = client.post(answer, {"answer": "cannot", "once": "a"})
    assert response["Location"] == "/desk/"
    assert client.get(f"/desk/cases/{desk_town.number}/").status_code == 404


def test_the_director_sees_counts_and_no_case(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    client = enter(desk_town, "director")
    words = read(client.get("/desk/"))
    assert "1 open cases" in words or "open cases" in words
    assert desk_town.number not in words and "Quill" not in words
    assert client.get(f"/desk/cases/{desk_town.number}/").status_code == 404
