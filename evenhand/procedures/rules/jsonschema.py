"""A form as JSON Schema 2020-12, so that another program can fill it in: the same questions, the same
limits.
"""

from __future__ import annotations

from typing import Any

from evenhand.procedures.rules.answers import SOURCES, list_choices
from evenhand.procedures.rules.context import FormContext
from evenhand.procedures.rules.files import DEFAULT_TYPES
from evenhand.procedures.rules.form import Column, Form, Question

Schema = dict[str, Any]
WRITTEN = frozenset({"text", "longtext", "phone", "email"})
FORMATS = {"date": "date", "datetime": "date-time"}


def make_json_schema(form: Form, context: FormContext, language: str) -> Schema:
    """What an act accepts now, in this case, described in the reader's language."""
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "title": form.title.in_language(language),
        "properties": {question.code: _describe(question, context, language) for question in form.questions},
        "required": [question.code for question in form.questions if question.required],
        "additionalProperties": False,
    }
    if form.intro:
        schema["description"] = form.intro.in_language(language)
    return schema


def _describe(question: Question, context: FormContext, language: str) -> Schema:
    said = (question.hint.in_language(language), question.why.in_language(language))
    head = {"title": question.label.in_language(language), "description": " ".join(filter(None, said))}
    if question.kind == "table":
        return head | _describe_table(question, context, language)
    if question.kind in {"per_party", "per_term"}:
        return head | _describe_each(question, context, language)
    if question.kind == "file":
        return head | _allow_none(question, _describe_file(question))
    return head | _describe_cell(question, context, language)


def _describe_table(question: Question, context: FormContext, language: str) -> Schema:
    columns = {
        column.code: {"title": column.label.in_language(language)} | _describe_cell(column, context, language)
        for column in question.columns
    }
    row = {
        "type": "object",
        "properties": columns,
        "required": [column.code for column in question.columns if column.required],
        "additionalProperties": False,
    }
    rows = {"type": "array", "items": row, "maxItems": question.max_rows}
    fewest = max(question.min_rows, 1 if question.required else 0)
    return _allow_none(question, rows | ({"minItems": fewest} if fewest else {}))


def _describe_each(question: Question, context: FormContext, language: str) -> Schema:
    subject = question.kind.removeprefix("per_")
    refs = [ref for ref, _ in getattr(context, SOURCES[question.kind])]
    answer = {
        "type": "object",
        "properties": {subject: {"enum": refs}, "value": _describe_choice(question, context, language)},
        "required": [subject, "value"],
        "additionalProperties": False,
    }
    return _allow_none(question, {"type": "array", "items": answer, "maxItems": len(refs)})


def _describe_file(question: Question) -> Schema:
    properties = {
        "name": {"type": "string", "minLength": 1, "maxLength": 150},
        "content_type": {"enum": list(question.types or DEFAULT_TYPES)},
        "base64": {"type": "string", "contentEncoding": "base64", "minLength": 4},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _describe_cell(column: Column, context: FormContext, language: str) -> Schema:
    if column.kind in {"choices", "parties"}:
        items = _describe_choice(column, context, language)
        fewest = {"minItems": 1} if column.required else {}
        return _allow_none(column, {"type": "array", "items": items, "uniqueItems": True} | fewest)
    if column.kind == "choice" or column.kind in SOURCES:
        offered = _describe_choice(column, context, language)
        return offered if column.required else {"anyOf": [offered, {"enum": ["", None]}]}
    return _allow_none(column, _describe_plain(column))


def _describe_plain(column: Column) -> Schema:
    if column.kind in WRITTEN:
        return {"type": "string", "maxLength": column.limit} | ({"minLength": 1} if column.required else {})
    if column.kind == "integer":
        low, high = column.min, column.max
        return {
            "type": "integer",
            "minimum": -1_000_000 if low is None else low,
            "maximum": 1_000_000 if high is None else high,
        }
    if column.kind == "yes_no":
        return {"type": "boolean"}
    return {"type": "string", "format": FORMATS[column.kind]}


def _describe_choice(column: Column, context: FormContext, language: str) -> Schema:
    choices = list_choices(column, context, language)
    if not choices:
        # The case offers nothing to choose yet, and an empty enum is no schema.
        return {"type": "string", "not": {}}
    # oneOf with const carries the words of each answer beside its code; enum is what simple clients look for.
    return {
        "type": "string",
        "enum": [code for code, _ in choices],
        "oneOf": [{"const": code, "title": label} for code, label in choices],
    }


def _allow_none(column: Column, schema: Schema) -> Schema:
    """An optional answer may be sent as null."""
    return schema if column.required else schema | {"type": [schema["type"], "null"]}
