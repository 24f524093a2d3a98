"""Filling in a form: what somebody sent becomes clean values, or everything wrong with it is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from evenhand.procedures.rules.answers import (
    SOURCES,
    choose,
    clean_answer,
    is_empty,
    list_choices,
    make_empty,
    name_missing,
)
from evenhand.procedures.rules.context import FAULT_WORDS, Clean, Fault, Faults, FormContext, Wrong
from evenhand.procedures.rules.form import Column, Form, Question
from evenhand.procedures.rules.jsonschema import make_json_schema

__all__ = ["FAULT_WORDS", "Clean", "Fault", "Faults", "FormContext", "clean_form", "make_json_schema"]
MOST_STRANGERS = 20


def clean_form(form: Form, raw: Mapping[str, Any], context: FormContext, today: date) -> Clean | Faults:
    """The answers as values, or every fault. `raw` holds the values as the API carries them; `today` is the
    centre's own day.
    """
    if not isinstance(raw, Mapping):
        return Faults((Fault("", "not_object"),))
    faults = [Fault(str(key)[:60], "unknown_question") for key in _list_strangers(raw, form.by_code)]
    data: dict[str, Any] = {}
    for question in form.questions:
        found, value = _clean_question(question, raw.get(question.code), context, today)
        data[question.code] = value
        faults += found
    if faults:
        return Faults(tuple(faults))
    return Clean(data, frozenset(code for code in form.by_code if not is_empty(raw.get(code))))


def _list_strangers(raw: Mapping[str, Any], known: Mapping[str, Any]) -> list[str]:
    return [key for key in raw if key not in known][:MOST_STRANGERS]


def _clean_question(
    question: Question, raw: Any, context: FormContext, today: date
) -> tuple[list[Fault], Any]:
    if question.kind == "table":
        return _clean_table(question, raw, context, today)
    if question.kind in {"per_party", "per_term"}:
        return _clean_each(question, raw, context)
    return _clean_cell(question.code, question, raw, context, today)


def _clean_cell(
    code: str, column: Column, raw: Any, context: FormContext, today: date, row: int | None = None
) -> tuple[list[Fault], Any]:
    cell = column.code if row is not None else ""
    if is_empty(raw):
        missing = [Fault(code, name_missing(column.kind), row=row, column=cell)] if column.required else []
        return missing, make_empty(column.kind)
    try:
        return [], clean_answer(column, raw, context, today)
    except Wrong as wrong:
        return [Fault(code, wrong.code, wrong.params, row, cell)], None


def _clean_table(question: Question, raw: Any, context: FormContext, today: date) -> tuple[list[Fault], Any]:
    given = [] if is_empty(raw) else raw
    if not isinstance(given, list):
        return [Fault(question.code, "not_list")], None
    rows = [row for row in given if not _is_blank_row(row)]
    fewest = max(question.min_rows, 1 if question.required else 0)
    if len(rows) > question.max_rows:
        return [Fault(question.code, "too_many_rows", {"limit": question.max_rows})], None
    if len(rows) < fewest:
        return [Fault(question.code, "too_few_rows", {"limit": fewest})], None
    faults: list[Fault] = []
    cleaned = []
    for place, row in enumerate(rows):
        found, values = _clean_row(question, row, place, context, today)
        faults += found
        cleaned.append(values)
    return faults, cleaned


def _is_blank_row(row: Any) -> bool:
    return isinstance(row, Mapping) and all(is_empty(value) for value in row.values())


def _clean_row(
    question: Question, row: Any, place: int, context: FormContext, today: date
) -> tuple[list[Fault], dict[str, Any]]:
    if not isinstance(row, Mapping):
        return [Fault(question.code, "not_object", row=place)], {}
    known = {column.code: column for column in question.columns}
    strangers = _list_strangers(row, known)
    faults = [Fault(question.code, "unknown_question", row=place, column=str(key)[:60]) for key in strangers]
    values = {}
    for code, column in known.items():
        found, values[code] = _clean_cell(question.code, column, row.get(code), context, today, place)
        faults += found
    return faults, values


def _clean_each(question: Question, raw: Any, context: FormContext) -> tuple[list[Fault], Any]:
    """One answer for each party or term; where the question is required, for every one of them."""
    subject = question.kind.removeprefix("per_")
    refs = [ref for ref, _ in getattr(context, SOURCES[question.kind])]
    answers = [] if is_empty(raw) else raw
    if not isinstance(answers, list):
        return [Fault(question.code, "not_list")], None
    if len(answers) > len(refs):
        return [Fault(question.code, "unknown_choice")], None
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for place, answer in enumerate(answers):
        try:
            ref, value = _read_each(question, answer, subject, refs, context)
            _refuse_twice(ref, seen)
            seen[ref] = value
        except Wrong as wrong:
            faults.append(Fault(question.code, wrong.code, wrong.params, place, wrong.column))
    if question.required and not faults:
        faults += [Fault(question.code, "required_each", column=ref) for ref in refs if not seen.get(ref)]
    return faults, [{subject: ref, "value": seen[ref]} for ref in refs if seen.get(ref)]


def _refuse_twice(ref: str, seen: Mapping[str, str]) -> None:
    if ref in seen:
        raise Wrong("twice", column=ref)


def _read_each(
    question: Question, answer: Any, subject: str, refs: list[str], context: FormContext
) -> tuple[str, str]:
    if not isinstance(answer, Mapping) or not {subject, "value"}.issuperset(answer):
        raise Wrong("not_object")
    ref = choose(answer.get(subject), refs)
    if is_empty(answer.get("value")):
        return ref, ""
    codes = [code for code, _ in list_choices(question, context, "en")]
    if answer["value"] not in codes:
        raise Wrong("unknown_choice", column=ref)
    return ref, answer["value"]
