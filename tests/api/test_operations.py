"""The five operations, with the same refusals as on screen, and nothing personal in any answer."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from evenhand.access.acts import add_person, create_token
from evenhand.access.rules import Role
from tests.api.conftest import Program
from tests.cast import OPENING, SAFE, Town, tell_to_session

Programs = dict[str, Program]
PERSONAL = ("Rosa", "Quill", "Ignatius", "Bellweather", "barks", "7946", "example.org", "quiet night")


def open_one(programs: Programs, **answers: Any) -> str:
    done = programs["intake"].post("/cases", {**OPENING, **answers})
    assert done.status_code == 201, done.content
    return str(done.json()["number"])


def test_a_case_is_opened_and_carried_on_by_a_program(town: Town, programs: Programs) -> None:
    intake = programs["intake"]
    number = open_one(programs)
    screened = intake.post(f"/cases/{number}/acts/screen_party", {"party": "p1", **SAFE})
    assert (screened.status_code, screened.json()["again"]) == (200, False)
    facts = intake.get(f"/cases/{number}").json()
    assert facts["worker"] == town.code("intake")
    assert [(party["seat"], party["suitability"]) for party in facts["parties"]] == [
        ("p1", "suitable"),
        ("p2", ""),
    ]
    assert facts["clocks"] and all(clock["citation"] for clock in facts["clocks"])
    assert facts["steps"] and all(step["title"] for step in facts["steps"])


def test_a_case_may_name_its_procedure(programs: Programs) -> None:
    assert programs["intake"].post("/cases", {**OPENING, "pack": "community_mediation"}).status_code == 201
    for wrong in ("none_such", 7, None, ["x"], "../x", "\0"):
        answer = programs["intake"].post("/cases", {**OPENING, "pack": wrong})
        assert answer.status_code == 422
        assert answer.json()["faults"][0]["question"] == "pack"


def test_no_answer_holds_a_name_or_a_word(town: Town, programs: Programs) -> None:
    tell_to_session(town)
    for who in ("intake", "coordinator", "mediator"):
        for path in ("/cases", f"/cases/{town.number}", f"/cases/{town.number}/acts"):
            answer = programs[who].get(path)
            assert answer.status_code == 200
            assert not [word for word in PERSONAL if word in answer.content.decode()]


def test_the_screening_is_for_those_who_may_read_it(town: Town, programs: Programs) -> None:
    tell_to_session(town)
    parties = programs["mediator"].get(f"/cases/{town.number}").json()["parties"]
    assert {party["suitability"] for party in parties} == {None}
    parties = programs["coordinator"].get(f"/cases/{town.number}").json()["parties"]
    assert {party["suitability"] for party in parties} == {"suitable"}


def test_acts_are_open_with_a_schema_or_refused_with_an_article(programs: Programs) -> None:
    number = open_one(programs)
    acts = {act["act"]: act for act in programs["coordinator"].get(f"/cases/{number}/acts").json()["acts"]}
    screen = acts["screen_party"]
    assert screen["open"] and screen["refusal"] is None and screen["seats"] == ["p1", "p2"]
    assert jsonschema_rs.is_valid(screen["schema"], {"party": "p1", **SAFE})
    assert not jsonschema_rs.is_valid(screen["schema"], {"party": "p3", **SAFE})
    assign = acts["assign_mediator"]
    assert not assign["open"] and assign["schema"] is None
    assert assign["refusal"]["words"] and assign["refusal"]["citation"]


def test_a_refusal_is_the_one_that_was_announced(programs: Programs, town: Town) -> None:
    number = open_one(programs)
    acts = {act["act"]: act for act in programs["coordinator"].get(f"/cases/{number}/acts").json()["acts"]}
    body = {"mediator": town.code("mediator")}
    refused = programs["coordinator"].post(f"/cases/{number}/acts/assign_mediator", body)
    assert refused.status_code == 409
    said, announced = refused.json(), acts["assign_mediator"]["refusal"]
    assert said["error"] == "refused"
    assert [said[part] for part in ("reason", "message", "article", "citation")] == [
        announced[part] for part in ("reason", "words", "article", "citation")
    ]


def test_the_language_is_the_headers_alone(programs: Programs) -> None:
    number = open_one(programs)
    coordinator = programs["coordinator"]
    coordinator.client.cookies["language"] = "en"
    chinese = coordinator.get(f"/cases/{number}/acts", Accept_Language="zh-CN,en;q=0.5").json()["acts"]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese[0]["title"])
    english = coordinator.get(f"/cases/{number}/acts", Accept_Language="xx,*").json()["acts"]
    assert english[0]["title"].isascii()


def test_every_fault_is_told_beside_its_cause(programs: Programs) -> None:
    answer = programs["intake"].post("/cases", {"channel": "pigeon", "stranger": 1, "your_email": "x"})
    assert answer.status_code == 422
    faults = {fault["question"]: fault for fault in answer.json()["faults"]}
    assert {"channel", "stranger", "your_email", "story", "your_name"} <= set(faults)
    assert all(fault["message"] for fault in faults.values())


@pytest.mark.parametrize("body", [[], "text", 7, None, True])
def test_answers_are_an_object(programs: Programs, body: Any) -> None:
    number = open_one(programs)
    for path in ("/cases", f"/cases/{number}/acts/write_note"):
        sent = b"null" if body is None else body
        assert programs["intake"].post(path, sent).status_code == 422


def test_what_a_program_opens_waits_for_a_person(town: Town) -> None:
    account = add_person(
        centre=town.centre, username="api-intake", name="Program", role=Role.INTAKE, at=town.at, by="operator"
    )
    program = Program(create_token(user=account, at=town.at, by="operator"))
    number = program.post("/cases", OPENING).json()["number"]
    assert program.get(f"/cases/{number}").json()["worker"] == ""
    person = Program(create_token(user=town.people["intake2"], at=town.at, by="operator"))
    acts = {act["act"]: act for act in person.get(f"/cases/{number}/acts").json()["acts"]}
    workers = acts["hand_over"]["schema"]["properties"]["worker"]["enum"]
    assert town.code("intake") in workers and account.code not in workers


# -- the same request twice ---------------------------------------------------------------------------------
def test_the_same_request_has_one_effect(programs: Programs) -> None:
    intake = programs["intake"]
    first = intake.post("/cases", OPENING, Idempotency_Key="k1")
    again = intake.post("/cases", OPENING, Idempotency_Key="k1")
    assert again.json() == {**first.json(), "again": True}
    assert intake.get("/cases").json()["count"] == 1
    mixed = intake.post("/cases", {**OPENING, "story": "Another matter."}, Idempotency_Key="k1")
    assert (mixed.status_code, mixed.json()["error"]) == (409, "mixed")
    path = f"/cases/{first.json()['number']}/acts/write_note"
    done = [intake.post(path, {"words": "Called back."}, Idempotency_Key="k2").json() for _ in range(2)]
    assert done[1] == {**done[0], "again": True}
    assert intake.post(path, {"words": "Else."}, Idempotency_Key="k2").status_code == 409
    assert programs["coordinator"].post("/cases", OPENING, Idempotency_Key="k1").json()["again"] is False


# -- lists --------------------------------------------------------------------------------------------------
def test_lists_hold_what_the_account_may_see(town: Town, programs: Programs) -> None:
    for _ in range(3):
        town.open("intake")
    assert programs["coordinator"].get("/cases").json()["count"] == 3
    for who in ("intake2", "mediator", "outsider"):
        assert programs[who].get("/cases").json() == {"cases": [], "count": 0, "limit": 50, "offset": 0}
    part = programs["intake"].get("/cases?limit=2&offset=2").json()
    assert (len(part["cases"]), part["count"]) == (1, 3)
    assert programs["intake"].get("/cases?state=closed").json()["count"] == 0
    assert programs["intake"].get("/cases?state=open&stage=intake").json()["count"] == 3


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=x", "offset=-1", "offset=1e9", "state=erased", "stage=%00", "stage=A"],
)
def test_bounds_of_a_list_are_kept(programs: Programs, query: str) -> None:
    answer = programs["intake"].get(f"/cases?{query}")
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["question"] == query.split("=")[0]
