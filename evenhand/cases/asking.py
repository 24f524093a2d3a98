"""A form made ready to be asked on a page: its questions in the reader's language, with what was typed and what
is wrong beside each. Every surface draws the same questions from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from evenhand.procedures.rules.answers import SOURCES, list_choices
from evenhand.procedures.rules.context import FAULT_WORDS
from evenhand.procedures.rules.form import Column, Form, Question
from evenhand.procedures.rules.forms import Fault, Faults, FormContext

READERS: dict[str, Any] = {
    "office": _("Only our staff can read this."),
    "case": _("Everybody in the case can read this."),
    "party": _("Only this person and our staff can read this."),
    "mediator": _("Only the mediator who writes it can read this."),
}
NO_FAULTS = Faults(())
Options = list[tuple[str, ...]]


@dataclass(frozen=True)
class QuestionView:
    """One question as `site/question.html` draws it. `value` is in the shape of the API, or as typed."""

    code: str
    kind: str
    label: str
    hint: str = ""
    why: str = ""
    readers_text: str = ""
    required: bool = False
    options: Options = field(default_factory=list)
    value: Any = ""
    error: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)
    columns: list[QuestionView] = field(default_factory=list)
    max_rows: int = 0
    max_length: int | None = None
    autocomplete: str = ""
    cell_errors: Mapping[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    lines: int = 5


def say_fault(fault: Fault) -> str:
    """What to do about one wrong answer, in the reader's language."""
    return gettext(FAULT_WORDS[fault.code]) % fault.params


def ask_form(
    form: Form,
    context: FormContext,
    typed: Mapping[str, Any],
    faults: Faults = NO_FAULTS,
    language: str = "en",
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
) -> list[QuestionView]:
    """The questions of a form (`only` those named, in the form's order; never those in `without`)."""
    wanted = set(form.by_code if only is None else only) - set(without)
    return [
        ask_question(question, context, typed.get(question.code, ""), faults, language)
        for question in form.questions
        if question.code in wanted
    ]


def ask_question(
    question: Question, context: FormContext, value: Any, faults: Faults, language: str
) -> QuestionView:
    """One question with its answer so far."""
    mine = [fault for fault in faults.faults if fault.question == question.code]
    whole, cells = _sort_faults(question, mine, context)
    return QuestionView(
        code=question.code,
        kind=question.kind,
        label=question.label.in_language(language),
        hint=question.hint.in_language(language),
        why=question.why.in_language(language),
        readers_text=str(READERS[question.readers]) if question.classification == "sealed" else "",
        required=question.required,
        options=_list_options(question, context, language),
        value=value,
        error=whole,
        rows=list(getattr(context, SOURCES[question.kind])) if question.kind.startswith("per_") else [],
        columns=[_ask_column(column, context, language) for column in question.columns],
        max_rows=question.max_rows if question.kind == "table" else 0,
        max_length=_limit(question),
        autocomplete=question.autocomplete,
        cell_errors=cells,
        types=question.types,
        lines=8 if question.limit > 2_000 else 4,
    )


def _ask_column(column: Column, context: FormContext, language: str) -> QuestionView:
    return QuestionView(
        code=column.code,
        kind=column.kind,
        label=column.label.in_language(language),
        hint=column.hint.in_language(language),
        required=column.required,
        options=_list_options(column, context, language),
        max_length=_limit(column),
        lines=2,
    )


def _limit(column: Column) -> int | None:
    return column.limit if column.kind in {"text", "longtext", "phone", "email"} else None


def _sort_faults(question: Question, faults: list[Fault], context: FormContext) -> tuple[str, dict[str, str]]:
    """What is wrong with the answer as a whole, and with single cells of a table ("0-who" -> words)."""
    cells = {
        f"{fault.row}-{fault.column}": say_fault(fault)
        for fault in faults
        if question.kind == "table" and fault.row is not None and fault.column
    }
    whole = [fault for fault in faults if question.kind != "table" or fault.row is None or not fault.column]
    return (say_fault(whole[0]) if whole else ""), cells


def _list_options(column: Column, context: FormContext, language: str) -> Options:
    if column.kind == "language":
        return [(code, _name_language(code, label)) for code, label in context.languages]
    if column.options:
        return [_make_option(option, language) for option in column.options]
    offered = column.source or column.kind in SOURCES
    return [tuple(pair) for pair in list_choices(column, context, language)] if offered else []


def _make_option(option: Any, language: str) -> tuple[str, ...]:
    label, hint = option.label.in_language(language), option.hint.in_language(language)
    return (option.code, label, hint) if hint else (option.code, label)


def _name_language(code: str, label: str) -> str:
    """A language under the name its own speakers use."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return label


def say_answer(question: Question, value: Any, context: FormContext, language: str) -> str:
    """An answer in words, for looking through before it is sent; "" where nothing was answered."""
    if value in ("", None, []):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if question.kind in {"table", "file"} or question.kind.startswith("per_"):
        return ""
    labels = {option[0]: option[1] for option in _list_options(question, context, language)}
    codes = value if isinstance(value, list) else [value]
    return gettext(", ").join(labels.get(str(code), str(code)) for code in codes)
