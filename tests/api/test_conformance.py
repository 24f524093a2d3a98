"""The API keeps to its own description, whatever is sent: no fault of ours, no answer that is not described."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import BASE, Program
from tests.cast import Town, tell_to_agreement, tell_to_consent, tell_to_session

pytestmark = pytest.mark.slow

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES, FEW, MANY = 20, 4, 150


@contextmanager
def keep_connection() -> Iterator[None]:
    """A request's end closes no connection: it is the one that holds this test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@pytest.fixture
def description(db: None) -> Any:
    """The API as its own description tells it, called in this process, inside this test's transaction."""
    with keep_connection():
        return schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", WSGIHandler())


def try_operation(operation: Any, number: str, program: Program, examples: int) -> set[int]:
    """Send what fits the description and what does not; which statuses came back."""
    valid = operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
    statuses: set[int] = set()

    @given(case=valid | wrong, own=booleans())
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case: Any, own: bool) -> None:
        if own and "number" in case.path_parameters:
            case.path_parameters["number"] = number
        case.headers.pop("Authorization", None)
        with keep_connection():
            response = case.call(headers={"Authorization": f"Bearer {program.token}"})
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    send()
    return statuses


# What a run must at least have met: a test that only ever knocks at closed doors shows nothing.
MET = {
    "list_cases": {200, 422},
    "open_case": {201, 422},
    "see_case": {200, 404},
    "list_acts": {200, 404},
    "do_act": {404, 422},
}


def try_everything(description: Any, town: Town, program: Program, examples: int) -> None:
    for operation_id, met in MET.items():
        operation = description.find_operation_by_id(operation_id)
        found = try_operation(operation, town.number, program, examples)
        assert met <= found, (operation_id, found)


@pytest.mark.parametrize("who", ["coordinator", "intake"])
def test_every_operation_keeps_to_its_description(
    description: Any, town: Town, programs: dict[str, Program], who: str
) -> None:
    tell_to_consent(town)
    try_everything(description, town, programs[who], EXAMPLES)


@pytest.mark.long
@pytest.mark.parametrize("who", ["coordinator", "intake", "mediator", "director", "outsider"])
def test_every_operation_keeps_to_its_description_for_long(
    description: Any, town: Town, programs: dict[str, Program], who: str
) -> None:
    tell_to_consent(town)
    for operation_id in MET:
        operation = description.find_operation_by_id(operation_id)
        try_operation(operation, town.number, programs[who], MANY)


# -- acts, each by the schema it offers ---------------------------------------------------------------------
def narrow_to_act(description: Any, number: str, act: dict[str, Any]) -> Any:
    """The description with one act of one case in it, as a program that has read the list of acts sees it."""
    document = copy.deepcopy(description.raw_schema)
    operation = document["paths"][f"{BASE}/cases/{{number}}/acts/{{act}}"]["post"]
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["schema"] = {"enum": [{"number": number, "act": act["act"]}[parameter["name"]]]}
    operation["requestBody"]["content"]["application/json"]["schema"] = act["schema"]
    narrowed = schemathesis.openapi.from_dict(document)
    narrowed.app = description.app
    return narrowed.find_operation_by_id("do_act")


def try_acts(description: Any, town: Town, program: Program, examples: int) -> set[int]:
    acts = program.get(f"/cases/{town.number}/acts").json().get("acts", [])  # a mediator may not be asked yet
    statuses: set[int] = set()
    for act in acts:
        if act["open"]:
            with transaction.atomic():
                operation = narrow_to_act(description, town.number, act)
                statuses |= try_operation(operation, town.number, program, examples)
                transaction.set_rollback(True)
    return statuses


@pytest.mark.parametrize("who", ["coordinator", "mediator"])
def test_open_acts_keep_to_the_schema_they_offer(
    description: Any, town: Town, programs: dict[str, Program], who: str
) -> None:
    tell_to_session(town)
    assert {200, 422} <= try_acts(description, town, programs[who], FEW)


@pytest.mark.long
@pytest.mark.parametrize("tell", [Town.open, tell_to_consent, tell_to_session, tell_to_agreement])
def test_open_acts_keep_to_the_schema_they_offer_at_every_stage(
    description: Any, town: Town, programs: dict[str, Program], tell: Callable[[Town], object]
) -> None:
    tell(town)
    for who in ("coordinator", "intake", "mediator"):
        try_acts(description, town, programs[who], 20)
