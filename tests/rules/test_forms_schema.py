"""Forms as JSON Schema: another program is told the same as a person, and refused the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evenhand.procedures.rules.form import Form, Question
from evenhand.procedures.rules.forms import Faults, FormContext, clean_form
from evenhand.procedures.rules.jsonschema import make_json_schema
from evenhand.procedures.rules.words import Words
from tests.rules.form_cases import CONTEXT, GOOD, TODAY, ask, make_form, make_table


def make_schema(question: Question, context: FormContext = CONTEXT) -> dict[str, Any]:
    return make_json_schema(make_form(question), context, "en")["properties"]["q"]


def test_a_form_as_json_schema() -> None:
    intro = Words((("en", "Hello"),))
    questions = (ask("text", "a", required=True, hint=intro), ask("integer", "b", min=1, max=2))
    form = Form("act", intro, intro, intro, questions)
    schema = make_json_schema(form, CONTEXT, "en")
    assert (schema["title"], schema["description"]) == ("Hello", "Hello")
    assert (schema["required"], schema["additionalProperties"]) == (["a"], False)
    assert schema["properties"]["a"] == {
        "title": "The a", "description": "Hello The a", "type": "string", "maxLength": 200, "minLength": 1,
    }  # fmt: skip
    assert schema["properties"]["b"]["type"] == ["integer", "null"]
    assert "description" not in make_json_schema(make_form(), CONTEXT, "en")


def test_a_file_and_a_table_in_the_schema() -> None:
    file = make_schema(ask("file", required=True))
    assert file["properties"]["name"] == {"type": "string", "minLength": 1, "maxLength": 150}
    assert file["required"] == ["name", "content_type", "base64"]
    assert file["additionalProperties"] is False
    table = make_schema(make_table(max_rows=6, min_rows=2))
    assert (table["type"], table["minItems"], table["maxItems"]) == (["array", "null"], 2, 6)
    assert table["items"]["required"] == ["what"]
    assert table["items"]["additionalProperties"] is False
    assert make_schema(ask("per_party"))["items"]["additionalProperties"] is False


def test_choices_in_the_schema_are_those_of_the_case() -> None:
    schema = make_schema(ask("party", required=True))
    assert schema["enum"] == ["p1", "p2"]
    assert schema["oneOf"][0] == {"const": "p1", "title": "Ada"}
    assert make_schema(ask("party"))["anyOf"][1] == {"enum": ["", None]}
    assert make_schema(ask("party", required=True), FormContext())["not"] == {}


# Left out: bytes, and two kindnesses to people that are not promised to programs.
SAMPLES = [
    (kind, more, raw)
    for kind, more, raw, _ in GOOD
    if not ("b'" in repr(raw) or raw == "2026-11-23 10:00z" or "'value': ''" in repr(raw))
]


@pytest.mark.parametrize(("kind", "more", "raw"), SAMPLES)
def test_what_the_form_takes_the_schema_takes(kind: str, more: dict[str, Any], raw: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema_rs")
    for required in (True, False):
        form = make_form(ask(kind, **more | {"required": required}))
        validator = jsonschema.Draft202012Validator(
            make_json_schema(form, CONTEXT, "en"), validate_formats=True
        )
        assert validator.is_valid({"q": raw}), json.dumps(make_json_schema(form, CONTEXT, "en"))
        assert validator.is_valid({"q": None}) is not required
        assert validator.is_valid({}) is not required


@pytest.mark.parametrize(("kind", "raw"), [
    ("text", 5), ("text", "x" * 201), ("integer", 10**7), ("yes_no", "yes"), ("date", "soon"),
    ("choice", "maybe"), ("choices", ["yes", "yes"]), ("choices", ["maybe"]), ("party", "p9"),
    ("per_party", [{"party": "p9", "value": "yes"}]), ("table", [{"by": "2026-12-01"}]), ("file", {"name": "a"}),
])  # fmt: skip
def test_what_the_schema_refuses_the_form_refuses(kind: str, raw: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema_rs")
    question = make_table(required=True) if kind == "table" else ask(kind)
    validator = jsonschema.Draft202012Validator(
        make_json_schema(make_form(question), CONTEXT, "en"), validate_formats=True
    )
    assert not validator.is_valid({"q": raw})
    assert isinstance(clean_form(make_form(question), {"q": raw}, CONTEXT, TODAY), Faults)
