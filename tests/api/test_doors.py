"""Who gets in, and what is said to everybody else."""

from __future__ import annotations

from typing import Any

import pytest

from evenhand.access.models import ApiToken
from evenhand.access.queries import hash_secret
from tests.api.conftest import BASE, Program
from tests.cast import OPENING, Town

Programs = dict[str, Program]
DEEP = b'{"story":' + b"[" * 5_000 + b"]" * 5_000 + b"}"
MALFORMED = [
    b" ",
    b"{",
    b"\xff\xfe",
    b'{"a": NaN}',
    b'{"a": Infinity}',
    b'{"story": "\\ud800"}',
    b'{"\\udfff": 1}',
    b'{"a": ' + b"9" * 5_000 + b"}",
    DEEP,
    b'{"story":' + b'{"a":' * 40 + b"1" + b"}" * 40 + b"}",
]
PATHS = ["/cases", "/cases/{number}/acts/write_note"]


def test_without_a_token_nobody_gets_in(town: Town, programs: Programs) -> None:
    town.open()
    for program in (programs["nobody"], Program("eh_wrong")):
        for method, path in (("GET", "/cases"), ("POST", "/cases"), ("GET", f"/cases/{town.number}")):
            answer = program.ask(method, path)
            assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
            assert answer.json()["error"] == "not_allowed"


def test_a_browsers_session_opens_no_api(town: Town, programs: Programs) -> None:
    program = programs["nobody"]
    program.client.force_login(town.people["coordinator"])
    assert program.get("/cases").status_code == 401
    assert program.post("/cases", OPENING).status_code == 401


def test_a_revoked_token_is_no_token(town: Town, programs: Programs) -> None:
    secret = programs["intake"].token
    assert programs["intake"].get("/cases").status_code == 200
    ApiToken.objects.filter(hash=hash_secret(secret)).update(revoked_at=town.at)
    assert programs["intake"].get("/cases").status_code == 401


@pytest.mark.parametrize("who", ["director", "reviewer", "federation", "operator"])
def test_roles_without_cases_are_turned_away(programs: Programs, who: str) -> None:
    assert programs[who].get("/cases").status_code == 403
    assert programs[who].post("/cases", OPENING).status_code == 403


def test_mediators_open_no_cases(programs: Programs) -> None:
    assert programs["mediator"].post("/cases", OPENING).status_code == 403


def list_nothings(town: Town) -> list[str]:
    """A case of somebody else, an erased one, one that never was, and numbers that are none."""
    town.open("intake")
    foreign = town.number
    town.open("coordinator")
    erased = town.number
    town.must("coordinator", "request_erasure", why="Asked to.")
    town.must("director", "approve_erasure")
    return [foreign, erased, "0000-0000-0000", "x", "%00", "a%2Fb", "9" * 300, "%ED%A0%80", "..", "%2e%2e"]


def test_foreign_erased_and_unknown_answer_with_the_same_bytes(town: Town, programs: Programs) -> None:
    numbers = list_nothings(town)
    answers = [
        programs["intake2"].ask(method, path.format(number=number), {} if method == "POST" else None)
        for number in numbers
        for method, path in (
            ("GET", "/cases/{number}"),
            ("GET", "/cases/{number}/acts"),
            ("POST", "/cases/{number}/acts/write_note"),
        )
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_an_act_that_is_not_ours_answers_like_an_unknown_one(town: Town, programs: Programs) -> None:
    town.open("intake")
    for act in (
        "assign_mediator",
        "open_case",
        "no_such_act",
        "%00",
        "take_back_import",
    ):
        answer = programs["intake"].post(f"/cases/{town.number}/acts/{act}", {})
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    reading = programs["intake"].post(f"/cases/{town.number}/acts/see_case", {})
    assert (reading.status_code, reading.json()["reason"]) == (409, "not_in_procedure")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_no_json_is_said_to_be_none(town: Town, programs: Programs, path: str, body: bytes) -> None:
    town.open("intake")
    answer = programs["intake"].post(path.format(number=town.number), body)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/json; charset=utf-16",
        "application/xml",
    ],
)
def test_other_content_is_refused(town: Town, programs: Programs, path: str, kind: str) -> None:
    town.open("intake")
    answer = programs["intake"].post(path.format(number=town.number), b"{}", Content_Type=kind)
    assert (answer.status_code, answer.json()["error"]) == (415, "not_json")


def test_a_body_that_is_too_large_is_refused_unread(town: Town, programs: Programs) -> None:
    answer = programs["intake"].post("/cases", b" " * 14_500_001)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        {"words": "a\0b"},
        {"words": 10**400},
        {"words": 1e300},
        {"words": "x" * 200_000},
        {"\0": "x"},
        {"words": {"a": [{}]}},
        {"words": "\u202e"},
    ],
)
def test_strange_values_are_faults(town: Town, programs: Programs, body: dict[str, Any]) -> None:
    town.open("intake")
    path = f"/cases/{town.number}/acts/write_note"
    assert programs["intake"].post(path, body, Idempotency_Key="strange").status_code == 422


def test_a_key_of_a_request_is_short(programs: Programs) -> None:
    answer = programs["intake"].post("/cases", OPENING, Idempotency_Key="k" * 201)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/cases"),
        ("PUT", "/cases/x"),
        ("POST", "/cases/x"),
        ("HEAD", "/cases"),
        ("OPTIONS", "/cases"),
        ("TRACE", "/cases/x/acts"),
        ("GET", "/cases/x/acts/y"),
        ("FOO", "/openapi.json"),
    ],
)
def test_other_methods_are_named(programs: Programs, method: str, path: str) -> None:
    answer = programs["coordinator"].ask(method, path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/json")
    assert answer.headers["Allow"]


def test_unknown_addresses_are_answered_in_json(programs: Programs) -> None:
    for path in ("", "/", "/docs", "/cases/", "/cases/x/acts/y/z"):
        for program in (programs["nobody"], programs["coordinator"]):
            assert program.get(path).status_code in {301, 404}
    assert programs["nobody"].get("/nothing").json()["error"] == "not_found"


def test_the_description_is_for_everybody_and_loads_nothing_from_elsewhere(programs: Programs) -> None:
    answer = programs["nobody"].get("/openapi.json")
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        f"{BASE}/cases",
        f"{BASE}/cases/{{number}}",
        f"{BASE}/cases/{{number}}/acts",
        f"{BASE}/cases/{{number}}/acts/{{act}}",
        f"{BASE}/cases/{{number}}/acts/{{act}}/way",
    }
    operations = [op for path in document["paths"].values() for op in path.values()]
    assert len(operations) == 6
    for operation in operations:
        assert {"400", "401", "403", "404", "405", "422"} <= set(operation["responses"])
        if "requestBody" in operation:
            assert {"409", "413", "415"} <= set(operation["responses"])
