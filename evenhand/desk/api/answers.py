"""Answers other than success: one shape a status, the same on every operation, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja.errors import ValidationError

from evenhand.cases.asking import say_fault
from evenhand.cases.explaining import Refusal
from evenhand.desk.api.shapes import Conflict, FaultList, Problem
from evenhand.procedures.rules.forms import Faults

PROBLEMS: dict[int, tuple[str, Any]] = {
    400: ("malformed", _("The request is not JSON in UTF-8, or is nested too deeply.")),
    404: ("not_found", _("There is nothing here, or nothing that you may see.")),
    413: ("too_large", _("The request is too large.")),
    415: ("not_json", _("Send JSON, as application/json in UTF-8.")),
}
# Told by the gate, before an operation is reached.
GATE = {401: Problem, 403: Problem, 405: Problem}
READING = {**GATE, 400: Problem, 404: Problem, 422: FaultList}
WRITING = {**READING, 409: Conflict, 413: Problem, 415: Problem}


class Stop(Exception):
    """A request ends here, with the answer it carries."""

    def __init__(self, status: int, answer: Mapping[str, Any] | None = None) -> None:
        self.status, self.answer = status, answer
        super().__init__(status)


def answer_stop(request: HttpRequest, stop: Stop) -> JsonResponse:
    """The answer of a request that was stopped."""
    return JsonResponse(stop.answer or make_problem(stop.status), status=stop.status)


def make_problem(status: int) -> dict[str, str]:
    """The plain answer of a status."""
    error, words = PROBLEMS[status]
    return {"error": error, "message": str(words)}


def make_conflict(refusal: Refusal) -> dict[str, str]:
    """A refusal of the procedure, with its article."""
    return {
        "error": "refused",
        "reason": refusal.reason,
        "message": refusal.words,
        "article": refusal.article,
        "citation": refusal.citation,
        "says": refusal.says,
        "address": refusal.address,
        "field": refusal.field,
    }


def make_mixed() -> dict[str, str]:
    """The same key with other content: neither can be meant."""
    message = gettext("This Idempotency-Key came before with other content. Nothing was done.")
    return make_conflict(Refusal("mixed", message)) | {"error": "mixed"}


def make_faults(faults: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Everything wrong, each beside its cause."""
    message = gettext("Some answers need another look.")
    return {"error": "faults", "message": message, "faults": list(faults)}


def describe_faults(faults: Faults) -> dict[str, Any]:
    """The faults of a form."""
    return make_faults(
        {
            "question": fault.question,
            "code": fault.code,
            "message": say_fault(fault),
            "row": fault.row,
            "column": fault.column,
        }
        for fault in faults.faults
    )


def answer_bad_parameters(request: HttpRequest, error: ValidationError) -> JsonResponse:
    """A parameter of the address or of a header that will not do; what was sent is not repeated."""
    message = gettext("This value is not one that is accepted here.")
    faults = [
        {
            "question": str(each["loc"][-1]),
            "code": str(each["type"]),
            "message": message,
            "row": None,
            "column": "",
        }
        for each in error.errors
    ]
    return JsonResponse(make_faults(faults), status=422)


def answer_nothing(request: HttpRequest, **_rest: Any) -> JsonResponse:
    """Every address below the API that nobody answers."""
    return JsonResponse(make_problem(404), status=404)
