"""How one question of a published form is laid out on a page: names, boxes, ticks, and what was typed.

A question is anything with the attributes (or keys) `code kind label hint why readers_text required options
value error rows columns max_length`; absent ones read as empty. Nothing here decides anything: it lays out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand.site.templatetags.answers import order_date, split_moment, write_picked
from evenhand.site.templatetags.shapes import PER_ROW, Box, Choice, Field, Row

SINGLE_LINE = {"text", "phone", "email", "integer"}
PICK_ONE = {"choice", "yes_no", "party", "mediator", "worker", "term", "slot", "language"}
PICK_MANY = {"choices", "parties"}
GROUPS = {"radios", "checkboxes", "date", "datetime", "per_row", "table"}  # ways of asking that need a legend
LONGEST_RADIO_LIST = 8  # beyond it a drop-down list is quicker to read than a column of circles
WIDTHS = {"year": 4}
ROWS_SHOWN = 3  # a table opens with so many empty rows; the others wait under "More rows"

ATTRIBUTES: dict[str, dict[str, str]] = {
    "phone": {"type": "tel", "autocomplete": "tel", "dir": "ltr", "width": "20"},
    "email": {"type": "email", "autocomplete": "email", "dir": "ltr", "width": "30"},
    "integer": {"type": "text", "inputmode": "numeric", "dir": "ltr", "width": "5"},
    "text": {"type": "text", "dir": "auto"},
}


def read(question: Any, name: str, default: Any = "") -> Any:
    """An attribute or a key of a question; what is absent or None reads as the default."""
    found = question.get(name) if isinstance(question, Mapping) else getattr(question, name, None)
    return default if found is None else found


def name_widget(kind: str, count: int) -> str:
    """Which way of asking fits a kind of question."""
    if kind in PICK_ONE:
        return "select" if count > LONGEST_RADIO_LIST else "radios"
    if kind in PICK_MANY:
        return "checkboxes"
    if kind in PER_ROW:
        return "per_row"
    return kind if kind in {"longtext", "date", "datetime", "table", "file"} else "text"


def list_options(question: Any, kind: str) -> list[tuple[Any, ...]]:
    """The things to pick, each (code, label) or (code, label, hint); yes-or-no brings its own two."""
    options = [tuple(option) for option in read(question, "options", [])]
    return options or ([("yes", _("Yes")), ("no", _("No"))] if kind == "yes_no" else [])


def make_choices(name: str, options: list[tuple[Any, ...]], value: Any) -> tuple[Choice, ...]:
    """The options with the picked ones ticked; the first bears the question's own id, for links to it."""
    picked = write_picked(value)
    return tuple(
        Choice(str(code), label, f"q-{name}-{at + 1}" if at else f"q-{name}", str(code) in picked, *hint)
        for at, (code, label, *hint) in enumerate(options)
    )


def make_boxes(name: str, kind: str, value: Any) -> tuple[Box, ...]:
    """The boxes of a date (and of its time of day), in the order of the language."""
    if kind not in {"date", "datetime"}:
        return ()
    words = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    typed = split_moment(value)
    boxes = [
        Box(f"{name}-{part}", f"q-{name}-{part}", words[part], typed.get(part, ""), WIDTHS.get(part, 2))
        for part in order_date()
    ]
    if kind == "datetime":
        clock = Box(
            f"{name}-time", f"q-{name}-time", _("Time, such as 18:30"), typed.get("time", ""), 5, "text"
        )
        boxes.append(clock)
    return (replace(boxes[0], id=f"q-{name}"), *boxes[1:])


def make_table_rows(question: Any, name: str, value: Any) -> tuple[Row, ...]:
    """The rows of a table: what was typed, then empty ones, up to the most the form takes."""
    given = list(value or [])
    most = int(read(question, "max_rows", 0) or read(question, "rows", 0) or ROWS_SHOWN)
    shown = max(len(given) + 1, min(ROWS_SHOWN, most))
    errors = read(question, "cell_errors", {})
    return tuple(
        Row(
            at,
            "",
            tuple(
                lay_out(column, name=f"{name}-{at}-{read(column, 'code')}", cell=(given, at), errors=errors)
                for column in read(question, "columns", [])
            ),
            extra=at >= shown,
        )
        for at in range(max(most, len(given)))
    )


def make_reference_rows(question: Any, name: str, kind: str, value: Any) -> tuple[Row, ...]:
    """One row a side or a term, each with the same answers to pick from."""
    key = PER_ROW[kind]
    if isinstance(value, Mapping):
        answers = {str(ref): code for ref, code in value.items()}
    else:
        answers = {str(item.get(key)): item.get("value") for item in value or []}
    options = list_options(question, kind)
    return tuple(
        Row(
            at,
            label,
            reference=str(ref),
            choices=make_choices(f"{name}-{at}-value", options, answers.get(str(ref))),
        )
        for at, (ref, label) in enumerate(read(question, "rows", []))
    )


def make_rows(question: Any, name: str, kind: str, value: Any) -> tuple[Row, ...]:
    """The rows of a question that has any."""
    if kind == "table":
        return make_table_rows(question, name, value)
    return make_reference_rows(question, name, kind, value) if kind in PER_ROW else ()


def describe(identity: str, hint: Any, readers: Any, error: Any) -> str:
    """The ids a screen reader reads after the label: hint, who may read it, what is wrong."""
    parts = [("hint", hint), ("readers", readers), ("error", error)]
    return " ".join(f"{identity}-{part}" for part, words in parts if words)


def find_value(question: Any, cell: tuple[list[Any], int] | None) -> Any:
    """What stands in the answer now: the question's own value, or that of its cell in a table."""
    if cell is None:
        return read(question, "value")
    given, at = cell
    return read(given[at], read(question, "code")) if at < len(given) else ""


def name_autocomplete(kind: str, wanted: str) -> str:
    """What a browser may fill in; in a box of one line HTML knows no whole address, only its first line."""
    return "address-line1" if wanted == "street-address" and kind in SINGLE_LINE else wanted


def lay_out(
    question: Any,
    name: str = "",
    cell: tuple[list[Any], int] | None = None,
    errors: Mapping[str, Any] | None = None,
) -> Field:
    """The question ready for its template."""
    kind = read(question, "kind", "text")
    name = name or str(read(question, "code"))
    options = list_options(question, kind)
    widget = name_widget(kind, len(options))
    value = find_value(question, cell)
    error = read(question, "error") if cell is None else (errors or {}).get(name.split("-", 1)[1], "")
    hint, readers = read(question, "hint"), read(question, "readers_text")
    attributes = ATTRIBUTES.get(kind, ATTRIBUTES["text"])
    filled = read(question, "autocomplete") or attributes.get("autocomplete", "")
    return Field(
        question=question,
        name=name,
        id=f"q-{name}",
        widget=f"site/kinds/{widget}.html",
        kind=kind,
        label=read(question, "label"),
        hint=hint,
        why=read(question, "why"),
        readers=readers,
        required=bool(read(question, "required", False)),
        error=error,
        value=value,
        describedby=describe(f"q-{name}", hint, readers, error),
        choices=make_choices(name, options, value) if widget in {"radios", "select", "checkboxes"} else (),
        boxes=make_boxes(name, kind, value),
        rows=make_rows(question, name, kind, value),
        attributes=attributes,
        max_length=read(question, "max_length", None) or None,
        lines=int(read(question, "lines", 5)),
        group=widget in GROUPS,
        autocomplete=name_autocomplete(kind, filled),
        accept=",".join(read(question, "types", ())),
    )
