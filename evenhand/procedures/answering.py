"""From a posted page to the answers of a form, in the same shape as the API carries them.

Nothing is judged here: what cannot be a date or a number passes as it was typed, so that the form's own rules
say what is wrong with it, in the same words on every surface, and what was typed can be shown again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from evenhand.procedures.rules.form import Column, Form, Question

ROWS_READ = 100
TYPES_BY_ENDING = {".txt": "text/plain", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
TYPES_BY_ENDING |= {".pdf": "application/pdf"}
YES_NO: Mapping[str, bool] = {"yes": True, "no": False}


class Posted(Protocol):
    """What a browser posts: one value by name, or all of that name."""

    def get(self, key: str, default: Any = ...) -> Any: ...

    def getlist(self, key: str) -> list[Any]: ...


class Upload(Protocol):
    """A file that came with a post."""

    name: str | None
    content_type: str | None

    def read(self) -> bytes: ...


def read_answers(
    form: Form, posted: Posted, files: Mapping[str, Upload] | None = None, tz: str = "UTC"
) -> dict[str, Any]:
    """The answers to a form as its rules take them; what was left empty is left out.

    `tz` is the zone in which a typed day and time are meant.
    """
    found = {question.code: read_answer(question, posted, files or {}, tz) for question in form.questions}
    return {code: value for code, value in found.items() if value not in ("", None, [])}


def read_answer(question: Question, posted: Posted, files: Mapping[str, Upload], tz: str) -> Any:
    """The answer to one question, however it is spread over boxes."""
    if question.kind == "file":
        return _read_file(files.get(question.code))
    if question.kind == "table":
        return _read_table(question, posted, tz)
    if question.kind.startswith("per_"):
        return _read_each(question, posted)
    return _read_cell(question, question.code, posted, tz)


def _read_cell(column: Column, name: str, posted: Posted, tz: str) -> Any:
    reader = READERS.get(column.kind)
    return reader(name, posted, tz) if reader else str(posted.get(name, ""))


def _read_many(name: str, posted: Posted, _tz: str) -> list[str]:
    return [str(value) for value in posted.getlist(name) if value]


def _read_yes_no(name: str, posted: Posted, _tz: str) -> bool | str:
    typed = str(posted.get(name, ""))
    return YES_NO.get(typed, typed)


def _read_integer(name: str, posted: Posted, _tz: str) -> int | str:
    typed = _fold(posted.get(name, ""))
    digits = typed.removeprefix("-")
    return int(typed) if digits.isdecimal() and len(digits) < 10 else typed


def _read_date(name: str, posted: Posted, _tz: str) -> str:
    year, month, day = (_fold(posted.get(f"{name}-{part}", "")) for part in ("year", "month", "day"))
    if not (year or month or day):
        return _fold(posted.get(name, ""))
    return "-".join((year, month.zfill(2) if month else "", day.zfill(2) if day else ""))


def _read_datetime(name: str, posted: Posted, tz: str) -> str:
    day, time = _read_date(name, posted, tz), _fold(posted.get(f"{name}-time", "")).replace(".", ":")
    if not time:
        return day
    hour, _, minute = time.partition(":")
    written = f"{day}T{hour.zfill(2)}:{minute}"
    try:
        return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(tz)).isoformat()
    except ValueError:
        return written


READERS: dict[str, Callable[[str, Posted, str], Any]] = {
    "choices": _read_many,
    "parties": _read_many,
    "yes_no": _read_yes_no,
    "integer": _read_integer,
    "date": _read_date,
    "datetime": _read_datetime,
}


def _fold(typed: Any) -> str:
    """Digits and colons as ASCII: a Chinese or Arabic keyboard types others that mean the same."""
    folded = unicodedata.normalize("NFKC", str(typed)).strip()
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in folded)


def _read_table(question: Question, posted: Posted, tz: str) -> list[dict[str, Any]]:
    rows = []
    for place in range(min(question.max_rows + 1, ROWS_READ)):
        row = {
            column.code: _read_cell(column, f"{question.code}-{place}-{column.code}", posted, tz)
            for column in question.columns
        }
        if any(value not in ("", []) for value in row.values()):
            rows.append({code: value for code, value in row.items() if value not in ("", [])})
    return rows


def _read_each(question: Question, posted: Posted) -> list[dict[str, str]]:
    subject = question.kind.removeprefix("per_")
    return list(_list_each(question.code, subject, posted))


def _list_each(code: str, subject: str, posted: Posted) -> Iterable[dict[str, str]]:
    for place in range(ROWS_READ):
        ref = str(posted.get(f"{code}-{place}-{subject}", ""))
        if not ref:
            return
        value = str(posted.get(f"{code}-{place}-value", ""))
        if value:
            yield {subject: ref, "value": value}


def _read_file(upload: Upload | None) -> dict[str, Any] | None:
    if upload is None:
        return None
    name = upload.name or ""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    kind = TYPES_BY_ENDING.get(ending) or upload.content_type or ""
    return {"name": name, "content_type": kind, "content": upload.read()}
